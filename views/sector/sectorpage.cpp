// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sector/sectorpage.h"

#include "models/items/servicetablemodel.h"
#include "models/stores/cataloguestore.h"
#include "models/stores/healthstore.h"
#include "models/stores/subscriptionstore.h"
#include "models/telemetry/seriesstore.h"
#include "models/telemetry/timecontext.h"
#include "views/plots/cursorlink.h"
#include "views/plots/regionmap.h"
#include "views/plots/timeplot.h"
#include "views/sector/abnormalpanel.h"
#include "views/sector/kpistrip.h"
#include "views/sector/pagescroll.h"
#include "views/sector/placeheader.h"
#include "views/sector/plotgroup.h"
#include "views/sector/plotpanel.h"
#include "views/sector/regionspanel.h"
#include "views/sector/servicespanel.h"
#include "views/sector/timecontrol.h"
#include "views/widgets/dates.h"
#include "views/widgets/qualityoverlay.h"

#include <QGridLayout>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int plotCount = 4;

} // namespace

SectorPage::SectorPage(const CatalogueStore &catalogue, const HealthStore &health, const SubscriptionStore &subscriptions,
                       const SeriesStore &series, TimeContext &time, QWidget *parent)
    : Page(parent)
    , m_catalogue(catalogue)
    , m_health(health)
    , m_subscriptions(subscriptions)
    , m_series(series)
    , m_time(time)
    , m_cursor(new CursorLink(this))
    , m_header(new PlaceHeader(this))
    , m_timeControl(new TimeControl(time, this))
    , m_kpis(new KpiStrip(series, this))
    , m_services(new ServicesPanel(catalogue, health, series, this))
    , m_abnormal(new AbnormalPanel(catalogue, health, this))
    , m_regions(new RegionsPanel(series, time, this))
    , m_content(new QWidget(this))
    , m_grid(new QGridLayout(m_content))
    , m_plotGrid(new QGridLayout)
    , m_main(new QVBoxLayout)
    , m_side(new QVBoxLayout)
    , m_overlay(new QualityOverlay(m_content))
{
    setObjectName(u"sector-page"_s);
    m_header->addAction(m_timeControl);
    for (int place = 0; place < plotCount; ++place) {
        auto *panel = new PlotPanel({}, series, m_cursor, m_content);
        panel->plot()->setObjectName(u"sector-plot-%1"_s.arg(place));
        m_plots.append(panel);
        m_plotGrid->addWidget(panel, place / 2, place % 2);
    }
    m_plotGroup = new PlotGroup(m_plots, {health, catalogue, series, m_time, *m_cursor}, this);

    m_main->addLayout(m_plotGrid);
    m_main->addWidget(m_services, 1);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->addWidget(m_kpis, 0, 0, 1, 3);
    m_grid->addLayout(m_main, 1, 0, 1, 2);
    m_grid->addLayout(m_side, 1, 2);
    m_grid->setRowStretch(1, 1);
    for (int column = 0; column < 3; ++column)
        m_grid->setColumnStretch(column, 1);
    makePageScroll(this, m_header, m_content);

    connect(m_services, &ServicesPanel::serviceRequested, this, &SectorPage::serviceRequested);
    connect(m_abnormal, &AbnormalPanel::serviceRequested, this, &SectorPage::serviceRequested);
    connect(m_regions->map(), &RegionMap::regionSelected, this, &SectorPage::regionSelected);
    connect(m_regions, &RegionsPanel::seriesWanted, this, &SectorPage::seriesWanted);
    connect(&m_time, &TimeContext::changed, this, &SectorPage::refresh);
    connect(&m_time, &TimeContext::zoneChanged, this, &SectorPage::refresh);
    connect(&m_catalogue, &CatalogueStore::sectorChanged, this, [this](const SectorId &id) {
        if (id == m_sector)
            showSector();
    });
    arrange();
}

void SectorPage::setSector(const SectorId &sector)
{
    if (sector == m_sector)
        return;
    m_sector = sector;
    m_plotGroup->setPlace(sector);
    m_services->setSector(sector);
    m_abnormal->setSector(sector);
    showSector();
    Q_EMIT titleChanged();
}

/// Measures of several services may have the same name, which then tells no line from another.
void SectorPage::tellApart(const Sector &sector, QList<Measure> &measures)
{
    const QList<Measure> given = measures;
    for (Measure &measure : measures) {
        const auto isNamesake = [&](const Measure &other) { return other.name == measure.name && other.key != measure.key; };
        const ServiceId id(measure.key.value.section(u'/', 1, 1));
        const auto service = std::ranges::find(sector.services, id, &Microservice::id);
        if (std::ranges::any_of(given, isNamesake) && service != sector.services.cend())
            measure.name = tr("%1, %2", "measure, service").arg(measure.name, service->name);
    }
}

void SectorPage::showSector()
{
    const Sector *sector = m_catalogue.sector(m_sector);
    m_kpis->setMeasures(sector ? sector->kpis : QList<Measure>());
    for (int place = 0; place < plotCount; ++place) {
        PlotPanel *panel = m_plots.at(place);
        const bool shown = sector && place < sector->plots.size();
        panel->setVisible(shown);
        QList<Measure> measures;
        QList<SeriesKey> secondAxis;
        if (shown) {
            const PlotDefinition &plot = sector->plots.at(place);
            for (const SeriesKey &key : plot.series) {
                if (const Measure *measure = sector->measure(key))
                    measures.append(*measure);
            }
            tellApart(*sector, measures);
            secondAxis = plot.secondAxis;
            panel->setTitle(plot.title);
            panel->setSubtitle(plot.subtitle);
            panel->plot()->setAccessibleName(plot.title);
        }
        panel->setMeasures(measures, secondAxis);
    }
    m_regions->setSector(sector);
    arrange();
    refresh();
    Q_EMIT seriesWanted();
}

void SectorPage::refresh()
{
    if (m_kpis->sizeHint().height() != m_kpiHeight)
        arrange(); // its figures follow the density after the page does
    showHeader();
    showRegions();
    m_timeControl->refresh();
    const TimeRange range = m_time.range();
    m_kpis->refresh(range, m_time.now(), m_disconnected);
    follow();
    m_services->refresh(m_time.now());
    m_abnormal->refresh(m_time.now());
    m_regions->refresh();
}

void SectorPage::follow()
{
    const TimeRange range = m_time.range();
    for (PlotPanel *panel : std::as_const(m_plots)) {
        if (!panel->isHidden())
            panel->refresh(range, m_time.isLive());
    }
}

void SectorPage::showHeader()
{
    const SectorSummary *summary = m_catalogue.summary(m_sector);
    const Sector *sector = m_catalogue.sector(m_sector);
    m_header->setPlace(summary ? summary->icon : QString(), title());
    const SeverityCounts counts = m_health.counts(m_sector);
    if (m_disconnected || !sector)
        m_header->setState(Severity::Unknown, tr("Health unknown"));
    else if (counts.total() == 0)
        m_header->setState(Severity::Normal, {});
    else
        m_header->setState(counts.worst(), tr("%n service(s) abnormal", nullptr, counts.total()));
    QStringList facts;
    if (sector) {
        facts.append(tr("%n service(s)", nullptr, int(sector->services.size())));
        facts.append(tr("%n region(s)", nullptr, int(sector->regions.size())));
    }
    const Subscription *mine = m_subscriptions.current(m_sector);
    if (summary && mine && mine->state == Subscription::State::Active)
        facts.append(tr("role %1 until %2").arg(summary->roleName(mine->role), Dates::day(mine->period.to)));
    m_header->setFacts(facts);
}

void SectorPage::showRegions()
{
    QHash<RegionId, RegionState> states;
    if (!m_disconnected) {
        for (const RegionHealth &region : m_health.regions(m_sector))
            states.insert(region.region, {region.severity, false, region.word});
    }
    m_regions->map()->setStates(states);
}

void SectorPage::setDisconnected(bool disconnected)
{
    if (disconnected == m_disconnected)
        return;
    m_disconnected = disconnected;
    m_timeControl->setHeld(disconnected);
    m_regions->setDisconnected(disconnected);
    QList<QWidget *> panels{m_kpis, m_services, m_abnormal, m_regions};
    for (PlotPanel *panel : std::as_const(m_plots)) {
        panel->setDisconnected(disconnected);
        panels.append(panel);
    }
    for (QWidget *panel : panels)
        m_overlay->setQuality(panel, disconnected ? Quality::Disconnected : Quality::Good, true);
    refresh();
}

QList<SeriesKey> SectorPage::visibleSeries() const
{
    QList<SeriesKey> wanted;
    const Sector *sector = m_catalogue.sector(m_sector);
    if (!sector)
        return wanted;
    QSet<SeriesKey> known;
    const auto want = [&](const SeriesKey &key) {
        if (!key.value.isEmpty() && !known.contains(key)) {
            known.insert(key);
            wanted.append(key);
        }
    };
    for (const Measure &kpi : sector->kpis)
        want(kpi.key);
    for (const PlotDefinition &plot : sector->plots)
        std::ranges::for_each(plot.series, want);
    std::ranges::for_each(m_regions->shownSeries(), want);
    for (const Microservice &service : sector->services) {
        for (const auto measure : {"rate"_L1, "errors"_L1, "p50"_L1, "p95"_L1})
            want(seriesOf(service, measure));
    }
    return wanted;
}

QList<SeriesKey> SectorPage::visibleFigures() const
{
    QSet<SeriesKey> figures;
    const Sector *sector = m_catalogue.sector(m_sector);
    if (!sector)
        return {};
    for (const Microservice &service : sector->services) {
        for (const auto measure : {"errors"_L1, "p50"_L1, "p95"_L1})
            figures.insert(seriesOf(service, measure));
    }
    for (const Measure &kpi : sector->kpis)
        figures.remove(kpi.key);
    for (const PlotDefinition &plot : sector->plots) {
        for (const SeriesKey &key : plot.series)
            figures.remove(key);
    }
    figures.remove({});
    return figures.values();
}

QString SectorPage::title() const
{
    const SectorSummary *summary = m_catalogue.summary(m_sector);
    return summary ? summary->name : m_sector.value;
}

QList<KeyHelp> SectorPage::keys() const
{
    return QList<KeyHelp>{{tr("Enter"), tr("Open the service of the row")}, {tr("T"), tr("Show the plot or map as a table")}} +
           PlotPanel::keys() + TimeControl::keys();
}

QWidget *SectorPage::firstFocus() { return m_services->table(); }

} // namespace stanforis

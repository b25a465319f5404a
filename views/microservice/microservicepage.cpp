// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/microservice/microservicepage.h"

#include "models/items/logtablemodel.h"
#include "models/items/instancetablemodel.h"
#include "models/items/servicemeasuremodel.h"
#include "models/items/servicetablemodel.h"
#include "models/stores/cataloguestore.h"
#include "models/stores/healthstore.h"
#include "models/stores/permissionstore.h"
#include "models/stores/subscriptionstore.h"
#include "models/telemetry/seriesstore.h"
#include "models/telemetry/timecontext.h"
#include "views/microservice/latencydistribution.h"
#include "views/microservice/logpanel.h"
#include "views/microservice/protocolpanel.h"
#include "views/microservice/servicegraph.h"
#include "views/microservice/tracewaterfall.h"
#include "views/plots/cursorlink.h"
#include "views/plots/gauge.h"
#include "views/plots/timeplot.h"
#include "views/sector/placeheader.h"
#include "views/sector/plotgroup.h"
#include "views/sector/plotpanel.h"
#include "views/sector/timecontrol.h"
#include "views/widgets/dates.h"
#include "views/widgets/errortext.h"
#include "views/widgets/qualityoverlay.h"

#include <QHBoxLayout>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stanforis {

namespace {

constexpr auto inspectEvery = 2s;
constexpr qsizetype standardMeasures = 6; // rate, errors, p50, p95, p99, saturation

} // namespace

MicroservicePage::MicroservicePage(const CatalogueStore &catalogue, const HealthStore &health,
                                   const SubscriptionStore &subscriptions, const PermissionStore &permissions,
                                   const SeriesStore &series, TimeContext &time, QWidget *parent)
    : Page(parent)
    , m_catalogue(catalogue)
    , m_health(health)
    , m_subscriptions(subscriptions)
    , m_permissions(permissions)
    , m_series(series)
    , m_time(time)
{
    setObjectName(u"microservice-page"_s);
    build();
    connect(&m_time, &TimeContext::changed, this, &MicroservicePage::refresh);
    const auto followZone = [this] { m_log->model()->setZone(m_time.zone()); };
    connect(&m_time, &TimeContext::zoneChanged, this, followZone);
    connect(&m_time, &TimeContext::zoneChanged, this, &MicroservicePage::refresh);
    followZone();
    connect(&m_catalogue, &CatalogueStore::sectorChanged, this, [this](const SectorId &id) {
        if (id == m_sector)
            showService();
    });
    connect(&m_permissions, &PermissionStore::changed, this, &MicroservicePage::showPages);
    arrange();
}

void MicroservicePage::setService(const SectorId &sector, const ServiceId &service)
{
    if (sector == m_sector && service == m_service)
        return;
    m_sector = sector;
    m_service = service;
    m_plotGroup->setPlace(sector, service);
    m_log->clear();
    m_waterfall->setTrace({});
    m_protocol->setMessage({});
    m_instanceModel->setService(sector, service);
    m_asked = false;
    m_answered = {};
    showService();
    Q_EMIT titleChanged();
    askInspection();
}

void MicroservicePage::showService()
{
    const Microservice *service = m_catalogue.service(m_service);
    const auto measures = [&](std::initializer_list<QLatin1StringView> names) {
        QList<Measure> found;
        for (const QLatin1StringView name : names) {
            const SeriesKey key = service ? seriesOf(*service, name) : SeriesKey();
            for (const Measure &measure : service ? service->measures : QList<Measure>()) {
                if (measure.key == key)
                    found.append(measure);
            }
        }
        return found;
    };
    const std::pair<PlotPanel *, QList<Measure>> plots[] = {{m_rate, measures({"rate"_L1})},
                                                            {m_errors, measures({"errors"_L1})},
                                                            {m_duration, measures({"p95"_L1, "p99"_L1, "p50"_L1})},
                                                            {m_saturation, measures({"saturation"_L1})}};
    for (const auto &[panel, lines] : plots) {
        panel->setMeasures(lines);
        panel->setSubtitle(lines.isEmpty() ? QString() : lines.first().unit);
    }
    QList<Measure> own = service ? service->measures : QList<Measure>();
    own.remove(0, std::min(standardMeasures, own.size()));
    m_measures->setVisible(!own.isEmpty());
    m_measureModel->setMeasures(own);
    showPages();
    refresh();
    Q_EMIT seriesWanted();
}

void MicroservicePage::refresh()
{
    showHeader();
    m_timeControl->refresh();
    follow();
    m_measureModel->refresh();
    showInstances();
    showGraph();
    showDistribution();
    showGauge();
    if (isVisible())
        askInspection();
}

void MicroservicePage::follow()
{
    const TimeRange range = m_time.range();
    for (PlotPanel *panel : {m_rate, m_errors, m_duration, m_saturation})
        panel->refresh(range, m_time.isLive());
}

void MicroservicePage::showHeader()
{
    const SectorSummary *sector = m_catalogue.summary(m_sector);
    const Microservice *service = m_catalogue.service(m_service);
    const ServiceHealth *health = m_health.service(m_sector, m_service);
    m_header->setPlace(sector ? sector->icon : QString(), title());
    if (m_disconnected || !health)
        m_header->setState(Severity::Unknown, tr("Health unknown"));
    else if (health->severity == Severity::Normal || health->condition.isEmpty())
        m_header->setState(health->severity, {});
    else
        m_header->setState(health->severity,
                           tr("%1 since %2").arg(health->condition, Dates::moment(health->since).toString(u"HH:mm"_s)));
    if (!service)
        return m_header->setFacts({});
    m_header->setFacts({sector ? sector->name : QString(),
                        service->objective.isEmpty() ? QString() : tr("objective %1").arg(service->objective),
                        service->owner.isEmpty() ? QString() : tr("owner %1").arg(service->owner),
                        service->version.isEmpty() ? QString() : tr("version %1").arg(service->version)});
}

void MicroservicePage::showInstances()
{
    const int all = m_instanceModel->rowCount();
    m_instances->setSubtitle(all > 0 ? tr("%1, %2 in service").arg(all).arg(m_instanceModel->inService()) : tr("none known yet"));
}

void MicroservicePage::showGraph()
{
    const Microservice *service = m_catalogue.service(m_service);
    if (!service)
        return;
    const ServiceGraph graph = serviceGraph(*service, m_health.service(m_sector, m_service), m_series, m_disconnected);
    m_graph->setGraph(graph.callers, graph.service, graph.dependencies);
}

void MicroservicePage::showDistribution()
{
    const Microservice *service = m_catalogue.service(m_service);
    if (!service)
        return;
    const auto [classes, isExact] = latencyDistribution(m_series, seriesOf(*service, "p95"_L1), m_time.range());
    m_distribution->setSubtitle(classes.categories.isEmpty() ? tr("no samples in this time")
                                : isExact                    ? tr("p95 of each second, ms")
                                                             : tr("p95 of each second, ms · counts are approximate"));
    m_distributionChart->setData(classes);
}

void MicroservicePage::showGauge()
{
    const QList<PlotSeries> &lines = m_saturation->plot()->series();
    m_gauge->setVisible(!lines.isEmpty());
    if (lines.isEmpty())
        return;
    const auto newest = m_saturation->plot()->newestSample(0);
    m_gauge->setMeasure(lines.first(), 0, 100); // a share of the capacity
    m_gauge->setValue(newest ? std::optional(newest->value) : std::nullopt);
}

void MicroservicePage::openNode(const QString &id)
{
    const SectorId sector(id.section(u'/', 0, 0));
    const ServiceId service(id.section(u'/', 1));
    if (service == m_service || sector.value.isEmpty())
        return;
    if (m_subscriptions.isActive(sector)) {
        Q_EMIT serviceRequested(sector, service);
        return;
    }
    const SectorSummary *summary = m_catalogue.summary(sector);
    m_dependencies->setSubtitle(tr("%1 opens once you have a role there").arg(summary ? summary->name : sector.value));
}

void MicroservicePage::askInspection()
{
    if (m_asked || m_disconnected || m_service.value.isEmpty() || m_time.now() - m_answered < inspectEvery)
        return;
    m_asked = true;
    Q_EMIT inspectRequested(m_sector, m_service);
}

void MicroservicePage::showInspection(const Result<Inspection> &inspection)
{
    m_asked = false;
    m_answered = m_time.now();
    if (!inspection) {
        m_trace->setSubtitle(ErrorText::whatHappened(inspection.error()));
        return;
    }
    m_log->add(inspection->log);
    const Trace &trace = inspection->slowest;
    m_trace->setSubtitle(
        trace.spans.isEmpty()
            ? tr("no trace in the last 5 min")
            : tr("slowest of the last 5 min, %1, %2").arg(Dates::moment(trace.start).toString(u"HH:mm:ss.zzz"_s), trace.id));
    m_waterfall->setTrace(trace);
    m_protocol->setMessage(inspection->message);
}

void MicroservicePage::setDisconnected(bool disconnected)
{
    if (disconnected == m_disconnected)
        return;
    m_disconnected = disconnected;
    // An answer to what was asked over the lost connection will not come.
    m_asked = false;
    m_timeControl->setHeld(disconnected);
    const DataState state = disconnected ? DataState::Disconnected : DataState::Live;
    m_graph->setDataState(state);
    m_waterfall->setDataState(state);
    m_distributionChart->setDataState(state);
    m_gauge->setDataState(state);
    for (PlotPanel *panel : {m_rate, m_errors, m_duration, m_saturation})
        panel->setDisconnected(disconnected);
    const QList<QWidget *> panels{m_rate, m_errors, m_duration, m_saturation,   m_instances, m_dependencies,
                                  m_log,  m_trace,  m_protocol, m_distribution, m_measures};
    for (QWidget *panel : panels)
        m_overlay->setQuality(panel, disconnected ? Quality::Disconnected : Quality::Good, true);
    refresh();
}

QList<SeriesKey> MicroservicePage::visibleSeries() const
{
    QList<SeriesKey> wanted;
    if (const Microservice *service = m_catalogue.service(m_service)) {
        for (const Measure &measure : service->measures)
            wanted.append(measure.key);
    }
    return wanted;
}

QString MicroservicePage::title() const
{
    const Microservice *service = m_catalogue.service(m_service);
    return service ? service->name : m_service.value;
}

QList<KeyHelp> MicroservicePage::keys() const
{
    return QList<KeyHelp>{{tr("T"), tr("Show the plot, graph or trace as a table")},
                          {tr("Enter"), tr("Open the service of a box")}} +
           PlotPanel::keys() + TimeControl::keys();
}

QWidget *MicroservicePage::firstFocus() { return m_pages->count() > 1 ? m_pages->itemAt(1)->widget() : m_rate->plot(); }

} // namespace stanforis

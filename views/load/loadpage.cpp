// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/load/loadpage.h"

#include "models/stores/cataloguestore.h"
#include "models/telemetry/seriesstore.h"
#include "models/telemetry/timecontext.h"
#include "views/load/loadform.h"
#include "views/load/performancestrip.h"
#include "views/plots/cursorlink.h"
#include "views/plots/timeplot.h"
#include "views/sector/pagescroll.h"
#include "views/sector/placeheader.h"
#include "views/sector/plotgroup.h"
#include "views/sector/plotpanel.h"
#include "views/sector/timecontrol.h"
#include "views/widgets/errortext.h"
#include "views/widgets/placeholders.h"
#include "views/widgets/words.h"

#include <QEvent>
#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int loadPlots = 12;
constexpr int gridColumns = 4;
constexpr int lowestPlot = 120;
constexpr int lowestPlotDesk = 180;

} // namespace

LoadPage::LoadPage(const Stores &stores, QWidget *parent)
    : Page(parent)
    , m_stores(stores)
    , m_cursor(new CursorLink(this))
    , m_header(new PlaceHeader(this))
    , m_timeControl(new TimeControl(stores.time, this))
    , m_content(new QWidget(this))
    , m_form(new LoadForm(m_content))
    , m_strip(new PerformanceStrip(stores.performance, m_content))
    , m_grid(new QGridLayout)
    , m_column(new QVBoxLayout(m_content))
    , m_refusal(new EmptyState({}, {}, tr("Try again"), m_content))
{
    setObjectName(u"load-page"_s);
    m_header->setPlace(u"training"_s, title());
    m_header->hideState();
    m_header->setFacts({tr("series that mean nothing, to see what this console can bear")});
    m_header->addAction(m_timeControl);
    m_refusal->button()->setObjectName(u"load-again"_s);
    m_refusal->hide();
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->addWidget(m_form);
    m_column->addWidget(m_strip);
    m_column->addLayout(m_grid, 1);
    m_column->addWidget(m_refusal);
    for (int place = 0; place < loadPlots; ++place) {
        auto *panel = new PlotPanel({}, stores.series, m_cursor, m_content);
        panel->plot()->setObjectName(u"load-plot-%1"_s.arg(place));
        m_plots.append(panel);
        m_grid->addWidget(panel, place / gridColumns, place % gridColumns);
    }
    m_plotGroup = new PlotGroup(m_plots, {stores.health, stores.catalogue, stores.series, stores.time, *m_cursor}, this);
    makePageScroll(this, m_header, m_content);
    connect(m_form, &LoadForm::loadRequested, this, &LoadPage::loadRequested);
    connect(m_form, &LoadForm::receiveRequested, this, &LoadPage::receiveRequested);
    connect(m_refusal, &EmptyState::actionRequested, this, &LoadPage::readRequested);
    connect(&stores.time, &TimeContext::changed, this, &LoadPage::refresh);
    connect(&stores.time, &TimeContext::zoneChanged, this, &LoadPage::refresh);
    connect(&stores.catalogue, &CatalogueStore::sectorsChanged, this, &LoadPage::showPlots);
    showPlots();
    arrange();
}

void LoadPage::setLoad(const Result<SimulatedLoad> &load)
{
    if (load) {
        m_known = true;
        m_load = *load;
        showPlots();
    }
    // Before the first answer there is nothing to show but why; later the form says it and the plots stay.
    const bool refused = !load && !m_known;
    if (refused && load.error().code == Error::Code::PermissionDenied)
        m_refusal->setWords(tr("The load of the simulation is set by trainers"),
                            tr("You are not signed in as one. Whoever has the role “trainer” on this platform can set it here."));
    else if (refused && load.error().code == Error::Code::NotFound)
        m_refusal->setWords(tr("This platform is no simulation"),
                            tr("There is no load to set where values come from the real world."));
    else if (refused)
        m_refusal->setWords(ErrorText::whatHappened(load.error()), ErrorText::whatToDo(load.error()));
    m_refusal->setVisible(refused);
    for (QWidget *part : {static_cast<QWidget *>(m_form), static_cast<QWidget *>(m_strip)})
        part->setVisible(!refused);
    for (PlotPanel *panel : std::as_const(m_plots))
        panel->setVisible(!refused);
    m_timeControl->setVisible(!refused);
    m_form->setLoad(load);
    arrange();
    refresh();
}

void LoadPage::setReceiving(int series) { m_form->setReceiving(series); }

QList<SeriesKey> LoadPage::shownSeries() const
{
    QList<SeriesKey> keys;
    for (const PlotPanel *panel : m_plots) {
        for (const PlotSeries &line : panel->plot()->series())
            keys.append(line.key);
    }
    return keys;
}

void LoadPage::showPlots()
{
    for (int place = 0; place < loadPlots; ++place) {
        // Every n-th of the whole load, whichever sector it falls to.
        int number = static_cast<int>(qint64(m_load.series) * place / loadPlots);
        const LoadShare *share = nullptr;
        for (const LoadShare &candidate : std::as_const(m_load.shares)) {
            if (number < candidate.series) {
                share = &candidate;
                break;
            }
            number -= candidate.series;
        }
        PlotPanel *panel = m_plots.at(place);
        const bool shown = share && place < m_load.series;
        const SectorSummary *sector = shown ? m_stores.catalogue.summary(share->sector) : nullptr;
        const QString name = !shown
                                 ? tr("No series")
                                 : tr("%1 · load %2").arg(sector ? sector->name : share->sector.value, QString::number(number));
        panel->setTitle(name);
        panel->plot()->setAccessibleName(name);
        Measure measure;
        if (shown) {
            measure.key = share->key(number);
            measure.name = name;
            measure.decimals = 2;
        }
        panel->setMeasures(shown ? QList<Measure>{measure} : QList<Measure>{});
    }
}

void LoadPage::refresh()
{
    m_strip->refresh();
    m_timeControl->refresh();
    follow();
}

void LoadPage::follow()
{
    const TimeRange range = m_stores.time.range();
    for (PlotPanel *panel : std::as_const(m_plots)) {
        if (!panel->isHidden())
            panel->refresh(range, m_stores.time.isLive());
    }
}

void LoadPage::setDisconnected(bool disconnected)
{
    m_timeControl->setHeld(disconnected);
    for (PlotPanel *panel : std::as_const(m_plots))
        panel->setDisconnected(disconnected);
    refresh();
}

TimeRange LoadPage::shownRange() const { return m_stores.time.range(); }

QString LoadPage::title() const { return tr("Load"); }

QList<KeyHelp> LoadPage::keys() const
{
    return QList<KeyHelp>{{tr("Enter"), tr("Set the load that is written in the fields")},
                          {tr("T"), tr("Show the plot as a table")}} +
           PlotPanel::keys() + TimeControl::keys();
}

QWidget *LoadPage::firstFocus() { return m_refusal->isHidden() ? m_form->firstFocus() : m_refusal->button(); }

void LoadPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

void LoadPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        arrange();
}

void LoadPage::arrange()
{
    const Theme theme = Theme::of(this);
    const int gutter = theme.metrics().gutter;
    m_column->setSpacing(gutter);
    m_grid->setSpacing(gutter);
    for (PlotPanel *panel : std::as_const(m_plots))
        panel->setMinimumHeight(theme.density() == Density::Desk ? lowestPlotDesk : lowestPlot);
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sector/plotgroup.h"

#include "models/stores/healthevents.h"
#include "models/telemetry/seriesstore.h"
#include "models/telemetry/timecontext.h"
#include "views/plots/cursorlink.h"
#include "views/sector/plotpanel.h"
#include "views/sector/plotsaver.h"

#include <algorithm>

namespace stanforis {

PlotGroup::PlotGroup(const QList<PlotPanel *> &panels, const Shared &shared, QObject *parent)
    : QObject(parent)
    , m_panels(panels)
    , m_cursor(shared.cursor)
    , m_time(shared.time)
    , m_events(new HealthEvents(shared.health, shared.catalogue, shared.time, this))
{
    for (PlotPanel *panel : std::as_const(m_panels)) {
        panel->setTime(shared.time);
        panel->setCoverage(
            [&series = shared.series](const SeriesKey &key, TimeRange range) { return series.covers(key, range); });
        connect(panel, &PlotPanel::ownRangeChanged, this, [this, panel] {
            if (panel->hasOwnRange())
                Q_EMIT historyWanted(panel->shownSeries(), panel->shownRange());
        });
        connect(panel, &PlotPanel::saveRequested, this, [this, panel] { save(panel); });
    }
    connect(m_events, &HealthEvents::changed, this, &PlotGroup::showEvents);
}

void PlotGroup::setPlace(const SectorId &sector, const ServiceId &service)
{
    m_sector = sector;
    m_service = service;
    m_cursor.setCursor({});
    m_cursor.setMark({});
    for (PlotPanel *panel : std::as_const(m_panels)) {
        panel->setOwnRange(false);
        panel->forgetMarks();
    }
    showEvents();
}

int PlotGroup::detached() const
{
    return int(std::ranges::count_if(m_panels, [](const PlotPanel *panel) { return panel->hasOwnRange(); }));
}

void PlotGroup::save(PlotPanel *panel)
{
    if (m_provenance)
        offerToSave(*panel->plot(), m_provenance(), m_time.now());
}

void PlotGroup::showEvents()
{
    const QList<TimeEvent> events = m_events->events(m_sector, m_service);
    for (PlotPanel *panel : std::as_const(m_panels))
        panel->setEvents(events);
}

} // namespace stanforis

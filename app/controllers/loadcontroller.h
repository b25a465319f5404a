// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/controllers/historyfetcher.h"
#include "models/ports/simulationport.h"
#include "models/ports/telemetryport.h"

#include <QObject>

#include <map>

namespace stanforis {

class LoadPage;
class PermissionStore;
class SeriesStore;
class SubscriptionStore;

/// Load page ↔ simulation: reads and sets the load, and while the page is in view and the person wants it, lets every series of
/// the load flow into the store. Of the few that are drawn, what was lost on the way or came before the page was opened is asked
/// for again: the simulation holds some seconds of a load.
class LoadController final : public QObject
{
    Q_OBJECT
public:
    struct Ports
    {
        SimulationPort &simulation;
        TelemetryPort &telemetry;
        PermissionStore &permissions;
    };
    LoadController(LoadPage &page, const Ports &ports, const SubscriptionStore &subscriptions, SeriesStore &series,
                   QObject *parent = nullptr);

    /// The page has come into view, or has left it.
    void setShown(bool shown);

private:
    void take(const Result<SimulatedLoad> &load);
    void follow();
    /// Every sample of those series of a sector that are drawn.
    void fetch(const SectorId &sector, TimeRange range);

    LoadPage &m_page;
    Ports m_ports;
    const SubscriptionStore &m_subscriptions;
    SeriesStore &m_series;
    HistoryFetcher m_history;
    bool m_shown = false;
    bool m_wanted = true;
    SimulatedLoad m_load;
    struct Stream
    {
        int series = 0;
        Watch watch;
    };
    std::map<QString, Stream> m_streams; ///< by sector
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/controllers/historyfetcher.h"
#include "app/controllers/telemetryfeed.h"
#include "models/domain/link.h"
#include "models/ports/healthport.h"

#include <QObject>

namespace stanforis {

class MicroservicePage;
class PlotGroup;
class SectorPage;

/// Sector and microservice pages ↔ platform: the series in view flow over the preferred transport, logs and traces are read
/// when asked. One for the window, since one of the two pages is in view at a time.
class PlaceController final : public QObject
{
    Q_OBJECT
public:
    PlaceController(StreamManager &streams, TelemetryPort &telemetry, HealthPort &health, SeriesStore &series,
                    const TimeContext &time, QObject *parent = nullptr);

    void attach(SectorPage *page);
    void attach(MicroservicePage *page);
    /// The pages are about to go.
    void detach();
    /// The page in view; any other than the two lets the stream go.
    void show(const PageLink &link);

Q_SIGNALS:
    void linkRequested(const stanforis::PageLink &link);

private:
    void attach(const PlotGroup *plots);
    void feedSector();
    void feedService();
    void inspect(const SectorId &sector, const ServiceId &service);

    HealthPort &m_health;
    TelemetryFeed m_feed;
    HistoryFetcher m_ownRanges; ///< for plots that show another range than the page
    SectorPage *m_sectorPage = nullptr;
    MicroservicePage *m_servicePage = nullptr;
    PageLink m_link;
};

} // namespace stanforis

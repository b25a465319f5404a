// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/placecontroller.h"

#include "views/microservice/microservicepage.h"
#include "views/sector/plotgroup.h"
#include "views/sector/sectorpage.h"

namespace stanforis {

using Level = PageLink::Level;

namespace {

DrawnSeries drawn(QList<SeriesKey> series, const PlotGroup &plots, const QList<SeriesKey> &figures)
{
    const QSet<SeriesKey> figureSet(figures.begin(), figures.end());
    series.removeIf([&figureSet](const SeriesKey &key) { return figureSet.contains(key); });
    return {std::move(series), plots.columns(), figures, plots.ownSpans()};
}

} // namespace

PlaceController::PlaceController(StreamManager &streams, TelemetryPort &telemetry, HealthPort &health, SeriesStore &series,
                                 const TimeContext &time, QObject *parent)
    : QObject(parent)
    , m_health(health)
    , m_feed(streams, telemetry, series, time, TelemetryPort::Route::Preferred)
    , m_ownRanges(telemetry, series)
{}

void PlaceController::attach(SectorPage *page)
{
    m_sectorPage = page;
    connect(page, &SectorPage::seriesWanted, this, &PlaceController::feedSector);
    attach(page->plotGroup());
    connect(page->plotGroup(), &PlotGroup::drawnChanged, this, &PlaceController::feedSector);
    connect(page, &SectorPage::serviceRequested, this, [this](const ServiceId &service) {
        Q_EMIT linkRequested({.level = Level::Service, .sector = m_sectorPage->sector(), .service = service});
    });
}

void PlaceController::attach(MicroservicePage *page)
{
    m_servicePage = page;
    connect(page, &MicroservicePage::seriesWanted, this, &PlaceController::feedService);
    attach(page->plotGroup());
    connect(page->plotGroup(), &PlotGroup::drawnChanged, this, &PlaceController::feedService);
    connect(page, &MicroservicePage::inspectRequested, this, &PlaceController::inspect);
    connect(page, &MicroservicePage::serviceRequested, this, [this](const SectorId &sector, const ServiceId &service) {
        Q_EMIT linkRequested({.level = Level::Service, .sector = sector, .service = service});
    });
    connect(page, &MicroservicePage::pageRequested, this, [this](const PageId &pageId) {
        Q_EMIT linkRequested({.level = Level::Page, .sector = m_link.sector, .service = m_link.service, .page = pageId});
    });
}

void PlaceController::attach(const PlotGroup *plots)
{
    connect(plots, &PlotGroup::historyWanted, this, [this, plots](const QList<SeriesKey> &series, TimeRange range) {
        m_ownRanges.fetchLacking(m_link.sector, series, range, plots->columns());
    });
}

void PlaceController::detach()
{
    m_feed.hide();
    m_sectorPage = nullptr;
    m_servicePage = nullptr;
}

void PlaceController::show(const PageLink &link)
{
    m_link = link;
    m_ownRanges.cancel();
    if (link.level == Level::Sector)
        feedSector();
    else if (link.level == Level::Service)
        feedService();
    else
        m_feed.hide();
}

void PlaceController::feedSector()
{
    if (m_sectorPage && m_link.level == Level::Sector)
        m_feed.show(m_link.sector,
                    drawn(m_sectorPage->visibleSeries(), *m_sectorPage->plotGroup(), m_sectorPage->visibleFigures()));
}

void PlaceController::feedService()
{
    if (m_servicePage && m_link.level == Level::Service)
        m_feed.show(m_link.sector, drawn(m_servicePage->visibleSeries(), *m_servicePage->plotGroup(), {}));
}

void PlaceController::inspect(const SectorId &sector, const ServiceId &service)
{
    m_health.inspect(this, sector, service, Instant{}, [this, sector, service](const Result<Inspection> &reply) {
        if (m_servicePage && m_link.level == Level::Service && m_link.sector == sector && m_link.service == service)
            m_servicePage->showInspection(reply);
    });
}

} // namespace stanforis

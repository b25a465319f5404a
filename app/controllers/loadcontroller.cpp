// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/loadcontroller.h"

#include "models/stores/permissionstore.h"
#include "models/stores/subscriptionstore.h"
#include "models/telemetry/seriesstore.h"
#include "views/load/loadpage.h"
#include "views/sector/plotgroup.h"

namespace stanforis {

LoadController::LoadController(LoadPage &page, const Ports &ports, const SubscriptionStore &subscriptions, SeriesStore &series,
                               QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_ports(ports)
    , m_subscriptions(subscriptions)
    , m_series(series)
    , m_history(ports.telemetry, series)
{
    connect(&page, &LoadPage::loadRequested, this, [this](int wanted, int hertz) {
        if (!m_ports.permissions.admit({Action::SetLoad})) {
            take(Error{Error::Code::PermissionDenied, {}});
            return;
        }
        m_ports.simulation.setLoad(this, wanted, hertz, [this](const Result<SimulatedLoad> &load) { take(load); });
    });
    connect(&page, &LoadPage::readRequested, this, [this] { setShown(m_shown); });
    connect(&page, &LoadPage::receiveRequested, this, [this](bool receive) {
        m_wanted = receive;
        follow();
    });
    connect(page.plotGroup(), &PlotGroup::historyWanted, this, [this](const QList<SeriesKey> &keys, TimeRange range) {
        for (const SeriesKey &key : keys) // each may be of another sector
            m_history.fetchLacking(SectorId(key.value.section(u'/', 0, 0)), {key}, range, m_page.plotGroup()->columns());
    });
    connect(&subscriptions, &SubscriptionStore::changed, this, &LoadController::follow);
}

void LoadController::setShown(bool shown)
{
    m_shown = shown;
    if (shown)
        m_ports.simulation.load(this, [this](const Result<SimulatedLoad> &load) { take(load); });
    follow();
}

void LoadController::take(const Result<SimulatedLoad> &load)
{
    if (load)
        m_load = *load;
    m_page.setLoad(load);
    follow();
}

void LoadController::follow()
{
    int flowing = 0;
    for (const LoadShare &share : m_load.shares) {
        const bool wanted = m_shown && m_wanted && share.series > 0 && m_subscriptions.isActive(share.sector);
        Stream &stream = m_streams[share.sector.value];
        const int series = wanted ? share.series : 0;
        flowing += series;
        if (series == stream.series)
            continue;
        stream.series = series;
        stream.watch.reset();
        if (series == 0)
            continue;
        QList<SeriesKey> keys;
        for (int number = 0; number < series; ++number)
            keys.append(share.key(number));
        stream.watch = m_ports.telemetry.subscribe(share.sector, SeriesWish::all(keys), TelemetryPort::Route::Preferred,
                                                   [this, sector = share.sector](const TelemetryBatch &batch) {
                                                       m_series.append(batch.blocks);
                                                       if (batch.hole)
                                                           fetch(sector, batch.missing);
                                                   });
        fetch(share.sector, m_page.shownRange());
    }
    m_page.setReceiving(flowing);
}

void LoadController::fetch(const SectorId &sector, TimeRange range)
{
    QList<SeriesKey> drawn = m_page.shownSeries();
    drawn.removeIf([&](const SeriesKey &key) { return !key.value.startsWith(sector.value + u'/'); });
    if (!drawn.isEmpty() && range.length() > Duration::zero())
        m_history.fetchSamples(sector, drawn, range);
}

} // namespace stanforis

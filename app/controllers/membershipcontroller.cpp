// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/membershipcontroller.h"

#include "models/stores/cataloguestore.h"
#include "models/stores/healthstore.h"
#include "models/stores/noticestore.h"
#include "models/stores/subscriptionstore.h"
#include "models/stores/transactionstore.h"
#include "models/telemetry/seriesstore.h"

namespace stanforis {

MembershipController::MembershipController(const Ports &ports, const Stores &stores, QObject *parent)
    : QObject(parent)
    , m_ports(ports)
    , m_stores(stores)
{
    using std::chrono_literals::operator""s;
    m_retry.setSingleShot(true);
    m_retry.setInterval(3s);
    connect(&m_retry, &QTimer::timeout, this, [this] {
        readSectors();
        for (const auto &[id, watches] : m_sectors) {
            if (!m_stores.catalogue.sector(SectorId(id)))
                readSector(SectorId(id));
        }
    });
    connect(&m_stores.subscriptions, &SubscriptionStore::changed, this, &MembershipController::reconcile);
}

void MembershipController::start()
{
    if (m_running)
        return;
    m_running = true;
    readSectors();
    watchSubscriptions();
    m_notices = m_ports.notices.watch([this](const Notice &notice) { m_stores.notices.add(notice); });
}

void MembershipController::expect(const SectorId &sector)
{
    if (!m_running || m_stores.subscriptions.isKnown())
        return;
    m_expected = sector;
    readSector(sector);
}

void MembershipController::readAgain()
{
    if (m_running)
        watchSubscriptions(); // a new stream begins with everything
}

void MembershipController::watchSubscriptions()
{
    m_subscriptions = m_ports.subscriptions.watch([this](const SubscriptionEvent &event) {
        if (event.replacesAll)
            m_stores.subscriptions.replace(event.mine, event.inbox);
        else
            m_stores.subscriptions.update(event.mine, event.inbox);
    });
}

void MembershipController::stop()
{
    if (!m_running)
        return;
    m_running = false;
    m_expected.reset();
    m_retry.stop();
    m_subscriptions.reset();
    m_notices.reset();
    m_stores.subscriptions.clear(); // closes every sector through reconcile()
    m_stores.notices.clear();
    m_stores.catalogue.clear();
}

void MembershipController::readSectors()
{
    if (!m_stores.catalogue.sectors().isEmpty())
        return;
    m_ports.catalogue.sectors(this, [this](Result<QList<SectorSummary>> reply) {
        if (!m_running)
            return;
        if (reply)
            m_stores.catalogue.setSectors(std::move(*reply));
        else
            m_retry.start();
    });
}

void MembershipController::readSector(const SectorId &sector)
{
    m_ports.catalogue.sector(this, sector, [this, sector](Result<Sector> reply) {
        const bool open = m_sectors.contains(sector.value);
        if (!open && m_expected != sector)
            return;
        if (reply)
            m_stores.catalogue.setSector(std::move(*reply));
        else if (open)
            m_retry.start();
        else
            m_expected.reset(); // it is read when it turns out to be open
    });
}

void MembershipController::reconcile()
{
    const QList<SectorId> active = m_stores.subscriptions.activeSectors();
    QList<SectorId> gone;
    for (const auto &[id, watches] : m_sectors) {
        if (!active.contains(SectorId(id)))
            gone.append(SectorId(id));
    }
    for (const SectorId &sector : gone)
        close(sector);
    for (const SectorId &sector : active) {
        if (!m_sectors.contains(sector.value))
            open(sector);
    }
    if (m_expected && m_stores.subscriptions.isKnown()) {
        if (!active.contains(*m_expected))
            m_stores.catalogue.forgetSector(*m_expected);
        m_expected.reset();
    }
}

void MembershipController::open(const SectorId &sector)
{
    SectorWatches &watches = m_sectors[sector.value];
    watches.health =
        m_ports.health.watch(sector, [this, sector](const HealthUpdate &update) { m_stores.health.apply(sector, update); });
    watches.transactions =
        m_ports.transactions.watch(sector, [this](const Transaction &transaction) { m_stores.transactions.apply(transaction); });
    if (m_expected != sector) // else it is here or on its way
        readSector(sector);
    Q_EMIT sectorOpened(sector);
}

void MembershipController::close(const SectorId &sector)
{
    m_sectors.erase(sector.value);
    m_stores.health.forgetSector(sector);
    m_stores.transactions.forgetSector(sector);
    m_stores.series.forgetSector(sector);
    m_stores.catalogue.forgetSector(sector);
    Q_EMIT sectorClosed(sector);
}

} // namespace stanforis

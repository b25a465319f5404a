// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/catalogueport.h"
#include "models/ports/healthport.h"
#include "models/ports/noticeport.h"
#include "models/ports/sessionport.h"
#include "models/ports/subscriptionport.h"
#include "models/ports/transactionport.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <unordered_map>

namespace stanforis {

class CatalogueStore;
class HealthStore;
class NoticeStore;
class SeriesStore;
class SubscriptionStore;
class TransactionStore;

/// Follows what the person may see. While signed in it watches subscriptions and notices; for each sector with an active
/// subscription it reads the catalogue and watches health and transactions; when a subscription goes, everything that came
/// through it is forgotten at once.
class MembershipController final : public QObject
{
    Q_OBJECT
public:
    struct Ports
    {
        CataloguePort &catalogue;
        SubscriptionPort &subscriptions;
        HealthPort &health;
        TransactionPort &transactions;
        NoticePort &notices;
    };
    struct Stores
    {
        CatalogueStore &catalogue;
        SubscriptionStore &subscriptions;
        HealthStore &health;
        TransactionStore &transactions;
        NoticeStore &notices;
        SeriesStore &series;
    };
    MembershipController(const Ports &ports, const Stores &stores, QObject *parent = nullptr);

    /// Begins with the session; ends and forgets everything with it.
    void start();
    void stop();
    /// A page of the sector is about to be shown, and the subscription to it has hardly ended since: reads its catalogue before
    /// the platform has told of subscriptions. When it does and this one is gone, what was read is forgotten. While running.
    void expect(const SectorId &sector);
    /// The platform denied what the roles known here allow: reads all of them again.
    void readAgain();

Q_SIGNALS:
    /// A sector has just become open, or has closed.
    void sectorOpened(const SectorId &sector);
    void sectorClosed(const SectorId &sector);

private:
    struct SectorWatches
    {
        Watch health;
        Watch transactions;
    };
    void watchSubscriptions();
    void readSectors();
    void readSector(const SectorId &sector);
    void reconcile();
    void open(const SectorId &sector);
    void close(const SectorId &sector);

    Ports m_ports;
    Stores m_stores;
    bool m_running = false;
    std::optional<SectorId> m_expected; ///< until subscriptions are known
    Watch m_subscriptions;
    Watch m_notices;
    std::unordered_map<QString, SectorWatches> m_sectors;
    QTimer m_retry;
};

} // namespace stanforis

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
    Watch m_subscriptions;
    Watch m_notices;
    std::unordered_map<QString, SectorWatches> m_sectors;
    QTimer m_retry;
};

} // namespace stanforis

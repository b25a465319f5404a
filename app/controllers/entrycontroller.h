// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/controllers/telemetryfeed.h"
#include "models/ports/sessionport.h"
#include "models/ports/transactionport.h"

#include <QObject>

#include <memory>
#include <unordered_map>

namespace stanforis {

class CatalogueStore;
class EntryPage;
class LookUps;
class SubscriptionStore;
class TransactionStore;

/// Entry page ↔ platform: while it is in view, the tiles' measures of every open sector flow over the user channel.
class EntryController final : public QObject
{
    Q_OBJECT
public:
    struct Ports
    {
        SessionPort &session;
        StreamManager &streams;
        TelemetryPort &telemetry;
        TransactionPort &transactions;
        LookUps &lookUps;
    };
    struct Stores
    {
        const CatalogueStore &catalogue;
        const SubscriptionStore &subscriptions;
        const TransactionStore &transactions;
        SeriesStore &series;
        const TimeContext &time;
    };
    EntryController(EntryPage &page, const Ports &ports, const Stores &stores, QObject *parent = nullptr);

    /// The page has come into view, or has left it.
    void setShown(bool shown);

private:
    void showIdentity();
    void followSectors();
    void verify(const TransactionId &id);

    EntryPage &m_page;
    Ports m_ports;
    Stores m_stores;
    bool m_shown = false;
    std::unordered_map<QString, std::unique_ptr<TelemetryFeed>> m_feeds;
};

} // namespace stanforis

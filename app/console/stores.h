// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stores/cataloguestore.h"
#include "models/stores/connectionstore.h"
#include "models/stores/healthstore.h"
#include "models/stores/noticestore.h"
#include "models/stores/outboxstore.h"
#include "models/stores/performancestore.h"
#include "models/stores/permissionstore.h"
#include "models/stores/sessionliststore.h"
#include "models/stores/subscriptionstore.h"
#include "models/stores/transactionstore.h"
#include "models/stores/truststore.h"
#include "models/telemetry/seriesstore.h"
#include "models/telemetry/timecontext.h"

namespace stanforis {

/// The state of one window, in one place. Nothing in it outlives the window.
struct Stores
{
    /// `vault` takes samples that memory has no room for, and outlives the stores.
    Stores(const Clock &clock, ChunkVault &vault)
        : series({}, &vault)
        , time(clock)
    {}

    ConnectionStore connection;
    CatalogueStore catalogue;
    SubscriptionStore subscriptions;
    PermissionStore permissions{subscriptions, catalogue};
    HealthStore health;
    TransactionStore transactions;
    OutboxStore outbox;
    NoticeStore notices;
    SessionListStore sessions;
    SeriesStore series;
    TimeContext time;
    PerformanceStore performance;
    TrustStore trust;
};

} // namespace stanforis

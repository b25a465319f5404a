// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stanforis {

class CatalogueStore;
class HealthStore;
class NoticeStore;
class OutboxStore;
class PermissionStore;
class SeriesStore;
class SubscriptionStore;
class TimeContext;
class TransactionStore;

/// What the entry page reads. All outlive the page.
struct EntryStores
{
    const CatalogueStore &catalogue;
    const SubscriptionStore &subscriptions;
    const TransactionStore &transactions;
    const OutboxStore &outbox;
    const PermissionStore &permissions;
    const NoticeStore &notices;
    const HealthStore &health;
    const SeriesStore &series;
    const TimeContext &time;
};

} // namespace stanforis

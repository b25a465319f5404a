// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/subscriptionport.h"

#include <QObject>

namespace stanforis {

class PermissionStore;
class SubscriptionStore;
class SubscriptionsPage;

/// Subscriptions page ↔ platform. A decision's answer is put into the store at once; the stream brings everybody else's.
class SubscriptionsController final : public QObject
{
    Q_OBJECT
public:
    SubscriptionsController(SubscriptionsPage &page, SubscriptionPort &port, SubscriptionStore &store,
                            PermissionStore &permissions, QObject *parent = nullptr);

private:
    /// The sector of one of mine, or of one that waits for my decision.
    [[nodiscard]] SectorId sectorOf(const SubscriptionId &id) const;
    /// A security officer of the platform asks for a role that may not be combined with that.
    [[nodiscard]] bool isOfficers(const SubscriptionId &id) const;
    using Show = void (SubscriptionsPage::*)(const Result<Subscription> &);
    /// Puts the outcome into the store and shows it.
    [[nodiscard]] Reply<Subscription> finishing(Show show, bool inbox);

    SubscriptionsPage &m_page;
    SubscriptionPort &m_port;
    SubscriptionStore &m_store;
    PermissionStore &m_permissions;
};

} // namespace stanforis

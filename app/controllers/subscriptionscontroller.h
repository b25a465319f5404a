// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/subscriptionport.h"

#include <QObject>

namespace stanforis {

class SubscriptionStore;
class SubscriptionsPage;

/// Subscriptions page ↔ platform. A decision's answer is put into the store at once; the stream brings everybody else's.
class SubscriptionsController final : public QObject
{
    Q_OBJECT
public:
    SubscriptionsController(SubscriptionsPage &page, SubscriptionPort &port, SubscriptionStore &store, QObject *parent = nullptr);

private:
    using Show = void (SubscriptionsPage::*)(const Result<Subscription> &);
    /// Puts the outcome into the store and shows it.
    [[nodiscard]] Reply<Subscription> finishing(Show show, bool inbox);

    SubscriptionsPage &m_page;
    SubscriptionPort &m_port;
    SubscriptionStore &m_store;
};

} // namespace stanforis

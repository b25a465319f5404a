// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/subscriptionscontroller.h"

#include "models/stores/subscriptionstore.h"
#include "views/subscriptions/subscriptionspage.h"

namespace stanforis {

SubscriptionsController::SubscriptionsController(SubscriptionsPage &page, SubscriptionPort &port, SubscriptionStore &store,
                                                 QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_port(port)
    , m_store(store)
{
    connect(&page, &SubscriptionsPage::requestRequested, this, [this](const SubscriptionRequest &request) {
        m_port.request(this, request, finishing(&SubscriptionsPage::requestFinished, false));
    });
    connect(&page, &SubscriptionsPage::decideRequested, this,
            [this](const SubscriptionId &id, bool approve, const QString &answer) {
                m_port.decide(this, id, approve, answer, finishing(&SubscriptionsPage::decisionFinished, true));
            });
    connect(&page, &SubscriptionsPage::withdrawRequested, this, [this](const SubscriptionId &id) {
        m_port.withdraw(this, id, finishing(&SubscriptionsPage::withdrawalFinished, false));
    });
    connect(&page, &SubscriptionsPage::renewRequested, this,
            [this](const SubscriptionId &id, const QString &purpose, Instant until) {
                m_port.renew(this, id, purpose, until, finishing(&SubscriptionsPage::renewalFinished, false));
            });
}

Reply<Subscription> SubscriptionsController::finishing(Show show, bool inbox)
{
    return [this, show, inbox](const Result<Subscription> &outcome) {
        if (outcome) {
            const QList<Subscription> changed{*outcome};
            m_store.update(inbox ? QList<Subscription>{} : changed, inbox ? changed : QList<Subscription>{});
        }
        (m_page.*show)(outcome);
    };
}

} // namespace stanforis

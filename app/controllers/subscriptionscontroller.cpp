// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/subscriptionscontroller.h"

#include "models/domain/duties.h"
#include "models/stores/permissionstore.h"
#include "models/stores/subscriptionstore.h"
#include "views/subscriptions/subscriptionspage.h"

#include <algorithm>

namespace stanforis {

SubscriptionsController::SubscriptionsController(SubscriptionsPage &page, SubscriptionPort &port, SubscriptionStore &store,
                                                 PermissionStore &permissions, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_port(port)
    , m_store(store)
    , m_permissions(permissions)
{
    page.setPermissions(permissions);
    const Error denied{Error::Code::PermissionDenied, {}};
    connect(&page, &SubscriptionsPage::requestRequested, this, [this, denied](const SubscriptionRequest &request) {
        const auto reply = finishing(&SubscriptionsPage::requestFinished, false);
        if (m_permissions.conflictOf(request.sector, request.role, request.period))
            reply(denied);
        else if (m_permissions.admit({Action::AskForRole, request.sector}))
            m_port.request(this, request, reply);
        else
            reply(denied);
    });
    connect(&page, &SubscriptionsPage::decideRequested, this,
            [this, denied](const SubscriptionId &id, bool approve, const QString &answer) {
                const auto reply = finishing(&SubscriptionsPage::decisionFinished, true);
                if (approve && isOfficers(id))
                    reply(denied);
                else if (m_permissions.admit({Action::DecideRequest, sectorOf(id)}))
                    m_port.decide(this, id, approve, answer, reply);
                else
                    reply(denied);
            });
    connect(&page, &SubscriptionsPage::withdrawRequested, this, [this, denied](const SubscriptionId &id) {
        const auto reply = finishing(&SubscriptionsPage::withdrawalFinished, false);
        if (m_permissions.admit({Action::WithdrawRole, sectorOf(id)}))
            m_port.withdraw(this, id, reply);
        else
            reply(denied);
    });
    connect(&page, &SubscriptionsPage::renewRequested, this,
            [this, denied](const SubscriptionId &id, const QString &purpose, Instant until) {
                const auto reply = finishing(&SubscriptionsPage::renewalFinished, false);
                if (m_permissions.admit({Action::RenewRole, sectorOf(id)}))
                    m_port.renew(this, id, purpose, until, reply);
                else
                    reply(denied);
            });
}

SectorId SubscriptionsController::sectorOf(const SubscriptionId &id) const
{
    for (const auto &list : {m_store.mine(), m_store.inbox()}) {
        for (const Subscription &subscription : list) {
            if (subscription.id == id)
                return subscription.sector;
        }
    }
    return {};
}

bool SubscriptionsController::isOfficers(const SubscriptionId &id) const
{
    const QList<Subscription> &inbox = m_store.inbox();
    const auto found = std::ranges::find(inbox, id, &Subscription::id);
    return found != inbox.end() && found->requester.conflicts.contains(securityOfficer) &&
           rolesConflict(found->role, RoleId(QString(securityOfficer)));
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

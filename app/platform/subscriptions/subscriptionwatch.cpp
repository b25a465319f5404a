// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/subscriptions/subscriptionwatch.h"

#include "app/platform/state/wire.h"
#include "app/platform/subscriptions/subscriptionservice.h"

namespace stanforis {

using subscriptions::v1::Subscription;

SubscriptionWatch::SubscriptionWatch(const SubscriptionService &service, const SubjectId &subject, Sink *sink)
    : m_service(service)
    , m_subject(subject)
    , m_outbound(sink)
{
    connect(&service, &SubscriptionService::changed, this, &SubscriptionWatch::sendAllIfMine);
    connect(&service, &SubscriptionService::subscriptionChanged, this, &SubscriptionWatch::sendChange);
    sendAll();
}

void SubscriptionWatch::sendAll()
{
    subscriptions::v1::Event event;
    *event.mutable_all() = m_service.list(m_subject);
    m_outbound.post(serializeMessage(event));
}

void SubscriptionWatch::sendAllIfMine(const SubjectId &subject)
{
    if (subject == m_subject)
        sendAll();
}

void SubscriptionWatch::sendChange(const Subscription &subscription, int before)
{
    const bool mine = fromWire(subscription.requester().subject()) == m_subject.value;
    const bool decides = m_service.decidesIn(m_subject, SectorId{fromWire(subscription.sector_id())});
    // What leaves the inbox is told as well, so that it disappears there.
    const bool inbox = !mine && decides && (subscription.state() == Subscription::REQUESTED || before == Subscription::REQUESTED);
    if (!mine && !inbox)
        return;
    subscriptions::v1::Event event;
    *event.mutable_changed() = subscription;
    event.set_inbox(inbox);
    m_outbound.post(serializeMessage(event));
}

} // namespace stanforis

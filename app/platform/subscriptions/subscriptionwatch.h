// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/state/outbound.h"
#include "stanforis/subscriptions/v1/subscriptions.pb.h"

namespace stanforis {

class SubscriptionService;

/// One person's stream of subscriptions: everything first, then each change. When the person begins or stops being an
/// approver, everything is sent again, as the inbox is another one then.
class SubscriptionWatch final : public QObject
{
    Q_OBJECT
public:
    SubscriptionWatch(const SubscriptionService &service, const SubjectId &subject, Sink *sink);

private:
    void sendAll();
    void sendAllIfMine(const SubjectId &subject);
    void sendChange(const subscriptions::v1::Subscription &subscription, int before);

    const SubscriptionService &m_service;
    SubjectId m_subject;
    Outbound m_outbound;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/subscription.h"
#include "models/ports/watch.h"

#include <QList>

namespace stanforis {

struct SubscriptionEvent
{
    bool replacesAll = false; ///< forget what was known: `mine` and `inbox` are everything
    QList<Subscription> mine;
    QList<Subscription> inbox;
};

class SubscriptionPort
{
public:
    virtual ~SubscriptionPort() = default;
    [[nodiscard]] virtual Watch watch(std::function<void(const SubscriptionEvent &)> receiver) = 0;
    virtual void request(QObject *context, const SubscriptionRequest &request, Reply<Subscription> reply) = 0;
    virtual void decide(QObject *context, const SubscriptionId &id, bool approve, const QString &answer,
                        Reply<Subscription> reply) = 0;
    virtual void withdraw(QObject *context, const SubscriptionId &id, Reply<Subscription> reply) = 0;
    virtual void renew(QObject *context, const SubscriptionId &id, const QString &purpose, Instant until,
                       Reply<Subscription> reply) = 0;
};

} // namespace stanforis

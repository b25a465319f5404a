// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/subscription.h"

#include <QList>
#include <QObject>

namespace stanforis {

/// My subscriptions and those that wait for my decision. GUI thread; changes are told once per batch.
class SubscriptionStore final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Newest request first.
    [[nodiscard]] const QList<Subscription> &mine() const { return m_mine; }
    /// Waiting for my decision, oldest first.
    [[nodiscard]] const QList<Subscription> &inbox() const { return m_inbox; }
    [[nodiscard]] bool isKnown() const { return m_known; }

    [[nodiscard]] bool isActive(const SectorId &sector) const;
    [[nodiscard]] QList<RoleId> rolesIn(const SectorId &sector) const;
    /// Sectors with an Active subscription, in no particular order, each once.
    [[nodiscard]] QList<SectorId> activeSectors() const;
    /// The Active or, failing that, the Requested subscription to a sector.
    [[nodiscard]] const Subscription *current(const SectorId &sector) const;
    [[nodiscard]] bool isApprover() const;

    void replace(QList<Subscription> mine, QList<Subscription> inbox);
    void update(const QList<Subscription> &mine, const QList<Subscription> &inbox);
    void clear();

Q_SIGNALS:
    void changed();

private:
    QList<Subscription> m_mine;
    QList<Subscription> m_inbox;
    bool m_known = false;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/guard/entitlements.h"
#include "app/platform/methods.h"
#include "app/platform/provider/persona.h"
#include "app/platform/subscriptions/subscriptionstore.h"

#include <QTimer>

namespace stanforis {

class Database;
class Offer;

/// Who may act in which sector, why and until when; answers the guard's question from ACTIVE ones only. Main thread.
class SubscriptionService final : public Entitlements
{
    Q_OBJECT
public:
    using Subscription = subscriptions::v1::Subscription;

    /// All three outlive the service.
    SubscriptionService(Database &database, const Offer &offer, const Clock &clock, QObject *parent = nullptr);

    /// Reads what is kept and brings it up to the present. On the very first start the personas get what they
    /// hold from the beginning.
    [[nodiscard]] Result<Done> start(const std::vector<Persona> &personas);

    [[nodiscard]] QSet<RoleId> rolesOf(const SubjectId &subject, const SectorId &sector) const override;
    [[nodiscard]] QSet<RoleId> platformRolesOf(const SubjectId &subject) const override { return m_platformRoles.value(subject); }
    /// Whether this person decides requests in the sector now.
    [[nodiscard]] bool decidesIn(const SubjectId &subject, const SectorId &sector) const;
    /// Purposes of the ACTIVE ones in words; what a read in that sector is logged with.
    [[nodiscard]] QString purposeOf(const SubjectId &subject, const SectorId &sector) const;
    /// By the clock. None: there is no such subscription.
    [[nodiscard]] std::optional<Subscription::State> stateOf(const QString &id) const;
    /// Names of those who hold one of the roles now, `except` left out.
    struct Holder
    {
        SubjectId subject;
        QString name;
    };
    [[nodiscard]] QList<Holder> holders(const SectorId &sector, const QSet<RoleId> &roles, const SubjectId &except) const;

    [[nodiscard]] subscriptions::v1::ListResponse list(const SubjectId &subject) const;
    /// Whether it belongs into this person's inbox now.
    [[nodiscard]] bool isInInbox(const Subscription &subscription, const SubjectId &subject) const;

    [[nodiscard]] Result<Subscription> request(const Caller &caller, const subscriptions::v1::RequestRequest &asked);
    [[nodiscard]] Result<Subscription> decide(const Caller &caller, const subscriptions::v1::DecideRequest &decision);
    [[nodiscard]] Result<Subscription> withdraw(const Caller &caller, const QString &id);
    [[nodiscard]] Result<Subscription> renew(const Caller &caller, const subscriptions::v1::RenewRequest &asked);

public Q_SLOTS:
    /// Lets periods begin and end that have; called by the timer, and after the clock was set.
    void advance();

Q_SIGNALS:
    /// After it is on disk. `before` is STATE_UNSPECIFIED for a new one.
    void subscriptionChanged(const stanforis::subscriptions::v1::Subscription &subscription, int before);

private:
    [[nodiscard]] Result<Done> seed(const std::vector<Persona> &personas);
    [[nodiscard]] Result<Subscription> add(const Caller &caller, Subscription subscription);
    [[nodiscard]] Result<Subscription> keep(const Subscription &subscription);
    [[nodiscard]] QStringList conflictsOf(const Subscription &subscription, bool grantedOnly) const;
    void describe(subscriptions::v1::Person &person, const Subscription &subscription) const;
    void armTimer();

    SubscriptionStore m_store;
    Database &m_database;
    const Offer &m_offer;
    const Clock &m_clock;
    QTimer m_timer;
    QHash<SubjectId, QSet<RoleId>> m_platformRoles; ///< as the personas say at each start
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/subscriptions/subscriptionservice.h"

#include "app/platform/state/database.h"
#include "app/platform/state/offer.h"
#include "app/platform/state/ulid.h"
#include "app/platform/state/wire.h"
#include "app/platform/subscriptions/subscriptionrules.h"

#include <QLoggingCategory>

#include <algorithm>

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
namespace rules = subscriptionrules;

Q_LOGGING_CATEGORY(subscriptionLog, "stanforis.platform.subscriptions")

SubscriptionService::SubscriptionService(Database &database, const Offer &offer, const Clock &clock, QObject *parent)
    : Entitlements(parent)
    , m_store(database)
    , m_database(database)
    , m_offer(offer)
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SubscriptionService::advance);
}

Result<Done> SubscriptionService::start(const std::vector<Persona> &personas)
{
    for (const Persona &persona : personas)
        m_platformRoles[persona.subject] = QSet<RoleId>(persona.roles.begin(), persona.roles.end());
    if (auto loaded = m_store.load(); !loaded)
        return loaded;
    const auto seeded = m_database.query(u"SELECT value FROM facts WHERE name = 'subscriptions seeded'"_s);
    if (!seeded)
        return seeded.error();
    if (seeded->isEmpty()) {
        if (auto done = seed(personas); !done)
            return done;
    }
    advance();
    return Done{};
}

Result<Done> SubscriptionService::seed(const std::vector<Persona> &personas)
{
    const Instant now = m_clock.now();
    Database::Transaction transaction(m_database);
    for (const Persona &persona : personas) {
        for (const InitialSubscription &initial : persona.subscriptions) {
            const auto *sector = m_offer.sectorSummary(initial.sector);
            if (!sector)
                return Error{Error::Code::Invalid,
                             persona.name + u" begins with a role in the unknown sector "_s + initial.sector.value};
            Subscription subscription;
            subscription.set_id(toWire(makeUlid(now + initial.begins)));
            subscription.set_sector_id(toWire(initial.sector.value));
            subscription.set_role_id(toWire(initial.role.value));
            subscription.set_state(Subscription::APPROVED);
            subscription.set_purpose(toWire(initial.purpose));
            subscription.set_legal_basis(initial.legalBasis.isEmpty() && sector->legal_bases_size() > 0
                                             ? sector->legal_bases(0)
                                             : toWire(initial.legalBasis));
            subscription.set_from_us(toMicroseconds(now + initial.begins));
            subscription.set_to_us(toMicroseconds(now + initial.ends));
            subscription.set_state(rules::stateAt(subscription, now));
            subscription.set_requested_us(subscription.from_us());
            subscription.set_decided_us(subscription.from_us());
            subscription.set_decided_by(sector->approver());
            auto *person = subscription.mutable_requester();
            person->set_subject(toWire(persona.subject.value));
            person->set_name(toWire(persona.name));
            person->set_organisation(toWire(persona.organisation));
            person->set_assurance(toWire(persona.assurance));
            if (auto kept = m_store.put(subscription); !kept)
                return kept;
        }
    }
    if (auto noted = m_database.execute(u"INSERT INTO facts (name, value) VALUES ('subscriptions seeded', '1')"_s); !noted)
        return noted;
    return transaction.commit();
}

Result<SubscriptionService::Subscription> SubscriptionService::request(const Caller &caller,
                                                                       const subscriptions::v1::RequestRequest &asked)
{
    Subscription subscription;
    subscription.set_sector_id(asked.sector_id());
    subscription.set_role_id(asked.role_id());
    subscription.set_purpose(toWire(fromWire(asked.purpose()).trimmed()));
    subscription.set_legal_basis(asked.legal_basis());
    subscription.set_from_us(asked.from_us());
    subscription.set_to_us(asked.to_us());
    for (const Subscription *other : m_store.of(caller.subject, SectorId{fromWire(asked.sector_id())})) {
        if (other->role_id() == asked.role_id() && rules::isOpen(rules::stateAt(*other, m_clock.now())))
            return Error{Error::Code::Conflict, u"This role is already held or asked for; renew it instead."_s};
    }
    return add(caller, std::move(subscription));
}

Result<SubscriptionService::Subscription> SubscriptionService::renew(const Caller &caller,
                                                                     const subscriptions::v1::RenewRequest &asked)
{
    const Instant now = m_clock.now();
    const Subscription *old = m_store.find(fromWire(asked.id()));
    if (!old || fromWire(old->requester().subject()) != caller.subject.value)
        return Error{Error::Code::NotFound, u"You have no such subscription."_s};
    const auto state = rules::stateAt(*old, now);
    if (state != Subscription::ACTIVE && state != Subscription::ENDED)
        return Error{Error::Code::Conflict, u"Only a subscription that is active or has ended can be renewed."_s};
    for (const Subscription *other : m_store.of(caller.subject, SectorId{fromWire(old->sector_id())})) {
        if (other != old && other->role_id() == old->role_id() && rules::isOpen(rules::stateAt(*other, now)))
            return Error{Error::Code::Conflict, u"A new period of this role is already held or asked for."_s};
    }
    Subscription subscription;
    subscription.set_sector_id(old->sector_id());
    subscription.set_role_id(old->role_id());
    subscription.set_purpose(toWire(fromWire(asked.purpose()).trimmed()));
    subscription.set_legal_basis(old->legal_basis());
    subscription.set_from_us(std::max(old->to_us(), toMicroseconds(now)));
    subscription.set_to_us(asked.to_us());
    return add(caller, std::move(subscription));
}

Result<SubscriptionService::Subscription> SubscriptionService::add(const Caller &caller, Subscription subscription)
{
    const Instant now = m_clock.now();
    const auto *sector = m_offer.sectorSummary(SectorId{fromWire(subscription.sector_id())});
    Violations violations;
    if (sector)
        violations = rules::check(*sector, subscription, now);
    else
        violations.add(u"sector_id"_s, u"There is no such sector."_s);

    auto *person = subscription.mutable_requester();
    person->set_subject(toWire(caller.subject.value));
    person->set_name(toWire(caller.name));
    person->set_organisation(toWire(caller.organisation));
    person->set_assurance(toWire(caller.assurance));
    person->set_signed_in_us(toMicroseconds(caller.signedIn));
    if (!conflictsOf(subscription, true).isEmpty())
        violations.add(u"role_id"_s,
                       u"Operator and approver may not be combined in one sector. Withdraw the other role first."_s);
    if (rules::conflictsWithPlatform(subscription.role_id(), platformRolesOf(caller.subject)))
        violations.add(u"role_id"_s, u"A security officer of the platform may not operate or approve in a sector."_s);
    if (!violations.isEmpty())
        return violations.toError(u"The request was not sent."_s);

    subscription.set_id(toWire(makeUlid(now)));
    subscription.set_state(Subscription::REQUESTED);
    subscription.set_requested_us(toMicroseconds(now));
    describe(*person, subscription);
    return keep(subscription);
}

Result<SubscriptionService::Subscription> SubscriptionService::decide(const Caller &caller,
                                                                      const subscriptions::v1::DecideRequest &decision)
{
    const Instant now = m_clock.now();
    const Subscription *asked = m_store.find(fromWire(decision.id()));
    const QString sector = asked ? fromWire(asked->sector_id()) : QString();
    if (asked && fromWire(asked->requester().subject()) == caller.subject.value)
        return Error{Error::Code::PermissionDenied, u"Somebody else decides your own request."_s};
    // The same answer for what does not exist and what is not yours to see.
    if (!asked || !decidesIn(caller.subject, SectorId{sector}))
        return Error{Error::Code::PermissionDenied, u"Only an approver of the sector decides this."_s};
    const QString answer = fromWire(decision.answer()).trimmed();
    if (rules::stateAt(*asked, now) != Subscription::REQUESTED) {
        const bool same = fromWire(asked->decided_by()) == caller.name && fromWire(asked->answer()) == answer &&
                          decision.approve() == rules::isGranted(asked->state());
        if (same) // handed in twice because the first reply was lost
            return *asked;
        return Error{Error::Code::Conflict, u"This request no longer waits for a decision."_s};
    }
    Violations violations;
    if (!decision.approve() && answer.isEmpty())
        violations.add(u"answer"_s, u"A refusal needs a reason."_s);
    if (answer.size() > 400)
        violations.add(u"answer"_s, u"The answer has at most 400 characters."_s);
    if (!violations.isEmpty())
        return violations.toError(u"Nothing was decided."_s);
    if (decision.approve() && !conflictsOf(*asked, true).isEmpty())
        return Error{Error::Code::Conflict, u"The person holds a role that may not be combined with this one."_s};
    const SubjectId requester{fromWire(asked->requester().subject())};
    if (decision.approve() && rules::conflictsWithPlatform(asked->role_id(), platformRolesOf(requester)))
        return Error{Error::Code::Conflict, u"A security officer of the platform may not operate or approve in a sector."_s};

    Subscription decided = *asked;
    decided.set_state(decision.approve() ? Subscription::APPROVED : Subscription::REFUSED);
    decided.set_state(rules::stateAt(decided, now));
    decided.set_decided_us(toMicroseconds(now));
    decided.set_decided_by(toWire(caller.name));
    decided.set_answer(toWire(answer));
    return keep(decided);
}

Result<SubscriptionService::Subscription> SubscriptionService::withdraw(const Caller &caller, const QString &id)
{
    const Subscription *mine = m_store.find(id);
    if (!mine || fromWire(mine->requester().subject()) != caller.subject.value)
        return Error{Error::Code::NotFound, u"You have no such subscription."_s};
    if (mine->state() == Subscription::WITHDRAWN)
        return *mine;
    if (!rules::isOpen(rules::stateAt(*mine, m_clock.now())))
        return Error{Error::Code::Conflict, u"This subscription has already ended."_s};
    Subscription withdrawn = *mine;
    withdrawn.set_state(Subscription::WITHDRAWN);
    return keep(withdrawn);
}

Result<SubscriptionService::Subscription> SubscriptionService::keep(const Subscription &subscription)
{
    const Subscription *old = m_store.find(fromWire(subscription.id()));
    const int before = old ? int(old->state()) : int(Subscription::STATE_UNSPECIFIED);
    if (auto kept = m_store.put(subscription); !kept)
        return kept.error();
    armTimer();
    const bool matters = before == Subscription::ACTIVE || subscription.state() == Subscription::ACTIVE;
    if (matters)
        Q_EMIT changed(SubjectId{fromWire(subscription.requester().subject())}, SectorId{fromWire(subscription.sector_id())});
    Q_EMIT subscriptionChanged(subscription, before);
    return subscription;
}

void SubscriptionService::advance()
{
    const Instant now = m_clock.now();
    for (const Subscription *subscription : m_store.all()) {
        const auto state = rules::stateAt(*subscription, now);
        if (state == subscription->state())
            continue;
        Subscription moved = *subscription;
        moved.set_state(state);
        if (const auto kept = keep(moved); !kept)
            qCWarning(subscriptionLog) << "a period could not be ended in the state:" << kept.error().detail;
    }
    armTimer();
}

void SubscriptionService::armTimer()
{
    const Instant now = m_clock.now();
    Instant next = now + 1h; // at most: the clock of the machine may be set, or sleep
    for (const Subscription *subscription : m_store.all()) {
        if (const auto change = rules::nextChange(*subscription, now))
            next = std::min(next, *change);
    }
    m_timer.start(std::max(std::chrono::ceil<std::chrono::milliseconds>(next - now), 1ms));
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/subscriptions/subscriptionrules.h"

#include "app/platform/state/wire.h"

#include <algorithm>

namespace stanforis::subscriptionrules {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype shortestPurpose = 10;
constexpr qsizetype longestPurpose = 400;

/// Characters as a person counts them: a surrogate pair is one.
qsizetype characters(const QString &text)
{
    return std::count_if(text.begin(), text.end(), [](QChar c) { return !c.isLowSurrogate(); });
}

} // namespace

Subscription::State stateAt(const Subscription &subscription, Instant now)
{
    const auto state = subscription.state();
    if (!isOpen(state))
        return state;
    if (now >= fromMicroseconds(subscription.to_us()))
        return Subscription::ENDED;
    if (state == Subscription::REQUESTED)
        return state;
    return now < fromMicroseconds(subscription.from_us()) ? Subscription::APPROVED : Subscription::ACTIVE;
}

std::optional<Instant> nextChange(const Subscription &subscription, Instant now)
{
    switch (stateAt(subscription, now)) {
    case Subscription::APPROVED:
        return fromMicroseconds(subscription.from_us());
    case Subscription::ACTIVE:
    case Subscription::REQUESTED:
        return fromMicroseconds(subscription.to_us());
    default:
        return {};
    }
}

bool isOpen(Subscription::State state) { return state == Subscription::REQUESTED || isGranted(state); }

bool isGranted(Subscription::State state) { return state == Subscription::APPROVED || state == Subscription::ACTIVE; }

bool conflict(const std::string &role, const std::string &other)
{
    return (role == "operator" && other == "approver") || (role == "approver" && other == "operator");
}

bool conflictsWithPlatform(const std::string &role, const QSet<RoleId> &platformRoles)
{
    return (role == "operator" || role == "approver") && platformRoles.contains(RoleId(u"security-officer"_s));
}

bool decides(const QString &role) { return role == "approver"_L1 || role == "admin"_L1; }

Violations check(const catalogue::v1::SectorSummary &sector, const Subscription &asked, Instant now)
{
    Violations violations;
    const auto &roles = sector.roles();
    if (std::none_of(roles.begin(), roles.end(), [&](const auto &role) { return role.id() == asked.role_id(); }))
        violations.add(u"role_id"_s, u"The sector has no such role."_s);

    const auto length = characters(fromWire(asked.purpose()).trimmed());
    if (length < shortestPurpose || length > longestPurpose)
        violations.add(u"purpose"_s, u"The purpose has 10 to 400 characters; this one has %1."_s.arg(length));

    const auto &bases = sector.legal_bases();
    if (std::find(bases.begin(), bases.end(), asked.legal_basis()) == bases.end())
        violations.add(u"legal_basis"_s, u"The legal basis is one of those the sector names."_s);

    const Instant from = fromMicroseconds(asked.from_us());
    const Instant to = fromMicroseconds(asked.to_us());
    if (from < now - 24h) // today, wherever the person's day began
        violations.add(u"from_us"_s, u"The period begins today or later."_s);
    else if (from > now + 366 * 24h)
        violations.add(u"from_us"_s, u"The period begins within a year."_s);
    if (to <= from || to <= now)
        violations.add(u"to_us"_s, u"The period ends after it begins, and in the future."_s);
    else if (to - from > sector.longest_days() * 24h + 1h) // a day of 25 hours
        violations.add(u"to_us"_s, u"The period is at most %1 days."_s.arg(sector.longest_days()));
    return violations;
}

} // namespace stanforis::subscriptionrules

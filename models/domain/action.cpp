// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/action.h"

#include <algorithm>
#include <array>
#include <utility>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using Who = ActionRule::Who;

namespace {

const std::array<std::pair<ActionRule, QLatin1String>, 29> &table()
{
    // The order is that of the enumeration.
    static const std::array<std::pair<ActionRule, QLatin1String>, 29> rules{{
        {{.action = Action::SignIn, .who = Who::Anybody, .acts = false, .whenCovered = true}, "SignIn"_L1},
        {{.action = Action::OpenEntry, .who = Who::Person, .acts = false}, "OpenEntry"_L1},
        {{.action = Action::OpenSubscriptions, .who = Who::Person, .acts = false}, "OpenSubscriptions"_L1},
        {{.action = Action::OpenTrust, .who = Who::Person, .acts = false}, "OpenTrust"_L1},
        {{.action = Action::OpenSector, .who = Who::Member, .acts = false}, "OpenSector"_L1},
        {{.action = Action::OpenService, .who = Who::Member, .acts = false}, "OpenService"_L1},
        {{.action = Action::OpenRecords, .who = Who::Member, .acts = false}, "OpenRecords"_L1},
        {{.action = Action::OpenLoad, .who = Who::OnPlatform, .acts = false, .roles = {"trainer"_L1}}, "OpenLoad"_L1},
        {{.action = Action::OpenSessions, .who = Who::OnPlatform, .acts = false, .roles = {"security-officer"_L1}},
         "OpenSessions"_L1},
        {{.action = Action::AskForRole, .who = Who::Person}, "AskForRole"_L1},
        {{.action = Action::WithdrawRole, .who = Who::Person}, "WithdrawRole"_L1},
        {{.action = Action::RenewRole, .who = Who::Person}, "RenewRole"_L1},
        {{.action = Action::DecideRequest, .who = Who::Holder, .roles = {"approver"_L1, "admin"_L1}}, "DecideRequest"_L1},
        {{.action = Action::ComposeWork, .who = Who::Holder}, "ComposeWork"_L1},
        {{.action = Action::SignWork, .who = Who::Holder}, "SignWork"_L1},
        {{.action = Action::ApproveWork, .who = Who::Holder}, "ApproveWork"_L1},
        {{.action = Action::DeclineWork, .who = Who::Holder}, "DeclineWork"_L1},
        {{.action = Action::TakeBackWork, .who = Who::Member}, "TakeBackWork"_L1},
        {{.action = Action::SendUnsent, .who = Who::Person}, "SendUnsent"_L1},
        {{.action = Action::DiscardUnsent, .who = Who::Person}, "DiscardUnsent"_L1},
        {{.action = Action::VerifyReceipt, .who = Who::Anybody, .acts = false}, "VerifyReceipt"_L1},
        {{.action = Action::SaveReceipt, .who = Who::Person, .acts = false}, "SaveReceipt"_L1},
        {{.action = Action::SetLoad, .who = Who::OnPlatform, .roles = {"trainer"_L1}}, "SetLoad"_L1},
        {{.action = Action::EndSession, .who = Who::OnPlatform, .roles = {"security-officer"_L1}}, "EndSession"_L1},
        {{.action = Action::EndMySessions, .who = Who::Person}, "EndMySessions"_L1},
        {{.action = Action::SettleAudit, .who = Who::Person}, "SettleAudit"_L1},
        {{.action = Action::ChangeLook, .who = Who::Anybody, .acts = false, .whenCovered = true}, "ChangeLook"_L1},
        {{.action = Action::ShowHelp, .who = Who::Anybody, .acts = false, .whenCovered = true}, "ShowHelp"_L1},
        {{.action = Action::SignOut, .who = Who::Person, .acts = false, .whenCovered = true}, "SignOut"_L1},
    }};
    return rules;
}

bool holdsOne(const QSet<RoleId> &held, const QList<QLatin1String> &ruled, const QList<RoleId> &asked)
{
    return std::ranges::any_of(ruled, [&](QLatin1String role) { return held.contains(RoleId(QString(role))); }) ||
           std::ranges::any_of(asked, [&](const RoleId &role) { return held.contains(role); });
}

} // namespace

std::span<const ActionRule> actionRules()
{
    static const auto rules = [] {
        std::array<ActionRule, 29> only;
        std::ranges::transform(table(), only.begin(), [](const auto &row) { return row.first; });
        return only;
    }();
    return rules;
}

const ActionRule &ruleOf(Action action) { return actionRules()[static_cast<std::size_t>(action)]; }

QLatin1String nameOf(Action action) { return table()[static_cast<std::size_t>(action)].second; }

bool permits(const ActionRequest &request, const Standing &standing, const Holdings &held)
{
    const ActionRule &rule = ruleOf(request.action);
    if (standing.covered && !rule.whenCovered)
        return false;
    if (rule.acts && (standing.offline || standing.readOnly || standing.waiting))
        return false;
    if (rule.who == Who::Anybody)
        return true;
    if (!standing.signedIn)
        return false;
    switch (rule.who) {
    case Who::Anybody:
    case Who::Person:
        return true;
    case Who::Member:
        return !request.sector.value.isEmpty() && !held.inSector.isEmpty() &&
               (request.roles.isEmpty() || holdsOne(held.inSector, rule.roles, request.roles));
    case Who::Holder:
        return !request.sector.value.isEmpty() && holdsOne(held.inSector, rule.roles, request.roles);
    case Who::OnPlatform:
        return holdsOne(held.onPlatform, rule.roles, {});
    }
    return false;
}

ActionRequest requestFor(const PageLink &link, const QList<RoleId> &roles)
{
    switch (link.level) {
    case PageLink::Level::SignIn:
        return {Action::SignIn};
    case PageLink::Level::Entry:
        return {Action::OpenEntry};
    case PageLink::Level::Subscriptions:
        return {Action::OpenSubscriptions};
    case PageLink::Level::Trust:
        return {Action::OpenTrust};
    case PageLink::Level::Load:
        return {Action::OpenLoad};
    case PageLink::Level::Sessions:
        return {Action::OpenSessions};
    case PageLink::Level::Sector:
        return {Action::OpenSector, link.sector};
    case PageLink::Level::Service:
        return {Action::OpenService, link.sector};
    case PageLink::Level::Page:
        break;
    }
    return {Action::OpenRecords, link.sector, roles};
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"
#include "models/domain/link.h"

#include <QList>
#include <QSet>

#include <span>

namespace stanforis {

/// Everything a person can do in the console that depends on who they are. Looking at what is in view already needs no action.
enum class Action {
    SignIn,
    OpenEntry,
    OpenSubscriptions,
    OpenTrust,
    OpenSector,
    OpenService,
    OpenRecords,
    OpenLoad,
    OpenSessions, ///< everybody's, live
    AskForRole,
    WithdrawRole,
    RenewRole,
    DecideRequest, ///< an access request of somebody else
    ComposeWork,   ///< open the form of an operation
    SignWork,
    ApproveWork, ///< as the second person
    DeclineWork,
    TakeBackWork, ///< mine, that waits for a second person
    SendUnsent,
    DiscardUnsent,
    VerifyReceipt,
    SaveReceipt,
    SetLoad,
    EndSession,    ///< lock or end one of somebody
    EndMySessions, ///< all of this person, wherever they are
    SettleAudit,   ///< leave a damaged audit log of this console behind
    ChangeLook,
    ShowHelp,
    SignOut,
};

/// How somebody stands at this console now.
struct Standing
{
    bool signedIn = false;
    bool covered = false;  ///< locked, or the session has expired: the work is not in view
    bool waiting = false;  ///< a stronger sign-in was asked for and is not there yet
    bool offline = false;  ///< the token has ended and nobody can renew it: what is there may be read
    bool readOnly = false; ///< a session that may look and not act, as on a wall display (`ops.view`)

    friend bool operator==(const Standing &, const Standing &) = default;
};

/// What an action needs. One row for each action; nothing else in the console decides who may do what.
struct ActionRule
{
    enum class Who {
        Anybody,    ///< also without signing in
        Person,     ///< whoever is signed in
        Member,     ///< holds some role in the sector; one of `ActionRequest::roles` where there are any
        Holder,     ///< holds one of the roles that go with what is done (`ActionRequest::roles`), or one of `roles`
        OnPlatform, ///< holds one of `roles` on the platform itself
    };
    Action action;
    Who who;
    bool acts = true; ///< changes something at the platform, or signs; else it only looks
    bool whenCovered = false;
    QList<QLatin1String> roles = {};
};

/// One question to the guard.
struct ActionRequest
{
    Action action;
    SectorId sector = {};     ///< where; empty: on the platform
    QList<RoleId> roles = {}; ///< those the operation or the page itself asks for
};

/// Who asks.
struct Holdings
{
    QSet<RoleId> inSector; ///< active ones, in the sector of the request
    QSet<RoleId> onPlatform;
};

[[nodiscard]] std::span<const ActionRule> actionRules();
[[nodiscard]] const ActionRule &ruleOf(Action action);
/// Pure: the same for a menu that leaves something out and for the dispatch that refuses it.
[[nodiscard]] bool permits(const ActionRequest &request, const Standing &standing, const Holdings &held);
/// What opening that page is; `roles` are those it is for, if it is not for all.
[[nodiscard]] ActionRequest requestFor(const PageLink &link, const QList<RoleId> &roles = {});
/// For the log: "ComposeWork".
[[nodiscard]] QLatin1String nameOf(Action action);

} // namespace stanforis

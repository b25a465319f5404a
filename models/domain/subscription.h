// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/ids.h"

#include <QString>
#include <QStringList>

namespace stanforis {

/// What an approver must know about who asks.
struct Requester
{
    SubjectId subject;
    QString name;
    QString organisation;
    QString assurance;
    Instant signedIn;
    int heldBefore = 0;
    int refusedBefore = 0;
    QStringList conflicts;
};

/// A role in a sector for a period; what a person may see follows from an Active one and nothing else.
struct Subscription
{
    enum class State { Requested, Approved, Active, Refused, Withdrawn, Ended };
    SubscriptionId id;
    SectorId sector;
    RoleId role;
    State state = State::Requested;
    QString purpose;
    QString legalBasis;
    TimeRange period;
    Instant requested;
    Requester requester;
    QString decidedBy;
    QString answer;
};

struct SubscriptionRequest
{
    SectorId sector;
    RoleId role;
    static constexpr int shortestPurpose = 10; ///< characters
    QString purpose;    ///< at most 400 characters
    QString legalBasis; ///< one of the sector's
    TimeRange period;   ///< at most SectorSummary::longestDays
};

} // namespace stanforis

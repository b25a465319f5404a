// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/state/violations.h"
#include "models/core/clock.h"
#include "models/domain/ids.h"
#include "stanforis/catalogue/v1/catalogue.pb.h"
#include "stanforis/subscriptions/v1/subscriptions.pb.h"

#include <QSet>

#include <optional>

namespace stanforis {

/// The rules of subscriptions, without storage or callers.
namespace subscriptionrules {

using Subscription = subscriptions::v1::Subscription;

/// The state the clock gives: APPROVED, ACTIVE and ENDED follow from the period, a request nobody answered ends with it.
[[nodiscard]] Subscription::State stateAt(const Subscription &subscription, Instant now);
/// When stateAt() will change next; empty: never by itself.
[[nodiscard]] std::optional<Instant> nextChange(const Subscription &subscription, Instant now);
/// Asked for, approved or active: it may still give a role.
[[nodiscard]] bool isOpen(Subscription::State state);
/// Approved for a period that has not ended.
[[nodiscard]] bool isGranted(Subscription::State state);
/// Separation of duties: who operates in a sector does not approve there.
[[nodiscard]] bool conflict(const std::string &role, const std::string &other);
/// Who ends the sessions of others does no work in a sector.
[[nodiscard]] bool conflictsWithPlatform(const std::string &role, const QSet<RoleId> &platformRoles);
/// approver and admin decide.
[[nodiscard]] bool decides(const QString &role);

/// Purpose, legal basis, role and period against what the sector allows.
[[nodiscard]] Violations check(const catalogue::v1::SectorSummary &sector, const Subscription &asked, Instant now);

} // namespace subscriptionrules

} // namespace stanforis

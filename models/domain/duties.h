// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

namespace stanforis {

/// On the platform itself: who locks and ends other people's sessions.
inline constexpr QLatin1String securityOfficer("security-officer");

/// Separation of duties: who operates in a sector does not approve there, and a security officer of the platform does neither.
/// The platform refuses it too.
[[nodiscard]] inline bool rolesConflict(const RoleId &role, const RoleId &other)
{
    const QLatin1String operates("operator");
    const QLatin1String approves("approver");
    const auto acts = [=](const RoleId &which) { return which.value == operates || which.value == approves; };
    if (role.value == securityOfficer || other.value == securityOfficer)
        return acts(role) || acts(other);
    return acts(role) && acts(other) && role != other;
}

} // namespace stanforis

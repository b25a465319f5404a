// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

namespace stanforis {

/// Separation of duties: who operates in a sector does not approve there. The platform refuses it too.
[[nodiscard]] inline bool rolesConflict(const RoleId &role, const RoleId &other)
{
    const QLatin1String operates("operator");
    const QLatin1String approves("approver");
    return (role.value == operates && other.value == approves) || (role.value == approves && other.value == operates);
}

} // namespace stanforis

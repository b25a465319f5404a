// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/state/offer.h"

#include "app/platform/state/wire.h"

namespace stanforis {

using namespace Qt::StringLiterals;

QSet<RoleId> rolesThatOpen(const catalogue::v1::ServicePage &page)
{
    QSet<RoleId> roles{RoleId{u"auditor"_s}};
    for (const auto &operation : page.operations()) {
        for (const auto &ids : {operation.role_ids(), operation.approver_role_ids()}) {
            for (const auto &id : ids)
                roles.insert(RoleId{fromWire(id)});
        }
    }
    return roles;
}

} // namespace stanforis

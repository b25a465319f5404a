// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

#include <QObject>
#include <QSet>

namespace stanforis {

/// What a person may do in a sector at this moment. The guard asks on every call, so an answer must be cheap, and it must be
/// true now: only an ACTIVE subscription gives a role. Main thread.
class Entitlements : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Roles of the ACTIVE subscriptions of this person in this sector; empty: the sector gives nothing.
    [[nodiscard]] virtual QSet<RoleId> rolesOf(const SubjectId &subject, const SectorId &sector) const = 0;
    /// Roles on the platform itself, such as "trainer"; most people have none.
    [[nodiscard]] virtual QSet<RoleId> platformRolesOf(const SubjectId & /*subject*/) const { return {}; }

Q_SIGNALS:
    /// The answer of rolesOf() may differ from now on: a decision, a withdrawal, a period that began or ended.
    void changed(const stanforis::SubjectId &subject, const stanforis::SectorId &sector);
};

} // namespace stanforis

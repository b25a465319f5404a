// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/action.h"

#include <QObject>

#include <optional>

namespace stanforis {

class SubscriptionStore;

/// The one guard of the console: what the person at it may do now. Menus, palette, shortcuts and buttons ask allows() and leave
/// out what it denies; whoever carries something out asks admit() once more. Says when the answers may have changed. GUI thread.
class PermissionStore final : public QObject
{
    Q_OBJECT
public:
    /// Borrowed; it says which roles are held where.
    explicit PermissionStore(const SubscriptionStore &subscriptions, QObject *parent = nullptr);

    void setStanding(const Standing &standing);
    [[nodiscard]] const Standing &standing() const { return m_standing; }
    void setPlatformRoles(const QSet<RoleId> &roles);
    /// A role this person holds, or will hold in that time, that may not be combined with this one there.
    [[nodiscard]] std::optional<RoleId> conflictOf(const SectorId &sector, const RoleId &role, const TimeRange &period) const;

    [[nodiscard]] bool allows(const ActionRequest &request) const;
    /// The same at the moment of doing it; a refusal is logged and told.
    [[nodiscard]] bool admit(const ActionRequest &request);
    /// The platform denied what this guard allowed: what is known of the roles is out of date.
    void notePolicyChange(const SectorId &sector);

Q_SIGNALS:
    void changed();
    /// Something was asked for that nobody should have been able to ask for.
    void refused(const stanforis::ActionRequest &request);
    /// Roles have to be read again.
    void policyChanged(const stanforis::SectorId &sector);

private:
    const SubscriptionStore &m_subscriptions;
    Standing m_standing;
    QSet<RoleId> m_platformRoles;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/action.h"

#include <QObject>

#include <optional>

namespace stanforis {

class CatalogueStore;
class SubscriptionStore;

/// The one guard of the console: what the person at it may do now. Menus, palette, shortcuts and buttons ask allows() and leave
/// out what it denies; whoever carries something out asks admit() once more. Says when the answers may have changed. GUI thread.
class PermissionStore final : public QObject
{
    Q_OBJECT
public:
    /// Both borrowed: which roles are held where, and for which roles pages are.
    PermissionStore(const SubscriptionStore &subscriptions, const CatalogueStore &catalogue, QObject *parent = nullptr);

    void setStanding(const Standing &standing);
    [[nodiscard]] const Standing &standing() const { return m_standing; }
    void setPlatformRoles(const QSet<RoleId> &roles);
    /// A role this person holds, or will hold in that time, that may not be combined with this one there.
    [[nodiscard]] std::optional<RoleId> conflictOf(const SectorId &sector, const RoleId &role, const TimeRange &period) const;

    /// What opening that page is, with the roles the platform opens it to. While its sector has not been read it is for all of
    /// the sector, and asked again when it has.
    [[nodiscard]] ActionRequest requestFor(const PageLink &link) const;
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
    const CatalogueStore &m_catalogue;
    Standing m_standing;
    QSet<RoleId> m_platformRoles;
};

} // namespace stanforis

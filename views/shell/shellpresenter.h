// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/link.h"
#include "models/ports/sessionport.h"
#include "views/shell/shellstate.h"
#include "views/widgets/breadcrumb.h"
#include "views/widgets/connectionchip.h"
#include "views/widgets/modeframe.h"

#include <QCoreApplication>

namespace stanforis {

class CatalogueStore;
class ConnectionStore;
class HealthStore;
class PermissionStore;
class SubscriptionStore;
class TrustStore;

/// Turns what the stores hold into what the frame shows. Borrows the stores; keeps nothing. GUI thread.
class ShellPresenter final
{
    Q_DECLARE_TR_FUNCTIONS(stanforis::ShellPresenter)

public:
    ShellPresenter(const CatalogueStore &catalogue, const SubscriptionStore &subscriptions, const PermissionStore &permissions,
                   const HealthStore &health, const ConnectionStore &connection, const TrustStore &trust)
        : m_catalogue(catalogue)
        , m_subscriptions(subscriptions)
        , m_permissions(permissions)
        , m_health(health)
        , m_connection(connection)
        , m_trust(trust)
    {}

    [[nodiscard]] ModeState mode() const;
    /// `identity` is null while nobody is signed in.
    [[nodiscard]] QList<RailItem> rail(const Identity *identity, Instant now) const;
    [[nodiscard]] QList<Crumb> crumbs(const PageLink &link, const QString &lastTitle) const;
    [[nodiscard]] QList<ChipState> connections(Instant now) const;
    [[nodiscard]] IdentitySummary identity(const SessionPort &session, const PageLink &link, Instant now) const;
    /// While the work is covered the bar has counts and no details.
    [[nodiscard]] StatusSummary status(Instant now, bool covered = false) const;
    /// `failure` of the last attempt to sign in again, if it is to be shown.
    [[nodiscard]] LockState lock(const SessionPort &session, const std::optional<Error> &failure, SignInWay way,
                                 Instant now) const;
    [[nodiscard]] BannerState banner(Instant now, bool readOnly = false) const;
    /// How the platform's clock stands to the workstation's, and how well that is known; empty: not known yet.
    [[nodiscard]] QString clock() const;
    [[nodiscard]] QList<PaletteEntry> palette(const Identity *identity, Instant now) const;

private:
    [[nodiscard]] static QString lockReason(const SessionCover &cover);
    /// When what is old was fresh; empty: it is.
    [[nodiscard]] std::optional<Instant> lastHeard() const;
    [[nodiscard]] QString sectorName(const SectorId &sector) const;

    const CatalogueStore &m_catalogue;
    const SubscriptionStore &m_subscriptions;
    const PermissionStore &m_permissions;
    const HealthStore &m_health;
    const ConnectionStore &m_connection;
    const TrustStore &m_trust;
};

} // namespace stanforis

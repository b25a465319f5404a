// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/sessionport.h"
#include "views/widgets/factlist.h"

#include <QCoreApplication>

namespace stanforis {

class CatalogueStore;
class SubscriptionStore;

/// What the identity drawer shows, in words.
struct IdentityDetails
{
    QString name;
    QString organisation;
    QList<Fact> proof;  ///< level, method, when, until when
    QList<Fact> roles;  ///< by sector: role, who granted it, until when
    QList<Fact> passes; ///< by audience: time left
    QString secrets;    ///< where they are
    int idleMinutes = 10;
    bool mayEndSessions = false; ///< everywhere; a display that may only look does not
};

/// Turns session and subscriptions into what the drawer shows. Borrows the stores; keeps nothing. GUI thread.
class IdentityText final
{
    Q_DECLARE_TR_FUNCTIONS(stanforis::IdentityText)

public:
    IdentityText(const CatalogueStore &catalogue, const SubscriptionStore &subscriptions)
        : m_catalogue(catalogue)
        , m_subscriptions(subscriptions)
    {}

    /// Empty while nobody's work is held.
    [[nodiscard]] IdentityDetails details(const SessionPort &session, Instant now) const;
    [[nodiscard]] static QString secretsSentence(const SecretPlace &place);

private:
    [[nodiscard]] QString sectorName(const SectorId &sector) const;
    [[nodiscard]] QList<Fact> roles(const Identity &identity, Instant now) const;

    const CatalogueStore &m_catalogue;
    const SubscriptionStore &m_subscriptions;
};

} // namespace stanforis

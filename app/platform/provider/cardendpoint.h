// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/authority/identityauthority.h"
#include "app/platform/doors/httpmessage.h"

#include <QHash>

namespace stanforis {

/// Sign-in by card without a browser: gives challenges and verifies what a card made of them. A challenge is good for one answer
/// and two minutes; in memory, so a restart asks again. Main thread.
class CardEndpoint
{
public:
    static constexpr std::chrono::seconds challengeLifetime{120};
    static constexpr QLatin1StringView grant{"urn:stanforis:params:oauth:grant-type:card"};

    /// `issuer`: its scheme, host and port are the origin that the card signs.
    CardEndpoint(const IdentityAuthority &authority, const QString &issuer, const QString &clientId, const Clock &clock);

    /// POST with `client_id`; JSON with `nonce`, `origin` and `expires_in`.
    [[nodiscard]] HttpResponse challenge(const HttpRequest &request);
    /// Whose card it was. The nonce is spent, whatever the outcome. Untrusted: `detail` says in words what does not hold.
    [[nodiscard]] Result<CardProof> verify(const QByteArray &token, const QByteArray &nonce);

private:
    const IdentityAuthority &m_authority;
    const QByteArray m_origin;
    const QString m_clientId;
    const Clock &m_clock;
    QHash<QByteArray, Instant> m_nonces; ///< with the end of each
};

} // namespace stanforis

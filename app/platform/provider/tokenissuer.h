// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/authority/jose.h"
#include "app/platform/guard/entitlements.h"
#include "app/platform/guard/workstations.h"
#include "app/platform/provider/deviceauthorizations.h"
#include "app/platform/provider/identitystore.h"
#include "app/platform/provider/persona.h"

namespace stanforis {

/// What the provider is, and where; as in the connection profile.
struct ProviderSettings
{
    QString issuer;
    QString platformResource;
    QString sectorResourcePrefix;
    QString clientId;
    std::chrono::seconds tokenLifetime{300};
    DeviceAuthorizations::Times deviceTimes = {};
};

/// Makes access tokens (RFC 9068) and ID tokens (OpenID Connect Core §2). Main thread.
class TokenIssuer
{
public:
    TokenIssuer(const ProviderSettings &settings, const EcKey &key, const Entitlements &entitlements, const Clock &clock);

    /// Roles for a token with this audience, as "energy:operator"; on the platform as "trainer". PermissionDenied: `resource`
    /// (RFC 8707) is neither the platform nor a sector with an ACTIVE subscription.
    [[nodiscard]] Result<QStringList> rolesFor(const SubjectId &subject, const QString &resource) const;
    /// Bound to the certificate of `peer` (RFC 8705 §3.1), which it does not outlive. PermissionDenied as rolesFor().
    [[nodiscard]] Result<QByteArray> accessToken(const TokenFamily &family, const Persona &persona, const QString &resource,
                                                 const Peer &peer) const;
    [[nodiscard]] Result<QByteArray> idToken(const TokenFamily &family, const Persona &persona, const QString &nonce,
                                             const QByteArray &accessToken) const;
    /// The session an ID token or access token of ours belongs to, also when it has expired; empty: not ours.
    [[nodiscard]] QString sessionOf(const QByteArray &token) const;

private:
    const ProviderSettings &m_settings;
    const EcKey &m_key;
    const Entitlements &m_entitlements;
    const Clock &m_clock;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/credential.h"
#include "models/core/clock.h"
#include "models/ports/httpport.h"
#include "models/ports/registryport.h"

namespace stanforis {

/// Looks up identifiers and verifies credentials over a transport of its own: what some other host answers, or does not, says
/// nothing about the platform. GUI thread.
class RegistryClient final : public RegistryPort
{
public:
    /// `issuers`: DIDs whose credentials are believed. Borrows the others.
    RegistryClient(HttpPort &http, const Clock &clock, QStringList issuers);

    void resolve(QObject *context, const QString &did, Reply<DidDocument> reply) override;
    void verifyCredential(QObject *context, const QByteArray &jwt, const QString &subject, Reply<CredentialFacts> reply) override;

private:
    void checkStatus(QObject *context, const identity::Credential &credential, const DidDocument &issuer,
                     Reply<CredentialFacts> reply);

    HttpPort &m_http;
    const Clock &m_clock;
    const QStringList m_issuers;
};

/// The DID of the platform at an address (did:web §3.1), which issues its credentials.
[[nodiscard]] QString platformDid(const QString &address);

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/did.h"

class QObject;

namespace stanforis {

/// Identifiers and credentials, looked up and verified without a token.
class RegistryPort
{
public:
    virtual ~RegistryPort() = default;
    /// did:key is read from the identifier; did:web over HTTPS with the platform's trust. Invalid: not a DID, or of a method that
    /// is not known here. NotFound: there is no document. Malformed: it can't be read, or names another DID.
    virtual void resolve(QObject *context, const QString &did, Reply<DidDocument> reply) = 0;
    /// Issuer on the list of those believed here, signature, times, status list. Malformed: it is no credential. Untrusted:
    /// `detail` says what does not hold: "issuer", "key", "signature", "not yet valid", "expired", "revoked", "status" (the list
    /// does not hold, or is out of date), "subject" (it is not about `subject`, where one is given).
    virtual void verifyCredential(QObject *context, const QByteArray &jwt, const QString &subject,
                                  Reply<CredentialFacts> reply) = 0;
};

/// What the person signed in holds. A token is needed.
class WalletPort
{
public:
    virtual ~WalletPort() = default;
    virtual void wallet(QObject *context, Reply<Wallet> reply) = 0;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/core/secret.h"

#include <QByteArray>
#include <QString>

class QObject;

namespace stanforis {

/// The public part of a key a person signs with, and how it wants to be used.
struct SigningKeyFacts
{
    QByteArray jwk;          ///< RFC 7517, public members only
    QString kid;             ///< RFC 7638 thumbprint
    QString algorithm;       ///< "ES256" or "ES384"; the key decides
    QByteArray certificate;  ///< DER; empty for a key without one
    bool asksForPin = false; ///< for each signature anew; nobody keeps it. Such a key has a certificate
};

/// One key that signs, in memory or on a card. A card takes its time and wants its PIN; so the signature comes later. GUI thread.
class SigningKeyPort
{
public:
    virtual ~SigningKeyPort() = default;
    /// NotFound: the card is not there. Internal: no key could be made.
    [[nodiscard]] virtual Result<SigningKeyFacts> facts() = 0;
    /// r and s over `bytes` by the key's algorithm (RFC 7518 §3.4). `pin` is used for this one signature and wiped. Invalid: the
    /// PIN is wrong, CardPort says what is left of its tries; PermissionDenied: it is blocked; NotFound: the card was taken out.
    /// Their details are those of models/domain/card.h.
    virtual void sign(QObject *context, const QByteArray &bytes, Secret pin, Reply<QByteArray> reply) = 0;
    /// Forgets the key; the next use begins with another one, or with the card anew.
    virtual void forget() = 0;
};

} // namespace stanforis

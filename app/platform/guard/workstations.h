// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"

#include <QByteArray>
#include <QObject>

namespace stanforis {

/// The workstation at the other end of a connection, as its certificate proved in the TLS handshake.
struct Peer
{
    QString workstation;   ///< SPIFFE id
    QByteArray thumbprint; ///< SHA-256 of the certificate, base64url: `x5t#S256` of RFC 8705
    Instant expires;       ///< of the certificate
};

/// What a call proves itself with: the connection's certificate, and the person's token, which is bound to it.
struct Credentials
{
    QByteArray token;
    Result<Peer> peer = Error{Error::Code::Unauthenticated, QStringLiteral("A workstation certificate is needed.")};
};

/// Which workstations are known here and in force. Doors ask on every call, so an answer must be cheap. Main thread.
class Workstations : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Whose certificate this is (DER), now. That its private key is there was proved by the handshake. Unauthenticated, with a
    /// sentence: there is none, it is not one of ours, it has expired, was replaced, or the workstation was revoked.
    [[nodiscard]] virtual Result<Peer> peerOf(const QByteArray &certificate) = 0;

Q_SIGNALS:
    void revoked(const QString &workstation);
};

} // namespace stanforis

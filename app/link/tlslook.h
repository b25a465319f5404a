// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/trust.h"

#include <QList>
#include <QSslCertificate>
#include <QSslConfiguration>

class QObject;

namespace stanforis {

/// A server as a fresh handshake showed it.
struct TlsSight
{
    QList<QSslCertificate> chain; ///< from the server's own to the authority, as far as they are known
    QString protocol;             ///< "TLS 1.3"
    QString cipher;
    std::optional<Error> refusal; ///< Untrusted, with what does not hold; the chain is there all the same
};

/// Makes one new connection, looks at the certificates, and closes it; nothing is sent. `tls` says what is trusted, and nothing
/// else is: what does not hold is told, never accepted. Errors: Unreachable, TimedOut (10 s), Untrusted when no chain was seen.
/// GUI thread; `reply` comes later, once, not after `context` is gone.
void lookAtTls(QObject *context, const QString &host, quint16 port, const QSslConfiguration &tls, Reply<TlsSight> reply);

[[nodiscard]] TrustCertificate describe(const QSslCertificate &certificate);

} // namespace stanforis

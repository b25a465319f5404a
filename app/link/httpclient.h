// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/connection.h"
#include "models/domain/workstation.h"
#include "models/ports/httpport.h"

#include <QObject>
#include <QSslCertificate>
#include <QSslConfiguration>

class QNetworkAccessManager;
class QNetworkReply;

namespace stanforis {

class Revocations;
class TrustAnchor;

/// HTTPS with one trust anchor, and with this workstation's certificate once there is one: no redirects, no cookies, no cache,
/// capped answers, ten seconds. GUI thread.
class HttpClient final : public QObject, public HttpPort
{
    Q_OBJECT
public:
    explicit HttpClient(const TrustAnchor &anchor, QObject *parent = nullptr);

    void send(QObject *context, const HttpRequest &request, Reply<HttpAnswer> reply) override;
    /// The certificate of the last answer. `anchor` is empty; clockOffset from its Date header, good to a second.
    [[nodiscard]] const TrustFacts &peer() const { return m_peer; }
    /// Of the last answer, leaf first.
    [[nodiscard]] const QList<QSslCertificate> &chain() const { return m_chain; }
    /// What the platform must lead to from the next request on, over new connections.
    void setAnchor(const TrustAnchor &anchor);
    /// From the next request on, over new connections. Empty: none.
    void setCredential(const WorkstationCredential &credential);
    /// Every new connection is held against these before anything is sent on it; they outlive this. Untrusted: "revoked", or
    /// "revocation list" when there is none that is in time.
    void setRevocations(const Revocations &revocations);
    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }

Q_SIGNALS:
    void answered();                 ///< any answer from the platform
    void failed(const Error &error); ///< a request got none

private:
    void connectAnew();
    [[nodiscard]] Result<Done> checkPeer(const QNetworkReply &reply) const;
    void notePeer(const QNetworkReply &reply);

    QNetworkAccessManager *m_network = nullptr;
    const Revocations *m_revocations = nullptr;
    QSslConfiguration m_tls;
    TrustFacts m_peer;
    QList<QSslCertificate> m_chain;
    std::chrono::milliseconds m_timeout{10'000};
};

} // namespace stanforis

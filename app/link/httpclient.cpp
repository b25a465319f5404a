// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/httpclient.h"

#include "app/link/httpdate.h"
#include "app/link/revocations.h"
#include "app/link/tlscredential.h"
#include "app/link/trustanchor.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QSslCertificate>
#include <QSslCipher>
#include <QSslKey>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto refusedProperty = "stanforis-refused";

Error networkError(const QNetworkReply &reply)
{
    if (const auto refused = reply.property(refusedProperty).toString(); !refused.isEmpty())
        return {Error::Code::Untrusted, refused};
    switch (reply.error()) {
    case QNetworkReply::SslHandshakeFailedError:
        return {Error::Code::Untrusted, reply.errorString()};
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError:
        return {Error::Code::TimedOut, {}};
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        return {Error::Code::Malformed, reply.errorString()};
    default:
        return {Error::Code::Unreachable, reply.errorString()};
    }
}

QNetworkRequest toNetwork(const HttpRequest &request, const QSslConfiguration &tls)
{
    QNetworkRequest out(request.url);
    out.setSslConfiguration(tls);
    out.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    out.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // Also without HTTP/2: one plain connection that ends with the process that answers it.
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    out.setRawHeader("User-Agent", "stanforis-console/" STANFORIS_VERSION);
    for (auto it = request.headers.begin(); it != request.headers.end(); ++it)
        out.setRawHeader(it.key(), it.value());
    return out;
}

} // namespace

HttpClient::HttpClient(const TrustAnchor &anchor, QObject *parent)
    : QObject(parent)
    , m_tls(anchor.tls())
{
    connectAnew();
}

/// A connection proves what it proved when it was made. Emptying the cache of connections is not enough: a request that has not
/// begun yet would make one with the settings of before, and those after it would use it. So what runs ends where it began.
void HttpClient::connectAnew()
{
    if (auto *before = std::exchange(m_network, nullptr)) {
        const auto endWhenIdle = [before] {
            if (std::ranges::none_of(before->findChildren<QNetworkReply *>(), &QNetworkReply::isRunning))
                before->deleteLater();
        };
        connect(before, &QNetworkAccessManager::finished, before, endWhenIdle);
        endWhenIdle();
    }
    m_network = new QNetworkAccessManager(this);
    // By default 6.4 follows redirects and takes the Authorization header along to the other origin.
    m_network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    connect(m_network, &QNetworkAccessManager::encrypted, this, [this](QNetworkReply *reply) {
        const auto good = checkPeer(*reply);
        if (good)
            return;
        reply->setProperty(refusedProperty, good.error().detail);
        connectAnew(); // what comes next must not find this connection
        reply->abort();
    });
}

/// Asked at the handshake, and again of every answer: the thread that reads the connection goes on meanwhile, and who was good
/// then may have been revoked since.
Result<Done> HttpClient::checkPeer(const QNetworkReply &reply) const
{
    return m_revocations ? m_revocations->check(reply.sslConfiguration().peerCertificateChain()) : Done{};
}

void HttpClient::setAnchor(const TrustAnchor &anchor)
{
    QSslConfiguration tls = anchor.tls();
    tls.setLocalCertificateChain(m_tls.localCertificateChain());
    tls.setPrivateKey(m_tls.privateKey());
    m_tls = tls;
    connectAnew();
}

void HttpClient::setCredential(const WorkstationCredential &credential)
{
    present(m_tls, credential);
    connectAnew();
}

void HttpClient::setRevocations(const Revocations &revocations) { m_revocations = &revocations; }

void HttpClient::send(QObject *context, const HttpRequest &request, Reply<HttpAnswer> reply)
{
    if (request.url.scheme() != "https"_L1) {
        QTimer::singleShot(0, context, [reply = std::move(reply)] { reply(Error{Error::Code::Invalid, u"not https"_s}); });
        return;
    }
    auto out = toNetwork(request, m_tls);
    out.setTransferTimeout(static_cast<int>(m_timeout.count()));
    auto *running = m_network->sendCustomRequest(out, request.method, request.body);
    const auto tooLong = std::make_shared<bool>(false);
    const int largest = request.largestAnswer;
    connect(running, &QNetworkReply::downloadProgress, running, [running, tooLong, largest](qint64 received) {
        if (received > largest && !std::exchange(*tooLong, true))
            running->abort();
    });
    connect(context, &QObject::destroyed, running, &QNetworkReply::abort);
    connect(running, &QNetworkReply::finished, this,
            [this, running, tooLong, context = QPointer(context), reply = std::move(reply)] {
                running->deleteLater();
                const int status = running->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
                std::optional<Error> error;
                if (*tooLong)
                    error = Error{Error::Code::Malformed, u"answer too long"_s};
                // 4xx and 5xx are answers; a status with a network error below it is a broken transfer.
                else if (running->error() != QNetworkReply::NoError && (status == 0 || running->error() < 100))
                    error = networkError(*running);
                else if (const auto good = checkPeer(*running); !good)
                    error = good.error();
                if (!error) {
                    notePeer(*running);
                    Q_EMIT answered();
                } else if (context) {
                    Q_EMIT failed(*error);
                }
                if (!context)
                    return;
                if (error) {
                    reply(*error);
                    return;
                }
                HttpAnswer answer{status, {}, running->readAll()};
                for (const auto &[name, value] : running->rawHeaderPairs())
                    answer.headers.insert(name.toLower(), value);
                reply(std::move(answer));
            });
}

void HttpClient::notePeer(const QNetworkReply &reply)
{
    const auto certificate = reply.sslConfiguration().peerCertificate();
    if (!certificate.isNull()) {
        m_chain = reply.sslConfiguration().peerCertificateChain();
        m_peer.subject = certificate.subjectDisplayName();
        m_peer.issuer = certificate.issuerDisplayName();
        m_peer.validUntil = certificate.expiryDate();
        m_peer.protocol = reply.sslConfiguration().sessionProtocol() == QSsl::TlsV1_3 ? u"TLS 1.3"_s : u"TLS 1.2"_s;
    }
    const auto date = fromHttpDate(reply.rawHeader("Date"));
    if (date.isValid())
        m_peer.clockOffset = std::chrono::milliseconds(QDateTime::currentDateTimeUtc().msecsTo(date));
}

} // namespace stanforis

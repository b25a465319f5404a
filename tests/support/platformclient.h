// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/simulatorprocess.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QUrlQuery>

#include <memory>

class QWebSocket;

namespace grpc {
class Channel;
} // namespace grpc

namespace stanforis::test {

/// What came back from any door: google.rpc.Code (0: good) and the bytes.
struct Answer
{
    int code = -1;
    QByteArray body;
};

/// A client that knows the contract's rules and nothing of the console: plain HTTPS, WebSocket and gRPC. Each call waits.
class PlatformClient
{
public:
    struct Reply
    {
        int status = 0;
        QByteArray location;
        QByteArray body;

        [[nodiscard]] QJsonObject json() const;
    };
    /// An authorization request that the provider accepts; change it to try what it refuses.
    struct SignIn
    {
        QUrlQuery query;
        QString verifier;
    };

    /// At the workstation that was enrolled with the simulator's start.
    explicit PlatformClient(const SimulatorProcess &simulator);
    /// At another one; without a certificate there is none.
    PlatformClient(const SimulatorProcess &simulator, const TestWorkstation &workstation);

    [[nodiscard]] Reply get(const QString &path, const QUrlQuery &query = {});
    [[nodiscard]] Reply post(const QString &path, const QByteArray &contentType, const QByteArray &body,
                             const QByteArray &token = {});
    [[nodiscard]] Reply postForm(const QString &path, const QList<std::pair<QString, QString>> &fields);

    [[nodiscard]] static SignIn newSignIn();
    /// The page's one-time handle and the training PIN of an identity, as a browser's user would see them.
    [[nodiscard]] static QString handleOn(const QByteArray &page);
    [[nodiscard]] static QString pinOn(const QByteArray &page, const QString &subject);
    /// Pushes the request (RFC 9126); the answer has its `request_uri`.
    [[nodiscard]] Reply push(const SignIn &signIn);
    /// The page for a pushed request, as the browser gets it.
    [[nodiscard]] Reply open(const Reply &pushed);
    /// Pushes, fetches the page and posts the form; the reply redirects with a code, or is a page.
    [[nodiscard]] Reply authorize(const SignIn &signIn, const QString &subject, const QString &pin = {});
    [[nodiscard]] Reply redeem(const QString &code, const QString &verifier);
    [[nodiscard]] Reply refresh(const QString &refreshToken, const QString &resource = {});
    /// The whole way; the token endpoint's answer.
    [[nodiscard]] QJsonObject tokensOf(const QString &subject);
    [[nodiscard]] QString sectorResource(const QString &sector) const;

    // One unary call, a door each.
    [[nodiscard]] Answer overHttps(const QByteArray &path, const QByteArray &token, const QByteArray &request);
    [[nodiscard]] Answer overWebSocket(const QByteArray &path, const QByteArray &token, const QByteArray &request);
    [[nodiscard]] Answer overGrpc(const QByteArray &path, const QByteArray &token, const QByteArray &request);
    /// The close code of a WebSocket that was opened with this token alone; 0 when it stayed open and sent its heartbeat.
    [[nodiscard]] int webSocketWith(const QByteArray &token);

    /// One that is left open.
    [[nodiscard]] std::unique_ptr<QWebSocket> openWebSocket(const QByteArray &token);

    /// With which token overWebSocket() opens its connection.
    QByteArray connectionToken;

private:
    [[nodiscard]] Reply wait(QNetworkReply *reply);
    [[nodiscard]] QNetworkRequest request(const QString &path) const;

    const SimulatorProcess &m_simulator;
    QSslConfiguration m_tls;
    QNetworkAccessManager m_network;
    std::shared_ptr<grpc::Channel> m_channel;
};

[[nodiscard]] QString queryItem(const QByteArray &location, const QString &name);

} // namespace stanforis::test

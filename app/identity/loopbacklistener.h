// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QHash>
#include <QObject>
#include <QTcpServer>
#include <QUrl>
#include <QUrlQuery>

#include <functional>
#include <optional>

class QTcpSocket;

namespace stanforis {

/// Waits for the browser to come back from the identity provider (RFC 8252 §7.3): 127.0.0.1, else [::1], a free port, one answer.
/// Anything else that connects (another path, another Host, too long, another method, a wrong state) is turned away and does not
/// end the wait. GUI thread.
class LoopbackListener final : public QObject
{
    Q_OBJECT
public:
    /// `isOurs` decides whether the parameters belong to this sign-in; the first that do end the wait.
    explicit LoopbackListener(std::function<bool(const QUrlQuery &)> isOurs, QObject *parent = nullptr);
    ~LoopbackListener() override;

    /// Unavailable when no loopback address can be listened on.
    [[nodiscard]] Result<Done> listen();
    [[nodiscard]] QUrl redirectUri() const;

Q_SIGNALS:
    void received(const QUrlQuery &answer); ///< once; the listener is closed by then

private:
    void accept();
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const QByteArray &status, const QString &sentence);
    /// The parameters when the request is one of ours, else nothing.
    [[nodiscard]] std::optional<QUrlQuery> callback(const QByteArray &head) const;

    std::function<bool(const QUrlQuery &)> m_isOurs;
    QTcpServer m_server;
    QHash<QTcpSocket *, QByteArray> m_sockets;
    QByteArray m_host;
};

} // namespace stanforis

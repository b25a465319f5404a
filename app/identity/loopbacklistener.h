// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QHash>
#include <QObject>
#include <QTcpServer>
#include <QUrl>
#include <QUrlQuery>

#include <functional>

class QTcpSocket;

namespace stanforis {

/// Waits for the browser to come back from the identity provider (RFC 8252 §7.3): 127.0.0.1, else [::1], a free port, one answer.
/// Anything else that connects (another path, another Host, too long, another method, a wrong state) is turned away and does not
/// end the wait. At most eight are open; the oldest makes room for the next. GUI thread.
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

    std::function<bool(const QUrlQuery &)> m_isOurs;
    QTcpServer m_server;
    QHash<QTcpSocket *, QByteArray> m_sockets; ///< not answered yet, with what they have sent
    QList<QTcpSocket *> m_order;               ///< all that are open, the oldest first
    QByteArray m_host;
};

} // namespace stanforis

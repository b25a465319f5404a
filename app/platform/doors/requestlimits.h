// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <chrono>

namespace stanforis {

/// Keeps one HTTP connection within bounds, which QtHttpServer 6.4 does not: size of headers and of a whole request, time for
/// a request to arrive, time a connection may idle. Lives as child of its socket until the request is a WebSocket. Main thread.
class RequestLimits final : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 largestHeader = 32 * 1024;
    static constexpr qint64 largestBody = 4 * 1024 * 1024 + 1024;
    static constexpr std::chrono::seconds requestTime{15};
    static constexpr std::chrono::seconds idleTime{90};

    explicit RequestLimits(QTcpSocket *socket);

    /// The request is whole; the next byte begins another one.
    void requestDone();

private:
    void count();
    void refuse(const QByteArray &statusLine);

    QTcpSocket *m_socket;
    QTimer m_timer;
    qint64 m_received = 0;
    QByteArray m_header; ///< what has come until the header was whole; empty afterwards
    bool m_headerWhole = false;
    bool m_refused = false;
};

} // namespace stanforis

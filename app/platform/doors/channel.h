// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/doors/dispatch.h"

#include <QTimer>
#include <QWebSocket>

#include <map>
#include <memory>

namespace stanforis::channel::v1 {
class ClientMessage;
class Open;
class Ping;
} // namespace stanforis::channel::v1

namespace stanforis {

/// One WebSocket connection that carries many calls (channel.proto). It belongs to one person; it closes with 4401 when the
/// newest token seen on it has expired, and at once when the session ends. Main thread.
class Channel final : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype largestMessage = 1024 * 1024;
    static constexpr qint64 fullBuffer = 4 * 1024 * 1024;
    static constexpr std::size_t mostCalls = 64;
    static constexpr int unauthenticated = 4401;

    /// `caller` is who the upgrade request's token named; the certificate stays the connection's.
    Channel(std::unique_ptr<QWebSocket> socket, Caller caller, Credentials credentials, Dispatch &dispatch, Guard &guard);
    ~Channel() override;

Q_SIGNALS:
    void closed();

private:
    class CallEnd;
    struct Entry
    {
        std::unique_ptr<CallEnd> end; ///< outlives the call
        std::unique_ptr<Call> call;
    };

    void read(const QByteArray &message);
    void open(quint32 number, const channel::v1::Open &request);
    void watch(const Caller &caller);
    void answer(const channel::v1::Ping &ping, Instant received);
    void beat();
    void bytesLeft();
    void write(const QByteArray &message);
    void close(quint16 code, const QString &sentence);

    std::unique_ptr<QWebSocket> m_socket;
    Caller m_caller;
    Credentials m_credentials;
    Dispatch &m_dispatch;
    Guard &m_guard;
    std::unique_ptr<Admission> m_admission;
    QTimer m_heartbeat;
    bool m_full = false;
    std::map<quint32, Entry> m_calls;
};

} // namespace stanforis

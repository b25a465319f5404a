// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/backoff.h"
#include "app/link/streamcall.h"

#include <QHash>
#include <QPointer>
#include <QSslConfiguration>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>

#include <memory>

namespace stanforis::channel::v1 {
class ServerMessage;
} // namespace stanforis::channel::v1

namespace stanforis {

class Revocations;
class TokenSource;
class TrustAnchor;
class TransportMonitor;
struct WorkstationCredential;

/// The WebSocket of a signed-in person. Carries any number of streaming calls; one that is opened while the channel is down waits
/// for it, and one that was running when the channel broke ends with Unreachable (its StandingStream opens it again). Comes back
/// by itself after growing pauses. Three missed heartbeats are a loss. When this workstation's certificate is renewed, a second
/// connection is made with it beside the first, and the calls move over when it stands. GUI thread.
class UserChannel final : public QObject
{
    Q_OBJECT
public:
    /// `revocations` may be null, for tests of other things.
    UserChannel(const QUrl &url, const TrustAnchor &anchor, const Revocations *revocations, TokenSource &tokens,
                TransportMonitor &monitor, QObject *parent = nullptr);
    ~UserChannel() override;

    void start(); ///< when somebody has signed in
    void stop();
    void setCredential(const WorkstationCredential &credential);
    /// Leaves the connection for a new one that is held against these authorities.
    void connectAnew(const TrustAnchor &anchor, const WorkstationCredential &credential);
    [[nodiscard]] bool isOpen() const { return m_open; }
    /// Asks the platform's clock now; clocksCompared() tells when the answer is in. Nothing while the channel is not open.
    void askClock();
    [[nodiscard]] std::unique_ptr<StreamCall> open(const QByteArray &method, const QByteArray &request, const QString &token,
                                                   Decode decode);

Q_SIGNALS:
    void opened();
    void clocksCompared();

private:
    class Call;
    void connectNow();
    void connectWith(const QString &token);
    [[nodiscard]] std::unique_ptr<QWebSocket> makeSocket(const QString &token) const;
    void listenTo(QWebSocket &socket);
    void beginWith();
    void prepare();
    void moveOver();
    static void endCalls(const QHash<quint32, Call *> &calls, const Error &error);
    void lose();
    void receive(const QByteArray &bytes);
    void compareClocks(const channel::v1::ServerMessage &message);
    void sendOpen(Call &call);
    void close(quint32 number);

    const QUrl m_url;
    QSslConfiguration m_tls;
    const Revocations *m_revocations;
    TokenSource &m_tokens;
    TransportMonitor &m_monitor;
    std::unique_ptr<QWebSocket> m_socket;
    std::unique_ptr<QWebSocket> m_next; ///< with a newer certificate; not open yet
    QString m_nextToken;
    std::unique_ptr<QObject> m_attempt;
    QString m_token;
    QHash<quint32, Call *> m_calls;
    quint32 m_lastNumber = 0;
    QTimer m_retry;
    QTimer m_silence;
    Backoff m_backoff;
    qint64 m_pingSent = 0; ///< by the workstation's clock; 0: no question is open
    int m_heartbeats = 0;  ///< since the channel opened
    bool m_wanted = false;
    bool m_open = false;
};

} // namespace stanforis

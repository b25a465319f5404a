// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/loopbacklistener.h"

#include "app/identity/callbackrequest.h"

#include <QTcpSocket>
#include <QTimer>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype longestHead = 8 * 1024;
constexpr int mostSockets = 8;
constexpr auto slowest = 10s;

} // namespace

LoopbackListener::LoopbackListener(std::function<bool(const QUrlQuery &)> isOurs, QObject *parent)
    : QObject(parent)
    , m_isOurs(std::move(isOurs))
{
    m_server.setMaxPendingConnections(mostSockets);
    connect(&m_server, &QTcpServer::newConnection, this, &LoopbackListener::accept);
}

LoopbackListener::~LoopbackListener()
{
    // The server's sockets go after the members here and would still report.
    for (auto *socket : std::as_const(m_order))
        socket->disconnect(this);
}

Result<Done> LoopbackListener::listen()
{
    // Never "localhost" and never every interface: only literal loopback addresses (RFC 8252 §8.3).
    if (m_server.listen(QHostAddress(QHostAddress::LocalHost), 0))
        m_host = "127.0.0.1:" + QByteArray::number(m_server.serverPort());
    else if (m_server.listen(QHostAddress(QHostAddress::LocalHostIPv6), 0))
        m_host = "[::1]:" + QByteArray::number(m_server.serverPort());
    else
        return Error{Error::Code::Unavailable, m_server.errorString()};
    return Done{};
}

QUrl LoopbackListener::redirectUri() const { return QUrl(u"http://"_s % QString::fromLatin1(m_host) % callbackPath); }

void LoopbackListener::accept()
{
    while (auto *socket = m_server.nextPendingConnection()) {
        if (!socket->peerAddress().isLoopback()) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        // A browser says what it has to say at once. Whoever has been silent longest makes room, or silence would keep it out.
        if (m_order.size() >= mostSockets)
            m_order.first()->abort();
        socket->setReadBufferSize(longestHead + 1);
        m_sockets.insert(socket, {});
        m_order.append(socket);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_sockets.remove(socket);
            m_order.removeOne(socket);
            socket->deleteLater();
        });
        // Browsers open spare connections and say nothing on them; those must not use up the eight.
        QTimer::singleShot(slowest, socket, &QTcpSocket::abort);
    }
}

void LoopbackListener::read(QTcpSocket *socket)
{
    const auto known = m_sockets.find(socket);
    if (known == m_sockets.end()) {
        socket->readAll();
        return;
    }
    known.value() += socket->readAll();
    const auto end = known.value().indexOf("\r\n\r\n");
    if (end < 0 && known.value().size() <= longestHead)
        return;
    const auto head = known.value().left(end);
    const auto parameters = end < 0 || end > longestHead ? std::nullopt : readCallback(head, m_host);
    if (!parameters) {
        answer(socket, "404 Not Found", tr("Nothing is here. Go back to the STANFORIS Console."));
        return;
    }
    if (!m_server.isListening() || !m_isOurs(*parameters)) {
        answer(socket, "400 Bad Request",
               tr("This page does not belong to the sign-in that is running. Go back to the STANFORIS Console."));
        return;
    }
    const bool good = parameters->hasQueryItem(u"code"_s);
    answer(socket, "200 OK",
           good ? tr("You can close this page and go back to the STANFORIS Console.")
                : tr("You were not signed in. Go back to the STANFORIS Console, where you can try again."));
    m_server.close();
    Q_EMIT received(*parameters);
}

void LoopbackListener::answer(QTcpSocket *socket, const QByteArray &status, const QString &sentence)
{
    const auto page = u"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>STANFORIS Console</title></head>"
                      "<body><p>%1</p></body></html>"_s.arg(sentence.toHtmlEscaped())
                          .toUtf8();
    m_sockets.remove(socket);
    socket->write("HTTP/1.1 " + status +
                  "\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
                  "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\nX-Content-Type-Options: nosniff\r\n"
                  "Connection: close\r\nContent-Length: " +
                  QByteArray::number(page.size()) + "\r\n\r\n" + page);
    socket->flush(); // now: the listener may be gone before the event loop turns
    socket->disconnectFromHost();
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/doors/requestlimits.h"

#include <utility>

namespace stanforis {

RequestLimits::RequestLimits(QTcpSocket *socket)
    : QObject(socket)
    , m_socket(socket)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { refuse("408 Request Timeout"); });
    connect(socket, &QTcpSocket::readyRead, this, &RequestLimits::count);
    m_timer.start(idleTime);
}

void RequestLimits::requestDone()
{
    m_received = 0;
    m_header.clear();
    m_headerWhole = false;
    m_timer.start(idleTime);
}

void RequestLimits::count()
{
    const auto fresh = m_socket->bytesAvailable();
    if (m_received == 0)
        m_timer.start(requestTime);
    m_received += fresh;
    if (!m_headerWhole) {
        m_header += m_socket->peek(std::min(fresh, largestHeader + 1));
        const auto end = m_header.indexOf("\r\n\r\n");
        m_headerWhole = end >= 0;
        if (m_headerWhole ? end > largestHeader : m_header.size() > largestHeader)
            refuse("431 Request Header Fields Too Large");
        else if (m_headerWhole)
            m_header.clear();
    }
    if (m_received > largestHeader + largestBody)
        refuse("413 Payload Too Large");
}

void RequestLimits::refuse(const QByteArray &statusLine)
{
    if (std::exchange(m_refused, true))
        return;
    // The HTTP server gets nothing of it, nor of what may follow.
    disconnect(m_socket, &QIODevice::readyRead, nullptr, nullptr);
    connect(m_socket, &QIODevice::readyRead, this, [this] { m_socket->skip(m_socket->bytesAvailable()); });
    m_socket->readAll();
    m_socket->write("HTTP/1.1 " + statusLine + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    QTimer::singleShot(0, m_socket, &QTcpSocket::disconnectFromHost); // not while the HTTP server is about to read
    m_timer.stop();
    QTimer::singleShot(std::chrono::seconds(2), m_socket, &QTcpSocket::abort); // a peer that does not read
}

} // namespace stanforis

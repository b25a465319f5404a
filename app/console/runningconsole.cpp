// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/runningconsole.h"

#include "models/domain/link.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>
#include <QStandardPaths>

namespace stanforis {

namespace {

constexpr qsizetype longestLink = 2048; // bytes
constexpr int patience = 1000;          // ms
constexpr char taken[] = "taken\n";

} // namespace

RunningConsole::RunningConsole(QObject *parent)
    : QObject(parent)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &RunningConsole::accept);
}

QString RunningConsole::ownSocketName()
{
#ifdef Q_OS_WIN
    // Pipes have one name space for the whole machine.
    const auto person = QCryptographicHash::hash(QDir::homePath().toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    return QLatin1String("stanforis-console-") + QLatin1String(person);
#else
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + QLatin1String("/stanforis-console");
#endif
}

bool RunningConsole::listen(const QString &socketName)
{
    // Asked first: with UserAccessOption Qt puts its socket in the place of whatever is there.
    QLocalSocket other;
    other.connectToServer(socketName);
    return !other.waitForConnected(patience) && m_server.listen(socketName);
}

void RunningConsole::accept()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QLocalSocket::disconnected, this, [this, socket] {
            m_heard.remove(socket);
            socket->deleteLater();
        });
    }
}

void RunningConsole::read(QLocalSocket *socket)
{
    QByteArray &heard = m_heard[socket];
    heard += socket->read(longestLink + 1 - heard.size());
    const auto end = heard.indexOf('\n');
    if (end < 0) {
        if (heard.size() > longestLink)
            socket->abort();
        return;
    }
    const auto link = QString::fromUtf8(heard.left(end));
    if (!link.isEmpty() && !PageLink::parse(link)) {
        socket->abort();
        return;
    }
    socket->write(taken);
    socket->disconnectFromServer();
    if (link.isEmpty())
        Q_EMIT windowRequested();
    else
        Q_EMIT linkReceived(link);
}

bool RunningConsole::handOver(const QString &link, const QString &socketName)
{
    QLocalSocket socket;
    socket.connectToServer(socketName);
    if (!socket.waitForConnected(patience))
        return false;
    socket.write(link.toUtf8() + '\n');
    QByteArray answer;
    while (!answer.contains('\n') && socket.waitForReadyRead(patience))
        answer += socket.readAll();
    return answer == taken;
}

} // namespace stanforis

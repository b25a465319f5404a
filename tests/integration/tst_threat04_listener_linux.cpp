// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/loopbacklistener.h"

#include <QFile>
#include <QNetworkInterface>
#include <QTcpSocket>
#include <QTest>

using namespace stanforis;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Local addresses, as the kernel writes them, of the sockets that listen on this port.
QStringList listeningAddresses(int port)
{
    QStringList found;
    for (const auto &table : {u"/proc/net/tcp"_s, u"/proc/net/tcp6"_s}) {
        QFile file(table);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const auto lines = QString::fromLatin1(file.readAll()).split(u'\n').mid(1);
        for (const auto &line : lines) {
            const auto columns = line.simplified().split(u' ');
            if (columns.size() < 4 || columns[3] != "0A"_L1) // TCP_LISTEN
                continue;
            if (columns[1].section(u':', 1).toInt(nullptr, 16) == port)
                found.append(columns[1].section(u':', 0, 0));
        }
    }
    return found;
}

} // namespace

/// Threat 4: the listener is reachable from outside. What the kernel says about it.
class TestThreat04 : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void kernelKnowsItOnLoopbackAlone()
    {
        LoopbackListener listener([](const QUrlQuery &) { return false; });
        QVERIFY(listener.listen());
        QCOMPARE(listeningAddresses(listener.redirectUri().port()), QStringList{u"0100007F"_s}); // 127.0.0.1
    }

    void noOtherAddressOfTheMachineAnswers()
    {
        LoopbackListener listener([](const QUrlQuery &) { return false; });
        QVERIFY(listener.listen());
        const auto port = quint16(listener.redirectUri().port());
        QTcpSocket here;
        here.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        QVERIFY(here.waitForConnected(5'000)); // or the rest would show nothing
        QList<QHostAddress> others{QHostAddress(u"127.0.0.2"_s)};
        for (const QHostAddress &address : QNetworkInterface::allAddresses()) {
            if (!address.isLoopback())
                others.append(address);
        }
        for (const QHostAddress &address : std::as_const(others)) {
            QTcpSocket socket;
            socket.connectToHost(address, port);
            QVERIFY2(!socket.waitForConnected(5'000), qPrintable(address.toString()));
            QCOMPARE(socket.error(), QAbstractSocket::ConnectionRefusedError);
        }
    }
};

QTEST_GUILESS_MAIN(TestThreat04)
#include "tst_threat04_listener_linux.moc"

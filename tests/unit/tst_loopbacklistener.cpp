// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/browserlauncher.h"
#include "app/identity/loopbacklistener.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#ifdef Q_OS_LINUX
#include <atomic>
#include <dlfcn.h>
#include <sys/socket.h>
#endif

using namespace stanforis;
using namespace Qt::Literals::StringLiterals;

#ifdef Q_OS_LINUX
static std::atomic<bool> hasNoIpv4{false};

/// Found before the system's: a workstation on which 127.0.0.1 cannot be had.
extern "C" int bind(int socket, const sockaddr *address, socklen_t size)
{
    if (hasNoIpv4 && address->sa_family == AF_INET) {
        errno = EADDRNOTAVAIL;
        return -1;
    }
    static const auto next = reinterpret_cast<decltype(&bind)>(dlsym(RTLD_NEXT, "bind"));
    return next(socket, address, size);
}
#endif

class TestLoopbackListener : public QObject
{
    Q_OBJECT
private:
    static QByteArray send(const LoopbackListener &listener, const QByteArray &request)
    {
        QTcpSocket socket;
        socket.connectToHost(listener.redirectUri().host(), static_cast<quint16>(listener.redirectUri().port()));
        socket.write(request);
        QByteArray answer;
        const bool ended = QTest::qWaitFor(
            [&] {
                answer += socket.readAll();
                return socket.state() == QAbstractSocket::UnconnectedState;
            },
            3000);
        return ended ? answer + socket.readAll() : QByteArray();
    }
    static QByteArray hostOf(const LoopbackListener &listener)
    {
        return "Host: " + listener.redirectUri().authority().toLatin1() + "\r\n\r\n";
    }
    static bool isOurs(const QUrlQuery &query) { return query.queryItemValue(u"state"_s) == "right"_L1; }

private Q_SLOTS:
    void listensOnLoopbackOnly()
    {
        LoopbackListener listener(isOurs);
        QVERIFY(listener.listen());
        QCOMPARE(listener.redirectUri().host(), u"127.0.0.1"_s);
        QVERIFY(listener.redirectUri().port() > 0);
        QCOMPARE(listener.redirectUri().path(), u"/oauth/callback"_s);
    }

#ifdef Q_OS_LINUX
    void withoutIpv4ItListensOnTheOtherLoopbackAddress()
    {
        QTcpServer probe;
        if (!probe.listen(QHostAddress(QHostAddress::LocalHostIPv6), 0))
            QSKIP("This machine has no [::1].");
        hasNoIpv4 = true;
        LoopbackListener listener(isOurs);
        const bool listens = listener.listen().has_value();
        hasNoIpv4 = false;
        QVERIFY(listens);
        QCOMPARE(listener.redirectUri().host(), u"::1"_s);
        QSignalSpy received(&listener, &LoopbackListener::received);
        const QByteArray request = "GET /oauth/callback?state=right&code=x HTTP/1.1\r\n";
        // The name of the other one is not its own.
        const auto port = QByteArray::number(listener.redirectUri().port());
        send(listener, request + "Host: 127.0.0.1:" + port + "\r\n\r\n");
        QCOMPARE(received.size(), 0);
        QVERIFY(send(listener, request + hostOf(listener)).startsWith("HTTP/1.1 200"));
        QCOMPARE(received.size(), 1);
    }
#endif

    void garbageDoesNotEndTheWait()
    {
        LoopbackListener listener(isOurs);
        QVERIFY(listener.listen());
        QSignalSpy received(&listener, &LoopbackListener::received);
        const auto host = hostOf(listener);
        const QByteArray garbage[] = {
            "\r\n\r\n",
            QByteArray("\0\1\2\3\r\n\r\n", 8),
            "POST /oauth/callback?state=right&code=x HTTP/1.1\r\n" + host,
            "GET /oauth/callback/?state=right&code=x HTTP/1.1\r\n" + host,
            "GET /oauth/callbackx?state=right&code=x HTTP/1.1\r\n" + host,
            "GET //oauth/callback?state=right&code=x HTTP/1.1\r\n" + host,
            "GET //evil.example/oauth/callback?state=right&code=x HTTP/1.1\r\n" + host,
            "GET /oauth/callback?state=right&code=x#y HTTP/1.1\r\n" + host,
            "GET /oauth/callback?state=wrong&code=x HTTP/1.1\r\n" + host,
            "GET /oauth/callback?state=right&code=x HTTP/1.1\r\nHost: evil.example\r\n\r\n",
            "GET /oauth/callback?state=right&code=x HTTP/1.1\r\n\r\n",
            "GET /oauth/callback?state=right&code=x\r\n" + host,
            "GET /oauth/callback?state=right&code=" + QByteArray(9000, 'x') + " HTTP/1.1\r\n" + host,
        };
        for (const auto &request : garbage)
            QVERIFY(send(listener, request).startsWith("HTTP/1.1 40"));
        QCOMPARE(received.size(), 0);

        const auto page = send(listener, "GET /oauth/callback?state=right&code=a%2Bb HTTP/1.1\r\n" + host);
        QVERIFY(page.startsWith("HTTP/1.1 200"));
        QVERIFY(page.contains("Cache-Control: no-store"));
        QVERIFY(page.contains("default-src 'none'"));
        QVERIFY(page.contains("go back to the STANFORIS Console"));
        QCOMPARE(received.size(), 1);
        QCOMPARE(received[0][0].value<QUrlQuery>().queryItemValue(u"code"_s, QUrl::FullyDecoded), u"a+b"_s);
        QVERIFY(send(listener, "GET /oauth/callback?state=right&code=x HTTP/1.1\r\n" + host).isEmpty());
        QCOMPARE(received.size(), 1);
    }

    void manySilentSocketsDoNotBlockTheAnswer()
    {
        LoopbackListener listener(isOurs);
        QVERIFY(listener.listen());
        QSignalSpy received(&listener, &LoopbackListener::received);
        std::vector<std::unique_ptr<QTcpSocket>> silent;
        for (int i = 0; i < 7; ++i) {
            silent.push_back(std::make_unique<QTcpSocket>());
            silent.back()->connectToHost(u"127.0.0.1"_s, static_cast<quint16>(listener.redirectUri().port()));
            QVERIFY(QTest::qWaitFor([&] { return silent.back()->state() == QAbstractSocket::ConnectedState; }));
        }
        QVERIFY(
            send(listener, "GET /oauth/callback?state=right&code=x HTTP/1.1\r\n" + hostOf(listener)).startsWith("HTTP/1.1 200"));
        QCOMPARE(received.size(), 1);
    }

    void browserVariableIsReadAsTheDesktopDoes()
    {
        const QUrl url(u"https://id/a?b=c&d=%20e"_s);
        const auto commands = browserCommands(u"firefox --new-window %s:w3m"_s, url);
        QCOMPARE(commands.size(), 2);
        QCOMPARE(commands[0], (QStringList{u"firefox"_s, u"--new-window"_s, u"https://id/a?b=c&d=%20e"_s}));
        QCOMPARE(commands[1], (QStringList{u"w3m"_s, u"https://id/a?b=c&d=%20e"_s}));
        QVERIFY(browserCommands({}, url).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestLoopbackListener)
#include "tst_loopbacklistener.moc"

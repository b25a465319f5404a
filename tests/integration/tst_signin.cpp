// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/consolerig.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;

/// The console's own sign-in against the real provider, over its real page.
class TestSignIn : public QObject
{
    Q_OBJECT
private:
    SimulatorProcess m_simulator;
    std::unique_ptr<ConsoleRig> m_rig;
    const QString m_person = u"nv-48707314-maripuu"_s;

    QString anyone() const { return m_person; }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_simulator.start({u"--token-lifetime"_s, u"10"_s})); }

    void init()
    {
        m_rig = std::make_unique<ConsoleRig>();
        QVERIFY2(m_rig->read(ConsoleRig::addressOf(m_simulator)), m_rig->error ? qPrintable(m_rig->error->detail) : "no answer");
        m_rig->build(m_simulator.newCode());
    }
    void cleanup() { m_rig.reset(); }

    void profileAndTrustAreRead()
    {
        QCOMPARE(m_rig->reached->profile.mode, Mode::Simulation);
        QCOMPARE(m_rig->reached->trust.protocol, u"TLS 1.3"_s);
        QVERIFY(!m_rig->reached->trust.issuer.isEmpty());
        QVERIFY(m_rig->reached->trust.validUntil.isValid());
    }

    void personSignsInThroughThePage()
    {
        QSignalSpy url(m_rig->session.get(), &SessionPort::signInPrompted);
        QSignalSpy page(m_rig->browser.get(), &FormBrowser::finished);
        QVERIFY(m_rig->signIn(anyone()));
        QCOMPARE(url.size(), 1);
        QVERIFY(m_rig->session->identity());
        QCOMPARE(m_rig->session->identity()->subject.value, anyone());
        QVERIFY(!m_rig->session->identity()->assurance.isEmpty());
        QTRY_COMPARE(page.size(), 1);
        QVERIFY(page[0][1].toString().contains(u"go back to the STANFORIS Console"_s));
    }

    void cancellingAtTheProviderIsTold()
    {
        QSignalSpy failed(m_rig->session.get(), &SessionPort::signInFailed);
        m_rig->browser->setCancelling(true);
        m_rig->browser->setPerson(anyone());
        m_rig->session->signIn(SignInWay::Browser);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].value<Error>().code, Error::Code::PermissionDenied);
        QCOMPARE(m_rig->session->state(), SessionState::SignedOut);
    }

    void openingAgainMakesNewSecrets()
    {
        QSignalSpy url(m_rig->session.get(), &SessionPort::signInPrompted);
        m_rig->session->signIn(SignInWay::Browser); // no person: the page stays open
        QTRY_COMPARE(url.size(), 1);
        QVERIFY(m_rig->signIn(anyone()));
        QCOMPARE(url.size(), 2);
        QVERIFY(url[0][0].value<SignInPrompt>().address != url[1][0].value<SignInPrompt>().address);
    }

    void cancelHereEndsTheWaitQuietly()
    {
        QSignalSpy failed(m_rig->session.get(), &SessionPort::signInFailed);
        m_rig->session->signIn(SignInWay::Browser);
        QTRY_VERIFY(!m_rig->session->signInPrompt().address.isEmpty());
        m_rig->session->cancelSignIn();
        QCOMPARE(m_rig->session->state(), SessionState::SignedOut);
        QCOMPARE(failed.size(), 0);
    }

    void tokenRenewsItself()
    {
        QVERIFY(m_rig->signIn(anyone()));
        const auto take = [this] {
            return await<QString>([this](QObject *context, auto reply) { m_rig->session->tokens().token(context, {}, reply); });
        };
        const auto first = take();
        QVERIFY(first);
        QTRY_VERIFY_WITH_TIMEOUT(take() && *take() != *first, 12'000);
        QCOMPARE(m_rig->session->state(), SessionState::Active);
        const auto sectors = await<QList<SectorSummary>>(
            [this](QObject *context, auto reply) { m_rig->link->catalogue().sectors(context, reply); });
        QVERIFY2(sectors, sectors ? "" : qPrintable(sectors.error().detail));
    }

    void signOutRevokes()
    {
        QVERIFY(m_rig->signIn(anyone()));
        const auto token =
            await<QString>([this](QObject *context, auto reply) { m_rig->session->tokens().token(context, {}, reply); });
        QVERIFY(token);
        m_rig->session->signOut();
        QCOMPARE(m_rig->session->state(), SessionState::SignedOut);
        QVERIFY(!m_rig->session->identity());
        HttpRequest request;
        request.url = QUrl(m_rig->reached->profile.issuer + u"/userinfo"_s);
        request.headers.insert("Authorization", "Bearer " + token->toLatin1());
        QTRY_VERIFY((await<HttpAnswer>([&](QObject *context, auto reply) {
                        m_rig->http->send(context, request, reply);
                    }))->status == 401);
    }

    void wrongAuthorityIsRefused()
    {
        ConsoleRig rig;
        QVERIFY(!rig.read(m_simulator.address().toString() + u"#sha256="_s + QString(64, u'a')));
        QCOMPARE(rig.error->code, Error::Code::Untrusted);
        QVERIFY(!rig.read(m_simulator.address().toString())); // the system's authorities do not know it
        QCOMPARE(rig.error->code, Error::Code::Untrusted);
    }

    void refusedConnectionAndGarbageAreToldApart()
    {
        ConsoleRig rig;
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, &server, [&server] {
            auto *socket = server.nextPendingConnection();
            socket->write("hello\r\n");
            socket->disconnectFromHost();
        });
        const auto address = u"https://127.0.0.1:%1"_s.arg(server.serverPort());
        QVERIFY(!rig.read(address));
        QVERIFY(rig.error->code != Error::Code::Unreachable || !rig.error->detail.isEmpty());
        server.close();
        QVERIFY(!rig.read(address));
        QCOMPARE(rig.error->code, Error::Code::Unreachable);
    }
};

QTEST_GUILESS_MAIN(TestSignIn)
#include "tst_signin.moc"

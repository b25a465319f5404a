// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/flowrig.h"
#include "tests/support/platformclient.h"

#include <QNetworkInterface>
#include <QRandomGenerator>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString person = u"nv-48707314-maripuu"_s;

} // namespace

/// What others on the machine and in between may try while somebody signs in, against the real provider and the console's own
/// flow.
class TestThreatsSignIn : public QObject
{
    Q_OBJECT
private:
    SimulatorProcess m_simulator;
    std::unique_ptr<ConsoleRig> m_console;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_simulator.start(), m_simulator.errorOutput());
        m_console = std::make_unique<ConsoleRig>();
        QVERIFY(m_console->read(ConsoleRig::addressOf(m_simulator)));
        m_console->build(m_simulator.newCode());
    }
    void cleanupTestCase() { m_console.reset(); }

    /// 1: a local process has seen the code and is quicker than the console.
    void threat01_stolenCodeIsWorthNothing()
    {
        FlowRig rig(*m_console);
        QVERIFY(rig.start());
        // The person signs in; the thief reads the redirect before the console does.
        PlatformClient thief(m_simulator);
        const auto page = thief.get(rig.browser.opened[0].path(), QUrlQuery(rig.browser.opened[0]));
        const auto redirect = thief.postForm(u"/id/authorize"_s, {{u"handle"_s, PlatformClient::handleOn(page.body)},
                                                                  {u"identity"_s, person},
                                                                  {u"pin"_s, PlatformClient::pinOn(page.body, person)},
                                                                  {u"action"_s, u"sign-in"_s}});
        QCOMPARE(redirect.status, 303);
        const auto code = queryItem(redirect.location, u"code"_s);
        QVERIFY(!code.isEmpty());
        const auto stolen = thief.postForm(u"/id/token"_s, {{u"grant_type"_s, u"authorization_code"_s},
                                                            {u"client_id"_s, u"stanforis-console"_s},
                                                            {u"redirect_uri"_s, rig.callback().toString()},
                                                            {u"code"_s, code},
                                                            {u"code_verifier"_s, QString(43, u'a')}});
        QCOMPARE(stolen.status, 400);
        QCOMPARE(stolen.json()["error"_L1].toString(), u"invalid_grant"_s);
        // The wrong verifier has used the code up: the console is told, and is not signed in with what somebody else has touched.
        QVERIFY(rig.send("GET " + redirect.location.mid(redirect.location.indexOf("/oauth")) + " HTTP/1.1\r\n" + rig.host())
                    .startsWith("HTTP/1.1 200"));
        QTRY_COMPARE(rig.outcomes.size(), 1);
        QVERIFY(!rig.outcomes[0]);
        QCOMPARE(rig.outcomes[0].error().code, Error::Code::Unauthenticated);
    }

    /// 1: whoever changes what the provider says of itself gains no request in the open.
    void threat01_withoutAPushedRequestNobodySignsIn()
    {
        FlowRig rig(*m_console);
        rig.http.hidden = "pushed_authorization_request_endpoint";
        rig.flow.start();
        QTRY_COMPARE(rig.outcomes.size(), 1);
        QVERIFY(!rig.outcomes[0]);
        QCOMPARE(rig.outcomes[0].error().code, Error::Code::Malformed);
        QCOMPARE(rig.outcomes[0].error().detail, u"pushed_authorization_request_endpoint"_s);
        QVERIFY(rig.browser.opened.isEmpty());
    }

    /// 1: what the browser, its history and its extensions see of the request is a name that is good once.
    void threat01_browserCarriesNoSecrets()
    {
        FlowRig rig(*m_console);
        QVERIFY(rig.start());
        const QUrlQuery query(rig.browser.opened[0]);
        QStringList names;
        for (const auto &item : query.queryItems())
            names.append(item.first);
        names.sort();
        QCOMPARE(names, (QStringList{u"client_id"_s, u"request_uri"_s}));
        QCOMPARE(rig.http.pushedValue(u"code_challenge_method"_s), u"S256"_s);
        for (const auto &name : {u"state"_s, u"nonce"_s, u"code_challenge"_s})
            QCOMPARE(rig.http.pushedValue(name).size(), 43);
        QCOMPARE(rig.http.pushedValue(u"acr_values"_s), u"high substantial"_s);
        QCOMPARE(rig.http.pushedValue(u"max_age"_s), u"28800"_s);
        QCOMPARE(rig.http.pushedValue(u"resource"_s), rig.profile.platformResource);
    }

    /// 2: garbage, rebinding and injected answers; the person's own answer still counts.
    void threat02_garbageNeverEndsTheWait()
    {
        FlowRig rig(*m_console);
        QVERIFY(rig.start());
        auto *random = QRandomGenerator::global();
        const auto state = rig.http.pushedValue(u"state"_s);
        const auto issuer = rig.profile.issuer;
        for (int round = 0; round < 20; ++round) {
            QByteArray bytes(random->bounded(1, 2000), Qt::Uninitialized);
            for (auto &byte : bytes)
                byte = char(random->bounded(256));
            (void)rig.send(bytes + "\r\n\r\n");
        }
        QVERIFY(rig.send(rig.answerWith(u"x"_s, QString(43, u'A'), issuer)).startsWith("HTTP/1.1 400"));
        QVERIFY(rig.send("POST" + rig.answerWith(u"x"_s, state, issuer).mid(3)).startsWith("HTTP/1.1 404"));
        auto rebound = rig.answerWith(u"x"_s, state, issuer);
        rebound.replace(rig.host(), QByteArray("Host: evil.example:" + QByteArray::number(rig.callback().port()) + "\r\n\r\n"));
        QVERIFY(rig.send(rebound).startsWith("HTTP/1.1 404"));
        auto named = rig.answerWith(u"x"_s, state, issuer);
        named.replace(rig.host(), QByteArray("Host: localhost:" + QByteArray::number(rig.callback().port()) + "\r\n\r\n"));
        QVERIFY(rig.send(named).startsWith("HTTP/1.1 404"));
        QVERIFY(rig.send(rig.answerWith(QString(9000, u'x'), state, issuer)).startsWith("HTTP/1.1 404"));
        QVERIFY(rig.outcomes.isEmpty());

        FormBrowser browser(m_console->reached->anchor.tls());
        browser.setPerson(person);
        QVERIFY(browser.open(rig.browser.opened[0]));
        QTRY_COMPARE(rig.outcomes.size(), 1);
        QVERIFY(rig.outcomes[0]);
        QCOMPARE(rig.outcomes[0]->person.subject.value, person);
        // One answer: nobody listens any more.
        QVERIFY(rig.send(rig.answerWith(u"x"_s, state, issuer)).isEmpty());
    }

    /// 2: sockets that say nothing, or a byte now and then, take no place from the answer.
    void threat02_slowSocketsDoNotBlock()
    {
        FlowRig rig(*m_console);
        QVERIFY(rig.start());
        std::vector<std::unique_ptr<QTcpSocket>> slow;
        for (int i = 0; i < 20; ++i) {
            slow.push_back(std::make_unique<QTcpSocket>());
            slow.back()->connectToHost(rig.callback().host(), quint16(rig.callback().port()));
            slow.back()->write("G");
        }
        QVERIFY(QTest::qWaitFor([&] { return slow.back()->state() != QAbstractSocket::ConnectingState; }, 3000));
        FormBrowser browser(m_console->reached->anchor.tls());
        browser.setPerson(person);
        QVERIFY(browser.open(rig.browser.opened[0]));
        QTRY_COMPARE_WITH_TIMEOUT(rig.outcomes.size(), 1, 15'000);
        QVERIFY(rig.outcomes[0]);
    }

    /// 3: who serves the provider's keys does not say which they are; the signed trust list does.
    void threat03_keysThatTheTrustListDoesNotNameAreRefused()
    {
        const TrustList &real = m_console->trust->trust().list;
        TrustList others = real;
        others.providerKeys = real.ledgerKeys;
        m_console->session->setTrusted(others);
        QSignalSpy failed(m_console->session.get(), &SessionPort::signInFailed);
        m_console->browser->setPerson(person);
        m_console->session->signIn(SignInWay::Browser);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 10'000);
        const auto error = failed[0][0].value<Error>();
        QCOMPARE(error.code, Error::Code::Untrusted);
        QCOMPARE(error.detail, u"key set"_s);
        m_console->session->setTrusted(real);
        QVERIFY(m_console->signIn(person));
        m_console->session->signOut();
        QTRY_COMPARE(m_console->session->state(), SessionState::SignedOut);
    }

    /// 3: a code of another provider, with the right state (RFC 9207 §2.4).
    void threat03_answerOfAnotherProviderIsRefused()
    {
        FlowRig rig(*m_console);
        QVERIFY(rig.start());
        QVERIFY(rig.send(rig.answerWith(u"a-code"_s, rig.http.pushedValue(u"state"_s), u"https://id.evil.example"_s))
                    .startsWith("HTTP/1.1 200"));
        QTRY_COMPARE(rig.outcomes.size(), 1);
        QVERIFY(!rig.outcomes[0]);
        QCOMPARE(rig.outcomes[0].error().code, Error::Code::Untrusted);
        QCOMPARE(rig.outcomes[0].error().detail, u"iss"_s);
    }

    /// 4: from any address of this machine but the loopback one nobody answers. What the kernel says is in a file of its own.
    void threat04_listenerAnswersOnLoopbackOnly()
    {
        FlowRig rig(*m_console);
        QVERIFY(rig.start());
        QCOMPARE(rig.callback().host(), u"127.0.0.1"_s);
        int tried = 0;
        const auto addresses = QNetworkInterface::allAddresses();
        for (const auto &address : addresses) {
            if (address.isLoopback() || address.isLinkLocal())
                continue;
            ++tried;
            QTcpSocket socket;
            socket.connectToHost(address, quint16(rig.callback().port()));
            QVERIFY(!socket.waitForConnected(2000));
        }
        qInfo("tried from %d other addresses", tried);
        QTcpSocket own;
        own.connectToHost(rig.callback().host(), quint16(rig.callback().port()));
        QVERIFY(own.waitForConnected(2000));
    }
};

QTEST_GUILESS_MAIN(TestThreatsSignIn)
#include "tst_threats_signin.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/platformclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stanforis::test;

namespace {

constexpr auto person = "nv-48707314-maripuu"_L1;
constexpr auto substantial = "nv-48003072-soosaar"_L1; // assurance, where the others are "high"
constexpr auto officer = "nv-38905120-lepik"_L1;
const QByteArray listSectors = "/stanforis.catalogue.v1.Catalogue/ListSectors";

QString textOf(const QJsonObject &object, QLatin1String name) { return object[name].toString(); }

QJsonObject claimsOf(const QString &token)
{
    return QJsonDocument::fromJson(QByteArray::fromBase64(token.section(u'.', 1, 1).toLatin1(), QByteArray::Base64UrlEncoding))
        .object();
}

void replace(QUrlQuery &query, const QString &name, const QString &value)
{
    query.removeAllQueryItems(name);
    if (!value.isNull())
        query.addQueryItem(name, value);
}

} // namespace

/// The OpenID provider of the real simulator, seen from outside.
class tst_Provider : public QObject
{
    Q_OBJECT
private:
    SimulatorProcess m_simulator;
    std::unique_ptr<PlatformClient> m_client;

private Q_SLOTS:
    void initTestCase();
    void badRequestCannotBePushed_data();
    void badRequestCannotBePushed();
    void onlyPushedRequestsAreTaken();
    void pushedRequestIsGoodOnce();
    void silentRequestIsAnsweredAtTheClient();
    void levelThatIsNotReachedIsRefused();
    void hintProvesTheSameSessionAgain();
    void answerCarriesStateAndIssuer();
    void tokensSayWhoAndForWhat();
    void verifierMustFit();
    void codeWorksOnceAndItsReplayEndsTheSession();
    void formWorksOnce();
    void refreshTokenRotatesAndReuseEndsTheSession();
    void lostAnswerIsForgiven();
    void sectorWithoutSubscriptionIsRefusedAndCostsNothing();
    void revocationEndsTheSession();
    void signOutEndsTheSession();
    void wrongPinIsCountedAndBlocksAcrossRestart();
};

void tst_Provider::initTestCase()
{
    QVERIFY2(m_simulator.start(), m_simulator.errorOutput());
    m_client = std::make_unique<PlatformClient>(m_simulator);
}

void tst_Provider::badRequestCannotBePushed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("error");
    QTest::newRow("no challenge") << u"code_challenge"_s << QString() << u"invalid_request"_s;
    QTest::newRow("short challenge") << u"code_challenge"_s << u"abc"_s << u"invalid_request"_s;
    QTest::newRow("plain challenge") << u"code_challenge_method"_s << u"plain"_s << u"invalid_request"_s;
    QTest::newRow("no method") << u"code_challenge_method"_s << QString() << u"invalid_request"_s;
    QTest::newRow("implicit flow") << u"response_type"_s << u"token"_s << u"unsupported_response_type"_s;
    QTest::newRow("not OpenID") << u"scope"_s << u"profile"_s << u"invalid_scope"_s;
    QTest::newRow("no state") << u"state"_s << QString() << u"invalid_request"_s;
    QTest::newRow("foreign client") << u"client_id"_s << u"somebody-else"_s << u"invalid_client"_s;
    QTest::newRow("foreign resource") << u"resource"_s << u"https://example.org/api"_s << u"invalid_target"_s;
    QTest::newRow("age in words") << u"max_age"_s << u"soon"_s << u"invalid_request"_s;
    QTest::newRow("a pushed name") << u"request_uri"_s << u"urn:ietf:params:oauth:request_uri:x"_s << u"invalid_request"_s;
    QTest::newRow("forged hint") << u"id_token_hint"_s << u"a.b.c"_s << u"invalid_request"_s;
    QTest::newRow("redirect elsewhere") << u"redirect_uri"_s << u"https://example.org/oauth/callback"_s << u"invalid_request"_s;
    QTest::newRow("localhost by name") << u"redirect_uri"_s << u"http://localhost:49152/oauth/callback"_s << u"invalid_request"_s;
    QTest::newRow("other path") << u"redirect_uri"_s << u"http://127.0.0.1:49152/oauth/callback/x"_s << u"invalid_request"_s;
    QTest::newRow("user part") << u"redirect_uri"_s << u"http://127.0.0.1:49152@example.org/oauth/callback"_s
                               << u"invalid_request"_s;
    QTest::newRow("port out of range") << u"redirect_uri"_s << u"http://127.0.0.1:70000/oauth/callback"_s << u"invalid_request"_s;
    QTest::newRow("no redirect") << u"redirect_uri"_s << QString() << u"invalid_request"_s;
}

void tst_Provider::badRequestCannotBePushed()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(QString, error);
    auto signIn = PlatformClient::newSignIn();
    replace(signIn.query, name, value);
    const auto reply = m_client->push(signIn);
    QCOMPARE(reply.status, error == "invalid_client"_L1 ? 401 : 400);
    QCOMPARE(textOf(reply.json(), "error"_L1), error);
}

void tst_Provider::onlyPushedRequestsAreTaken()
{
    const auto reply = m_client->get(u"/id/authorize"_s, PlatformClient::newSignIn().query);
    QCOMPARE(reply.status, 400);
    QVERIFY(reply.location.isEmpty());
    QVERIFY(reply.body.contains("Choose Open again in the console."));
    QVERIFY(m_client->get(u"/id/.well-known/openid-configuration"_s).json()["require_pushed_authorization_requests"_L1].toBool());
}

void tst_Provider::pushedRequestIsGoodOnce()
{
    const auto pushed = m_client->push(PlatformClient::newSignIn());
    QCOMPARE(pushed.status, 201);
    QVERIFY(pushed.json()["expires_in"_L1].toInt() <= 60);
    QCOMPARE(m_client->open(pushed).status, 200);
    const auto again = m_client->open(pushed);
    QCOMPARE(again.status, 400);
    QVERIFY(PlatformClient::handleOn(again.body).isEmpty());
}

void tst_Provider::silentRequestIsAnsweredAtTheClient()
{
    auto signIn = PlatformClient::newSignIn();
    replace(signIn.query, u"prompt"_s, u"none"_s);
    const auto reply = m_client->open(m_client->push(signIn));
    QCOMPARE(reply.status, 303);
    QCOMPARE(queryItem(reply.location, u"error"_s), u"login_required"_s);
    QCOMPARE(queryItem(reply.location, u"state"_s), u"the state"_s);
    QCOMPARE(queryItem(reply.location, u"iss"_s), m_simulator.profile()["issuer"_L1].toString());
}

void tst_Provider::levelThatIsNotReachedIsRefused()
{
    auto signIn = PlatformClient::newSignIn();
    replace(signIn.query, u"acr_values"_s, u"high"_s);
    const auto reply = m_client->authorize(signIn, substantial);
    QCOMPARE(reply.status, 303);
    QCOMPARE(queryItem(reply.location, u"error"_s), u"unmet_authentication_requirements"_s);
    QVERIFY(queryItem(reply.location, u"code"_s).isEmpty());
    QVERIFY(!queryItem(m_client->authorize(signIn, person).location, u"code"_s).isEmpty());
}

void tst_Provider::hintProvesTheSameSessionAgain()
{
    const auto first = m_client->tokensOf(person);
    const auto before = claimsOf(textOf(first, "id_token"_L1));
    auto signIn = PlatformClient::newSignIn();
    replace(signIn.query, u"id_token_hint"_s, textOf(first, "id_token"_L1));
    const auto pin = PlatformClient::pinOn(m_client->open(m_client->push(PlatformClient::newSignIn())).body, officer);
    const auto another = m_client->authorize(signIn, officer, pin);
    QCOMPARE(another.status, 403);
    QVERIFY(another.body.contains("belongs to another identity"));
    QTRY_VERIFY(QDateTime::currentSecsSinceEpoch() > before["auth_time"_L1].toInteger());
    const auto code = queryItem(m_client->authorize(signIn, person).location, u"code"_s);
    const auto again = m_client->redeem(code, signIn.verifier).json();
    const auto after = claimsOf(textOf(again, "id_token"_L1));
    QCOMPARE(after["sid"_L1], before["sid"_L1]);
    QVERIFY(after["auth_time"_L1].toInteger() > before["auth_time"_L1].toInteger());
    QCOMPARE(m_client->overHttps(listSectors, textOf(first, "access_token"_L1).toLatin1(), {}).code, 0); // streams go on
}

void tst_Provider::answerCarriesStateAndIssuer()
{
    const auto answer = m_client->authorize(PlatformClient::newSignIn(), person);
    QCOMPARE(answer.status, 303);
    QVERIFY(answer.location.startsWith("http://127.0.0.1:49152/oauth/callback?"));
    QVERIFY(!queryItem(answer.location, u"code"_s).isEmpty());
    QCOMPARE(queryItem(answer.location, u"state"_s), u"the state"_s);
    QCOMPARE(queryItem(answer.location, u"iss"_s), m_simulator.profile()["issuer"_L1].toString());
}

void tst_Provider::tokensSayWhoAndForWhat()
{
    const auto tokens = m_client->tokensOf(person);
    const auto identity = claimsOf(textOf(tokens, "id_token"_L1));
    QCOMPARE(textOf(identity, "sub"_L1), person);
    QCOMPARE(textOf(identity, "aud"_L1), u"stanforis-console"_s);
    QCOMPARE(textOf(identity, "nonce"_L1), u"the nonce"_s);
    QVERIFY(identity.contains("at_hash"_L1) && identity.contains("auth_time"_L1) && identity.contains("acr"_L1));
    const auto sector = m_client->refresh(textOf(tokens, "refresh_token"_L1), m_client->sectorResource(u"energy"_s));
    const auto access = claimsOf(textOf(sector.json(), "access_token"_L1));
    QCOMPARE(textOf(access, "aud"_L1), m_client->sectorResource(u"energy"_s));
    QCOMPARE(access["roles"_L1].toArray(), QJsonArray{u"energy:operator"_s});
    const auto shift = std::chrono::seconds(std::chrono::hours(8)).count();
    for (const auto &answer : {tokens, sector.json()}) {
        const auto left = answer["refresh_expires_in"_L1].toInteger();
        QVERIFY(left > shift - 60 && left <= shift);
    }
}

void tst_Provider::verifierMustFit()
{
    const auto answer = m_client->authorize(PlatformClient::newSignIn(), person);
    const auto code = queryItem(answer.location, u"code"_s);
    const auto reply = m_client->redeem(code, PlatformClient::newSignIn().verifier);
    QCOMPARE(reply.status, 400);
    QCOMPARE(textOf(reply.json(), "error"_L1), u"invalid_grant"_s);
}

void tst_Provider::codeWorksOnceAndItsReplayEndsTheSession()
{
    const auto signIn = PlatformClient::newSignIn();
    const auto code = queryItem(m_client->authorize(signIn, person).location, u"code"_s);
    const auto tokens = m_client->redeem(code, signIn.verifier).json();
    const auto access = textOf(tokens, "access_token"_L1).toLatin1();
    QCOMPARE(m_client->overHttps(listSectors, access, {}).code, 0);
    QCOMPARE(textOf(m_client->redeem(code, signIn.verifier).json(), "error"_L1), u"invalid_grant"_s);
    QCOMPARE(m_client->overHttps(listSectors, access, {}).code, 16);
    QCOMPARE(textOf(m_client->refresh(textOf(tokens, "refresh_token"_L1)).json(), "error"_L1), u"invalid_grant"_s);
}

void tst_Provider::formWorksOnce()
{
    const auto page = m_client->open(m_client->push(PlatformClient::newSignIn()));
    const QList<std::pair<QString, QString>> form{{u"handle"_s, PlatformClient::handleOn(page.body)},
                                                  {u"identity"_s, person},
                                                  {u"pin"_s, PlatformClient::pinOn(page.body, person)}};
    QCOMPARE(m_client->postForm(u"/id/authorize"_s, form).status, 303);
    QCOMPARE(m_client->postForm(u"/id/authorize"_s, form).status, 400);
}

void tst_Provider::refreshTokenRotatesAndReuseEndsTheSession()
{
    const auto first = textOf(m_client->tokensOf(person), "refresh_token"_L1);
    const auto second = textOf(m_client->refresh(first).json(), "refresh_token"_L1);
    const auto third = m_client->refresh(second).json();
    QVERIFY(!second.isEmpty() && second != first);
    QCOMPARE(textOf(m_client->refresh(first).json(), "error"_L1), u"invalid_grant"_s);
    QCOMPARE(textOf(m_client->refresh(textOf(third, "refresh_token"_L1)).json(), "error"_L1), u"invalid_grant"_s);
    QCOMPARE(m_client->overHttps(listSectors, textOf(third, "access_token"_L1).toLatin1(), {}).code, 16);
}

void tst_Provider::lostAnswerIsForgiven()
{
    const auto first = textOf(m_client->tokensOf(person), "refresh_token"_L1);
    QCOMPARE(m_client->refresh(first).status, 200); // suppose this answer never arrived
    const auto again = m_client->refresh(first);
    QCOMPARE(again.status, 200);
    QCOMPARE(m_client->refresh(textOf(again.json(), "refresh_token"_L1)).status, 200);
}

void tst_Provider::sectorWithoutSubscriptionIsRefusedAndCostsNothing()
{
    const auto token = textOf(m_client->tokensOf(officer), "refresh_token"_L1);
    for (const auto &resource :
         {m_client->sectorResource(u"energy"_s), m_client->sectorResource(u"nowhere"_s), u"https://example.org"_s}) {
        const auto reply = m_client->refresh(token, resource);
        QCOMPARE(reply.status, 400);
        QCOMPARE(textOf(reply.json(), "error"_L1), u"invalid_target"_s);
    }
    QCOMPARE(m_client->refresh(token).status, 200);
}

void tst_Provider::revocationEndsTheSession()
{
    const auto tokens = m_client->tokensOf(person);
    const auto access = textOf(tokens, "access_token"_L1).toLatin1();
    QCOMPARE(m_client->overHttps(listSectors, access, {}).code, 0);
    QCOMPARE(m_client->postForm(u"/id/revoke"_s, {{u"token"_s, textOf(tokens, "refresh_token"_L1)}}).status, 200);
    QCOMPARE(m_client->overHttps(listSectors, access, {}).code, 16);
    QCOMPARE(m_client->postForm(u"/id/revoke"_s, {{u"token"_s, u"never.issued"_s}}).status, 200); // RFC 7009 §2.2
}

void tst_Provider::signOutEndsTheSession()
{
    const auto tokens = m_client->tokensOf(person);
    const auto page = m_client->get(u"/id/logout"_s, QUrlQuery{{u"id_token_hint"_s, textOf(tokens, "id_token"_L1)}});
    QCOMPARE(page.status, 200);
    QVERIFY(page.body.contains("You are signed out"));
    QCOMPARE(m_client->overHttps(listSectors, textOf(tokens, "access_token"_L1).toLatin1(), {}).code, 16);
    QCOMPARE(m_client->get(u"/id/logout"_s).status, 400);
}

void tst_Provider::wrongPinIsCountedAndBlocksAcrossRestart()
{
    QTemporaryDir folder;
    SimulatorProcess simulator;
    QVERIFY(simulator.start({u"--state"_s, folder.path()}));
    {
        PlatformClient client(simulator);
        const auto page = client.open(client.push(PlatformClient::newSignIn()));
        const auto right = PlatformClient::pinOn(page.body, person);
        const auto wrong = right == "0000"_L1 ? u"0001"_s : u"0000"_s;
        for (const auto *words : {"2 more tries are left", "One more try is left", "is blocked for another 5 minutes"}) {
            const auto reply = client.authorize(PlatformClient::newSignIn(), person, wrong);
            QCOMPARE(reply.status, 403);
            QVERIFY2(reply.body.contains(words), words);
        }
        QCOMPARE(client.authorize(PlatformClient::newSignIn(), person, right).status, 403);
        QCOMPARE(client.authorize(PlatformClient::newSignIn(), officer).status, 303); // nobody else is hit
        simulator.kill();
        QVERIFY(simulator.start({u"--state"_s, folder.path()}));
        PlatformClient later(simulator);
        QCOMPARE(later.authorize(PlatformClient::newSignIn(), person, right).status, 403);
        QVERIFY(simulator.stop());
        QVERIFY(!simulator.errorOutput().contains(right.toLatin1()));
    }
}

QTEST_GUILESS_MAIN(tst_Provider)
#include "tst_provider.moc"

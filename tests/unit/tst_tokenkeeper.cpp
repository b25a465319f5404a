// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/tokenkeeper.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace stanforis;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct ManualClock final : Clock
{
    Instant value{1'800'000'000s};
    Instant now() const override { return value; }
};

/// A token endpoint that answers when it is told to.
class ManualHttp final : public HttpPort
{
public:
    void send(QObject *, const HttpRequest &request, Reply<HttpAnswer> reply) override
    {
        requests.append(request.body);
        m_reply = std::move(reply);
    }
    void grant(int number)
    {
        const QJsonObject tokens{{u"access_token"_s, u"access-%1"_s.arg(number)},
                                 {u"refresh_token"_s, u"refresh-%1"_s.arg(number)},
                                 {u"token_type"_s, u"Bearer"_s},
                                 {u"expires_in"_s, 300}};
        std::exchange(m_reply, {})(HttpAnswer{200, {}, QJsonDocument(tokens).toJson()});
    }
    void refuse(const QString &error)
    {
        std::exchange(m_reply, {})(HttpAnswer{400, {}, QJsonDocument(QJsonObject{{u"error"_s, error}}).toJson()});
    }
    void cut() { std::exchange(m_reply, {})(Error{Error::Code::Unreachable, {}}); }

    QList<QByteArray> requests;

private:
    Reply<HttpAnswer> m_reply;
};

} // namespace

class TestTokenKeeper : public QObject
{
    Q_OBJECT
private:
    ManualClock m_clock;
    std::unique_ptr<ManualHttp> m_http;
    std::unique_ptr<ProviderClient> m_provider;
    std::unique_ptr<TokenKeeper> m_keeper;
    QStringList m_got;

    void ask(const std::optional<SectorId> &sector)
    {
        m_keeper->token(this, sector, [this](const Result<QString> &token) {
            m_got.append(token ? *token : u"error %1"_s.arg(static_cast<int>(token.error().code)));
        });
    }
    static QString error(Error::Code code) { return u"error %1"_s.arg(static_cast<int>(code)); }

private Q_SLOTS:
    void init()
    {
        m_got.clear();
        m_keeper.reset();
        m_http = std::make_unique<ManualHttp>();
        m_provider = std::make_unique<ProviderClient>(*m_http, u"https://id"_s, u"console"_s);
        m_keeper = std::make_unique<TokenKeeper>(*m_provider, u"https://api"_s, u"https://api/sectors/"_s, m_clock);
        (void)m_keeper->begin(QUrl(u"https://id/token"_s), {u"access-0"_s, "refresh-0", {}, 300s, {}});
    }

    void platformTokenIsThereAtOnce()
    {
        ask({});
        QCOMPARE(m_got.size(), 0); // never from inside the call
        QTRY_COMPARE(m_got, (QStringList{u"access-0"_s}));
        QVERIFY(m_http->requests.isEmpty());
    }

    void manyAskersMakeOneRequest()
    {
        for (int i = 0; i < 20; ++i)
            ask(SectorId(u"energy"_s));
        QCOMPARE(m_http->requests.size(), 1);
        QVERIFY(m_http->requests[0].contains("refresh_token=refresh-0"));
        QVERIFY(m_http->requests[0].contains("resource=https%3A%2F%2Fapi%2Fsectors%2Fenergy"));
        m_http->grant(1);
        QCOMPARE(m_got.size(), 20);
        QCOMPARE(m_got.count(u"access-1"_s), 20);
    }

    void audiencesGoOneAfterTheOtherWithTheNewestRefreshToken()
    {
        ask(SectorId(u"energy"_s));
        ask(SectorId(u"health"_s));
        QCOMPARE(m_http->requests.size(), 1);
        m_http->grant(1);
        QCOMPARE(m_http->requests.size(), 2);
        QVERIFY(m_http->requests[1].contains("refresh_token=refresh-1"));
        m_http->grant(2);
        QCOMPARE(m_got, (QStringList{u"access-1"_s, u"access-2"_s}));
    }

    void newRefreshTokenIsStoredBeforeAnythingIsHandedOut()
    {
        QList<QByteArray> stored;
        std::function<void()> done;
        m_keeper->keepWith([&](const QByteArray &token, std::function<void()> then) {
            stored.append(token);
            done = std::move(then);
        });
        ask(SectorId(u"energy"_s));
        ask(SectorId(u"health"_s));
        m_http->grant(1);
        QCOMPARE(stored, (QList<QByteArray>{"refresh-1"}));
        QCOMPARE(m_got.size(), 0);
        QCOMPARE(m_http->requests.size(), 1); // nor is the next one asked for
        done();
        QCOMPARE(m_got, (QStringList{u"access-1"_s}));
        QCOMPARE(m_http->requests.size(), 2);
        QVERIFY(m_http->requests[1].contains("refresh_token=refresh-1"));
    }

    void storingThatEndsAfterTheSessionGivesNothingOut()
    {
        std::function<void()> done;
        m_keeper->keepWith([&](const QByteArray &, std::function<void()> then) { done = std::move(then); });
        ask(SectorId(u"energy"_s));
        m_http->grant(1);
        QCOMPARE(m_keeper->end(), QByteArray("refresh-1"));
        done();
        QCOMPARE(m_got, (QStringList{error(Error::Code::Unauthenticated)}));
        QVERIFY(m_keeper->passes().isEmpty());
    }

    void providerIsLostOnlyWhenThePlatformsTokenHasEnded()
    {
        QSignalSpy lost(m_keeper.get(), &TokenKeeper::providerLost);
        ask(SectorId(u"energy"_s));
        m_http->cut();
        QCOMPARE(lost.size(), 0);
        m_clock.value += 301s;
        ask({});
        m_http->cut();
        QCOMPARE(lost.size(), 1);
        QSignalSpy renewed(m_keeper.get(), &TokenKeeper::renewed);
        ask({});
        m_http->grant(2);
        QCOMPARE(renewed.size(), 1);
        QCOMPARE(m_keeper->passes().size(), 1);
        QVERIFY(m_keeper->passes().first().sector.value.isEmpty());
        m_clock.value = Instant{1'800'000'000s};
    }

    void networkLossKeepsTheSession()
    {
        QSignalSpy expired(m_keeper.get(), &TokenKeeper::expired);
        ask(SectorId(u"energy"_s));
        m_http->cut();
        QCOMPARE(m_got, (QStringList{error(Error::Code::Unreachable)}));
        ask(SectorId(u"energy"_s));
        QVERIFY(m_http->requests.last().contains("refresh_token=refresh-0"));
        m_http->grant(1);
        QCOMPARE(m_got.last(), u"access-1"_s);
        QCOMPARE(expired.size(), 0);
    }

    void unsubscribedSectorIsRefusedAndTheSessionStays()
    {
        ask(SectorId(u"energy"_s));
        m_http->refuse(u"invalid_target"_s);
        QCOMPARE(m_got, (QStringList{error(Error::Code::PermissionDenied)}));
        ask({});
        QTRY_COMPARE(m_got.last(), u"access-0"_s);
    }

    void invalidGrantExpires()
    {
        QSignalSpy expired(m_keeper.get(), &TokenKeeper::expired);
        connect(m_keeper.get(), &TokenKeeper::expired, m_keeper.get(), [this] { (void)m_keeper->end(); });
        ask(SectorId(u"energy"_s));
        ask(SectorId(u"health"_s));
        m_http->refuse(u"invalid_grant"_s);
        QCOMPARE(expired.size(), 1);
        QCOMPARE(m_got, (QStringList{error(Error::Code::Unauthenticated), error(Error::Code::Unauthenticated)}));
        ask({});
        QTRY_COMPARE(m_got.size(), 3);
        QCOMPARE(m_http->requests.size(), 1);
    }

    void refusedTokenIsReplacedOnce()
    {
        m_keeper->refuse(u"access-0"_s);
        m_keeper->refuse(u"something old"_s);
        ask({});
        ask({});
        QCOMPARE(m_http->requests.size(), 1);
        m_http->grant(1);
        QCOMPARE(m_got, (QStringList{u"access-1"_s, u"access-1"_s}));
    }

    void tokenNearItsEndIsNotHandedOut()
    {
        m_clock.value += 297s;
        ask({});
        QCOMPARE(m_http->requests.size(), 1);
        m_http->grant(1);
        QCOMPARE(m_got, (QStringList{u"access-1"_s}));
        m_clock.value = Instant{1'800'000'000s};
    }

    /// A step-up, or an unlock: the calls that wait are served with the new tokens.
    void whoWaitsGoesOnWithTheTokensOfTheNextSignIn()
    {
        m_clock.value += 297s; // the platform's has to be asked for as well
        ask(SectorId(u"energy"_s));
        ask({});
        QCOMPARE(m_http->requests.size(), 1);
        QCOMPARE(m_keeper->begin(QUrl(u"https://id/token"_s), {u"access-a"_s, "refresh-a", {}, 300s, {}}),
                 QByteArray("refresh-0"));
        QTRY_COMPARE(m_got, (QStringList{u"access-a"_s}));
        QTRY_COMPARE(m_http->requests.size(), 2);
        QVERIFY(m_http->requests[1].contains("refresh_token=refresh-a") && m_http->requests[1].contains("energy"));
        m_http->grant(1);
        QCOMPARE(m_got, (QStringList{u"access-a"_s, u"access-1"_s}));
        m_clock.value = Instant{1'800'000'000s};
    }

    void tokenOfANewSignInIsKeptBeforeItIsUsed()
    {
        QList<QByteArray> stored;
        std::function<void()> done;
        m_keeper->keepWith([&](const QByteArray &token, std::function<void()> then) {
            stored.append(token);
            done = std::move(then);
        });
        auto old = m_keeper->begin(QUrl(u"https://id/token"_s), {u"access-a"_s, "refresh-a", {}, 300s, {}});
        QCOMPARE(stored, (QList<QByteArray>{"refresh-a"}));
        ask(SectorId(u"energy"_s));
        QCOMPARE(m_http->requests.size(), 0);
        ask({}); // the access token is there for the person who waits
        QTRY_COMPARE(m_got, (QStringList{u"access-a"_s}));
        done();
        QCOMPARE(m_http->requests.size(), 1);
        QVERIFY(m_http->requests[0].contains("refresh_token=refresh-a"));
    }

    void answerOverAConnectionOfBeforeGivesNoAccess()
    {
        ask(SectorId(u"energy"_s));
        m_keeper->forgetAccessTokens();
        m_http->grant(1); // bound to the certificate that was renewed meanwhile
        QVERIFY(m_got.isEmpty());
        QCOMPARE(m_http->requests.size(), 2);
        QVERIFY(m_http->requests[1].contains("refresh_token=refresh-1") && m_http->requests[1].contains("energy"));
        m_http->grant(2);
        QCOMPARE(m_got, (QStringList{u"access-2"_s}));
    }

    void renewalComesAtSeventyPercentMoreOrLess()
    {
        QSet<qint64> moments;
        for (int i = 0; i < 200; ++i) {
            auto old = m_keeper->begin(QUrl(u"https://id/token"_s), {u"access"_s, "refresh", {}, 300s, {}});
            const Duration untilRenewal = *m_keeper->passes().first().renews - m_clock.now();
            QVERIFY(untilRenewal >= 195s && untilRenewal <= 225s); // 65 % to 75 % of 300 s
            moments.insert(std::chrono::floor<std::chrono::seconds>(untilRenewal).count());
        }
        QVERIFY(moments.size() > 15); // of 30: consoles that signed in together do not renew together
    }

    void renewsByItselfBeforeTheEnd()
    {
        // 70 % of a life of 300 ms; the clock must really run for this one.
        SystemClock clock;
        TokenKeeper keeper(*m_provider, u"https://api"_s, u"https://api/sectors/"_s, clock);
        (void)keeper.begin(QUrl(u"https://id/token"_s), {u"access-0"_s, "refresh-0", {}, 300ms, {}});
        QTRY_COMPARE_WITH_TIMEOUT(m_http->requests.size(), 1, 1000);
        QSignalSpy renewed(&keeper, &TokenKeeper::renewed);
        m_http->grant(1);
        QCOMPARE(renewed.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestTokenKeeper)
#include "tst_tokenkeeper.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/keytrust.h"
#include "app/identity/registryclient.h"
#include "models/stores/truststore.h"
#include "tests/support/consolerig.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Everything that looks at trust, as the program puts it together.
struct TrustRig : ConsoleRig
{
    std::unique_ptr<KeyTrust> keys;
    std::unique_ptr<HttpClient> lookUpHttp;
    std::unique_ptr<RegistryClient> registry;

    void buildTrust(const QString &code)
    {
        build(code);
        keys = std::make_unique<KeyTrust>(reached->profile, *http, trust->trust().list, clock);
        lookUpHttp = std::make_unique<HttpClient>(reached->anchor);
        registry = std::make_unique<RegistryClient>(*lookUpHttp, clock, QStringList{platformDid(reached->profile.address)});
    }
    [[nodiscard]] QList<TrustItem> items() const { return link->trust().items() + keys->port().items(); }
    [[nodiscard]] TrustSummary summary() const { return summaryOf(items(), clock.now()); }
    [[nodiscard]] std::optional<TrustItem> item(const QString &id) const
    {
        for (const TrustItem &item : items()) {
            if (item.id.value == id)
                return item;
        }
        return {};
    }
    void check(const QString &id) const
    {
        link->trust().check(TrustId(id));
        keys->port().check(TrustId(id));
    }
    [[nodiscard]] QByteArray whatIsWrong() const
    {
        QStringList wrong;
        for (const TrustItem &item : items()) {
            if (severityAt(item, clock.now()) != Severity::Normal)
                wrong.append(item.id.value + u": "_s + QString::number(int(findingAt(item, clock.now()))) + u' ' + item.detail);
        }
        return wrong.join(u", "_s).toUtf8();
    }
};

/// Passes a request on and changes what comes back.
class Meddler final : public HttpPort
{
public:
    explicit Meddler(HttpPort &http)
        : m_http(http)
    {}
    void send(QObject *context, const HttpRequest &request, Reply<HttpAnswer> reply) override
    {
        m_http.send(context, request, [this, url = request.url, reply = std::move(reply)](Result<HttpAnswer> answer) {
            if (answer && url.path() == path)
                change(*answer);
            reply(std::move(answer));
        });
    }
    QString path;
    std::function<void(HttpAnswer &)> change;

private:
    HttpPort &m_http;
};

} // namespace

class TestTrustChecks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingIsWellAndThenTheSimulatorDies()
    {
        SimulatorProcess simulator;
        QVERIFY(simulator.start());
        TrustRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(simulator)));
        rig.buildTrust(simulator.newCode());
        QVERIFY(rig.signIn(u"nv-48707314-maripuu"_s));
        rig.check(u"stream/grpc"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(rig.summary().well == rig.summary().items, rig.whatIsWrong(), 15'000);
        QVERIFY(rig.summary().items >= 12);

        const auto gateway = rig.item(u"certificate/gateway"_s);
        QCOMPARE(gateway->chain.size(), 2);
        QCOMPARE(gateway->chain.last().sha256, QString::fromLatin1(simulator.authoritySha256()));
        QVERIFY(gateway->until && *gateway->until > rig.clock.now() + std::chrono::days(30));
        QVERIFY(rig.item(u"certificate/grpc"_s)->chain.size() == 2);

        // Pressed twice: one look, and its time is new.
        const auto before = rig.item(u"certificate/websocket"_s)->checked;
        rig.check(u"certificate/websocket"_s);
        rig.check(u"certificate/websocket"_s);
        QVERIFY(rig.item(u"certificate/websocket"_s)->checking);
        QTRY_VERIFY(!rig.item(u"certificate/websocket"_s)->checking);
        QVERIFY(*rig.item(u"certificate/websocket"_s)->checked > *before);

        simulator.kill();
        QTRY_COMPARE_WITH_TIMEOUT(rig.item(u"stream/websocket"_s)->finding, TrustFinding::Unreachable, 15'000);
        rig.check(u"certificate/gateway"_s);
        rig.check(u"provider"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rig.item(u"certificate/gateway"_s)->finding, TrustFinding::Unreachable, 15'000);
        QTRY_COMPARE_WITH_TIMEOUT(rig.item(u"provider"_s)->finding, TrustFinding::Unreachable, 15'000);
        QVERIFY(rig.summary().abnormal >= 3);
        QVERIFY(!rig.summary().first.value.isEmpty());
    }

    /// Whoever holds the gateway serves keys of their own; the trust list names others.
    void keysThatAreNotListedAreNotTaken()
    {
        SimulatorProcess simulator;
        SimulatorProcess other;
        QVERIFY(simulator.start());
        QVERIFY(other.start());
        TrustRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(other)));
        const TrustList foreign = rig.reached->trustList;
        QVERIFY(rig.read(ConsoleRig::addressOf(simulator)));
        rig.buildTrust(simulator.newCode());
        const auto keySet = [&] {
            return await<QByteArray>([&](QObject *context, auto reply) { rig.link->witness().keySet(context, reply); });
        };
        QVERIFY(keySet());
        Meddler meddler(*rig.http);
        meddler.path = QUrl(rig.reached->profile.receiptKeysUrl).path();
        meddler.change = [&foreign](HttpAnswer &answer) { answer.body = foreign.receiptKeys; };
        KeyTrust keys(rig.reached->profile, meddler, rig.trust->trust().list, rig.clock);
        const auto found = [&keys](const QString &id) {
            const QList<TrustItem> items = keys.port().items();
            return std::ranges::find(items, TrustId(id), &TrustItem::id)->finding;
        };
        for (const QString &id : {u"keys/receipts"_s, u"keys/ledger"_s, u"checkpoint"_s}) {
            keys.port().check(TrustId(id));
            QTRY_COMPARE_WITH_TIMEOUT(found(id), TrustFinding::Untrusted, 10'000);
        }
    }

    void identifiersAreResolvedWithoutAToken()
    {
        SimulatorProcess simulator;
        QVERIFY(simulator.start());
        TrustRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(simulator)));
        rig.buildTrust(simulator.newCode());
        const auto resolve = [&](const QString &did) {
            return await<DidDocument>([&](QObject *context, auto reply) { rig.registry->resolve(context, did, reply); });
        };
        const QString platform = platformDid(rig.reached->profile.address);
        const auto document = resolve(platform);
        QVERIFY2(document, document ? "" : qPrintable(document.error().detail));
        QVERIFY(document->keys.size() >= 3);
        QVERIFY(resolve(platform + u":sector:energy"_s));
        const auto nobody = resolve(platform + u":op:00000000000000000000000000000000"_s);
        QVERIFY(!nobody);
        QCOMPARE(nobody.error().code, Error::Code::NotFound);
        QVERIFY(resolve(u"did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169"_s));
        QVERIFY(!resolve(u"did:example:1"_s));
    }

    void aCredentialHoldsUntilItsRoleIsWithdrawn()
    {
        SimulatorProcess simulator;
        QVERIFY(simulator.start());
        TrustRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(simulator)));
        rig.buildTrust(simulator.newCode());
        QVERIFY(rig.signIn(u"nv-48707314-maripuu"_s));
        const auto wallet = await<Wallet>([&](QObject *context, auto reply) { rig.link->wallet().wallet(context, reply); });
        QVERIFY2(wallet, wallet ? "" : qPrintable(wallet.error().detail));
        QVERIFY(!wallet->credentials.isEmpty());
        const QByteArray credential = wallet->credentials.first();
        const auto verify = [&](RegistryPort &registry, const QByteArray &jwt, const QString &subject = {}) {
            return await<CredentialFacts>(
                [&](QObject *context, auto reply) { registry.verifyCredential(context, jwt, subject, reply); });
        };
        const auto facts = verify(*rig.registry, credential, wallet->did);
        QVERIFY2(facts, facts ? "" : qPrintable(facts.error().detail));
        QCOMPARE(facts->sector, SectorId(u"energy"_s));
        QCOMPARE(facts->role, RoleId(u"operator"_s));
        // The person's own identifier resolves, and tells no name.
        const auto own =
            await<DidDocument>([&](QObject *context, auto reply) { rig.registry->resolve(context, wallet->did, reply); });
        QVERIFY(own && !own->json.toLower().contains("maripuu"));

        QCOMPARE(verify(*rig.registry, credential, u"did:web:somebody.else"_s).error().detail, u"subject"_s);
        QByteArray changed = credential;
        const qsizetype at = changed.lastIndexOf('.') - 20;
        changed[at] = changed.at(at) == 'A' ? 'B' : 'A';
        QVERIFY(!verify(*rig.registry, changed));
        RegistryClient nobody(*rig.lookUpHttp, rig.clock, {});
        QCOMPARE(verify(nobody, credential).error().detail, u"issuer"_s);

        // A list that was changed on its way says nothing, and that is said.
        Meddler meddler(*rig.lookUpHttp);
        meddler.path = u"/credentials/status/1"_s;
        meddler.change = [](HttpAnswer &answer) {
            const qsizetype place = answer.body.indexOf('.') + 60;
            answer.body[place] = answer.body.at(place) == 'A' ? 'B' : 'A';
        };
        RegistryClient meddled(meddler, rig.clock, {platformDid(rig.reached->profile.address)});
        QCOMPARE(verify(meddled, credential).error().detail, u"status"_s);
        meddler.change = [](HttpAnswer &answer) { answer = {404, {}, {}}; };
        QVERIFY(!verify(meddled, credential)); // a list that is not there is no proof that nothing is on it

        std::optional<SubscriptionId> held;
        Watch watch = rig.link->subscriptions().watch([&held](const SubscriptionEvent &event) {
            for (const Subscription &subscription : event.mine) {
                if (subscription.sector == SectorId(u"energy"_s))
                    held = subscription.id;
            }
        });
        QTRY_VERIFY_WITH_TIMEOUT(held, 10'000);
        const auto withdrawn =
            await<Subscription>([&](QObject *context, auto reply) { rig.link->subscriptions().withdraw(context, *held, reply); });
        QVERIFY(withdrawn);
        QCOMPARE(verify(*rig.registry, credential).error().detail, u"revoked"_s);
    }
};

QTEST_GUILESS_MAIN(TestTrustChecks)
#include "tst_trustchecks.moc"

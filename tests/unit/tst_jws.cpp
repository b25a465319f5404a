// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/authorizationrequest.h"
#include "app/identity/idtoken.h"
#include "app/identity/intentsigner.h"
#include "app/identity/jws.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace stanforis;
using namespace stanforis::identity;
using namespace Qt::Literals::StringLiterals;

class TestJws : public QObject
{
    Q_OBJECT
private:
    static QJsonObject appendixA3Key()
    {
        return {{u"kty"_s, u"EC"_s},
                {u"crv"_s, u"P-256"_s},
                {u"x"_s, u"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"_s},
                {u"y"_s, u"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"_s}};
    }

    struct FixedClock final : Clock
    {
        Instant value{std::chrono::seconds(1'800'000'000)};
        Instant now() const override { return value; }
    };

private Q_SLOTS:
    void verifiesTheExampleOfRfc7515AppendixA3()
    {
        const auto jws =
            Jws::fromCompact("eyJhbGciOiJFUzI1NiJ9"
                             ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
                             ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
        QVERIFY(jws);
        const auto key = VerifyingKey::fromJwk(appendixA3Key());
        QVERIFY(key);
        QVERIFY(jws->verify(0, *key));
    }

    void otherExamplesOfAppendixAAreRefused()
    {
        const QByteArray payload =
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        // A.1 HS256, A.2 RS256, A.4 ES512, A.5 none.
        QVERIFY(!Jws::fromCompact("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + payload +
                                  ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
        QVERIFY(!Jws::fromCompact("eyJhbGciOiJSUzI1NiJ9." + payload + ".AAAA"));
        QVERIFY(!Jws::fromCompact("eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AAAA"));
        QVERIFY(!Jws::fromCompact("eyJhbGciOiJub25lIn0." + payload + "."));
        // A.6: the second of its two signatures, as the only one, is that of A.3. With the unprotected header it is refused.
        const QByteArray signature = "{\"protected\":\"eyJhbGciOiJFUzI1NiJ9\",\"signature\":\""
                                     "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q\"}";
        const auto general = Jws::fromGeneral("{ \"payload\": \"" + payload + "\",\n \"signatures\":[" + signature + "]}");
        QVERIFY(general);
        QVERIFY(general->verify(0, *VerifyingKey::fromJwk(appendixA3Key())));
        auto withHeader = signature;
        withHeader.insert(1, "\"header\":{\"kid\":\"e9bc097a-ce51-4036-9562-d2ade882db0d\"},");
        QVERIFY(!Jws::fromGeneral("{\"payload\":\"" + payload + "\",\"signatures\":[" + withHeader + "]}"));
        // A member that comes twice: another reader might take the other one.
        QVERIFY(!Jws::fromGeneral("{\"payload\":\"e30\",\"payload\":\"" + payload + "\",\"signatures\":[" + signature + "]}"));
    }

    void verifiesTheP384ExampleOfRfc6979()
    {
        // A.2.6, SHA-384, message "sample".
        const auto hex = [](const char *text) { return QByteArray::fromHex(text); };
        const auto text = [](const QByteArray &bytes) { return QString::fromLatin1(toBase64Url(bytes)); };
        const QJsonObject jwk{
            {u"kty"_s, u"EC"_s},
            {u"crv"_s, u"P-384"_s},
            {u"x"_s,
             text(hex("EC3A4E415B4E19A4568618029F427FA5DA9A8BC4AE92E02E06AAE5286B300C64DEF8F0EA9055866064A254515480BC13"))},
            {u"y"_s,
             text(hex("8015D9B72D7D57244EA8EF9AC0C621896708A59367F9DFB9F54CA84B3F1C9DB1288B231C3AE0D4FE7344FD2533264720"))}};
        const auto key = VerifyingKey::fromJwk(jwk);
        QVERIFY(key);
        QCOMPARE(key->algorithm(), "ES384"_L1);
        const auto signature =
            hex("94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81A648152E44ACF96E36DD1E80FABE46"
                "99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94FA329C145786E679E7B82C71A38628AC8");
        QVERIFY(key->verify("sample", signature));
        QVERIFY(!key->verify("Sample", signature));
        QVERIFY(!key->verify("sample", signature.left(64)));
    }

    void theKeyDecidesTheAlgorithm()
    {
        const auto key = SigningKey::generate(VerifyingKey::Curve::P384);
        auto jws = Jws::of("{}");
        QVERIFY(jws.sign(*key, {{u"typ"_s, u"x"_s}}));
        QCOMPARE(jws.signatures().first().header.value("alg"_L1).toString(), u"ES384"_s);
        QCOMPARE(jws.signatures().first().signature.size(), 96);
        QVERIFY(jws.verify(0, *key));
        // A header that names the other algorithm, over a signature that the key made over just that header.
        const QJsonObject header{{u"alg"_s, u"ES256"_s}, {u"kid"_s, key->thumbprint()}};
        auto confused = Jws::of("{}");
        confused.addSignature(header, *key->sign(confused.signingInput(header)));
        QVERIFY(!confused.verify(0, *key));
    }

    void refusesAPointThatIsNotOnTheCurve()
    {
        auto jwk = appendixA3Key();
        jwk.insert(u"y"_s, jwk.value(u"x"_s));
        const auto key = VerifyingKey::fromJwk(jwk);
        QVERIFY(!key);
        QCOMPARE(key.error().code, Error::Code::Malformed);
    }

    void thumbprintIsThatOfTheCanonicalMembers()
    {
        // RFC 7638 §3.2 applied to the key above; the value was computed with another implementation.
        const auto key = VerifyingKey::fromJwk(appendixA3Key());
        QVERIFY(key);
        QCOMPARE(key->thumbprint(), u"oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U"_s);
    }

    void codeChallengeIsThatOfRfc7636AppendixB()
    {
        QCOMPARE(codeChallenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    void base64UrlIsStrict()
    {
        for (const auto *wrong : {"QQ==", "QR", "Q", "Q+8_", "QQ\n"})
            QVERIFY2(!fromBase64Url(wrong), wrong);
        QCOMPARE(*fromBase64Url("QQ"), "A");
    }

    void signsAndVerifiesAndNoticesEveryChange()
    {
        const auto key = SigningKey::generate();
        auto jws = Jws::of("{\"a\":1}");
        QVERIFY(jws.sign(*key, {{u"typ"_s, u"x"_s}}));
        const auto text = *jws.toCompact();
        QVERIFY(Jws::fromCompact(text)->verify(0, *key));
        for (qsizetype i = 0; i < text.size(); i += 7) {
            auto changed = text;
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            const auto read = Jws::fromCompact(changed);
            QVERIFY(changed == text || !read || !read->verify(0, *key));
        }
        QVERIFY(!Jws::fromCompact(text)->verify(0, *SigningKey::generate()));
    }

    void refusesOtherAlgorithmsAndCriticalHeaders()
    {
        const auto compact = [](const QByteArray &header) { return QByteArray(toBase64Url(header) + ".e30.AAAA"); };
        QVERIFY(!Jws::fromCompact(compact("{\"alg\":\"none\"}")));
        QVERIFY(!Jws::fromCompact(compact("{\"alg\":\"HS256\"}")));
        QVERIFY(!Jws::fromCompact(compact("{\"alg\":\"ES256\",\"crit\":[\"b64\"]}")));
        QVERIFY(Jws::fromCompact(compact("{\"alg\":\"ES256\"}")));
    }

    static Result<QByteArray> signedBy(IntentSigner &signer, const Intent &intent, const QByteArray &first)
    {
        std::optional<Result<QByteArray>> answer;
        QObject context;
        signer.sign(&context, intent, first, {u"n0nce"_s, u"https://p/Submit"_s}, {},
                    [&answer](Result<QByteArray> jws) { answer = std::move(jws); });
        if (answer)
            return Error{Error::Code::Internal, u"answered from inside the call"_s};
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }))
            return Error{Error::Code::TimedOut, {}};
        return *answer;
    }

    void T13_whatIsShownIsWhatIsSigned()
    {
        FixedClock clock;
        IntentSigner signer(clock);
        signer.begin(SubjectId(u"op:one"_s));
        const Draft draft{
            SectorId(u"energy"_s),   ServiceId(u"grid"_s), PageId(u"reserve"_s), u"call"_s, RecordId(u"17"_s), u"e1"_s,
            {{u"power"_s, u"20"_s}}, u"because"_s};
        const Prepared prepared{
            TransactionId(u"01J"_s), u"n0nce"_s, clock.now() + std::chrono::seconds(120), "{}", u"application/json"_s, true, {}};
        const auto intent = signer.compose(draft, prepared);
        QVERIFY(intent);
        QVERIFY(signedBy(signer, *intent, {}));
        const std::function<void(Intent &)> changes[] = {
            [](Intent &i) { i.values[u"power"_s] = u"200"_s; }, [](Intent &i) { i.record.value = u"18"_s; },
            [](Intent &i) { i.operation = u"release"_s; },      [](Intent &i) { i.reason.clear(); },
            [](Intent &i) { i.controlCode = u"0000"_s; },       [](Intent &i) { i.body = "{\"x\":1}"; },
            [](Intent &i) { i.sector.value = u"health"_s; },    [](Intent &i) { i.signaturesNeeded = 1; },
            [](Intent &i) { i.payload.replace("20", "21"); },   [](Intent &i) { i.etag = u"e2"_s; }};
        for (const auto &change : changes) {
            Intent shown = *intent;
            change(shown);
            const auto refused = signedBy(signer, shown, {});
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, Error::Code::Untrusted);
        }
    }

    void theControlCodeIsThatOfSmartId()
    {
        // The vectors of SK ID Solutions' smart-id-java-client, so that a person can compare it with what other software shows.
        QCOMPARE(controlCode("Hello World!"), u"7712"_s);
        QCOMPARE(controlCode("Go ahead, make my day."), u"7782"_s);
        QCOMPARE(controlCode("You're gonna need a bigger boat."), u"1464"_s);
        QCOMPARE(controlCode("Say 'hello' to my little friend!"), u"4240"_s);
        QCOMPARE(controlCode("1310"), u"0005"_s); // zeroes in front are shown
    }

    void secondSignatureIsOverTheSamePayload()
    {
        FixedClock clock;
        IntentSigner first(clock);
        IntentSigner second(clock);
        first.begin(SubjectId(u"op:one"_s));
        second.begin(SubjectId(u"op:two"_s));
        const Draft draft{
            SectorId(u"energy"_s),   ServiceId(u"grid"_s),         PageId(u"reserve"_s), u"call"_s, RecordId(u"17"_s), u"e1"_s,
            {{u"power"_s, u"20"_s}}, u"Frequency \u2264 49.9 Hz"_s};
        const Prepared prepared{
            TransactionId(u"01J"_s), u"n0nce"_s, clock.now() + std::chrono::seconds(120), "{}", u"application/json"_s, true, {}};
        const auto intent = first.compose(draft, prepared);
        QVERIFY(intent);
        QCOMPARE(intent->values, draft.values);
        QCOMPARE(intent->reason, draft.reason);
        QCOMPARE(intent->signaturesNeeded, 2);
        QCOMPARE(intent->controlCode.size(), 4);
        const auto once = signedBy(first, *intent, {});
        QVERIFY(once);
        const auto seen = second.read(*once, "{}", u"application/json"_s);
        QVERIFY(seen);
        QCOMPARE(seen->payload, intent->payload);
        QCOMPARE(seen->controlCode, intent->controlCode);
        const auto twice = signedBy(second, *seen, *once);
        QVERIFY(twice);
        QCOMPARE(Jws::fromGeneral(*twice)->signatures().size(), 2);
        const auto header = Jws::fromGeneral(*twice)->signatures().last().header;
        QCOMPARE(header.keys(), (QStringList{u"alg"_s, u"cty"_s, u"htm"_s, u"htu"_s, u"iat"_s, u"kid"_s, u"nonce"_s, u"typ"_s}));
        QCOMPARE(header.value("htu"_L1).toString(), u"https://p/Submit"_s);

        QVERIFY(!second.read(*once, "{\"x\":1}", u"application/json"_s)); // not the body it names
        second.end();
        QCOMPARE(signedBy(second, *seen, *once).error().code, Error::Code::Unauthenticated);
    }

    void idTokenMustBeForUs_data()
    {
        QTest::addColumn<QString>("claim");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("issuer") << u"iss"_s << QJsonValue(u"https://other"_s);
        QTest::newRow("audience") << u"aud"_s << QJsonValue(u"someone"_s);
        QTest::newRow("several audiences") << u"aud"_s << QJsonValue(QJsonArray{u"console"_s, u"x"_s});
        QTest::newRow("authorized party") << u"azp"_s << QJsonValue(u"someone"_s);
        QTest::newRow("expired") << u"exp"_s << QJsonValue(1'799'999'000);
        QTest::newRow("issued in the future") << u"iat"_s << QJsonValue(1'800'000'200);
        QTest::newRow("nonce") << u"nonce"_s << QJsonValue(u"other"_s);
        QTest::newRow("access token hash") << u"at_hash"_s << QJsonValue(u"AAAAAAAAAAAAAAAAAAAAAA"_s);
        QTest::newRow("assurance") << u"acr"_s << QJsonValue(u"0"_s);
        QTest::newRow("subject") << u"sub"_s << QJsonValue(u""_s);
    }
    void idTokenMustBeForUs()
    {
        QFETCH(QString, claim);
        QFETCH(QJsonValue, value);
        const auto key = SigningKey::generate();
        auto jwk = key->jwk();
        jwk.insert(u"kid"_s, key->thumbprint());
        const auto keySet = QJsonDocument(QJsonObject{{u"keys"_s, QJsonArray{jwk}}}).toJson();
        QJsonObject claims{{u"iss"_s, u"https://id"_s},
                           {u"aud"_s, u"console"_s},
                           {u"azp"_s, u"console"_s},
                           {u"sub"_s, u"op:1"_s},
                           {u"exp"_s, 1'800'000'300},
                           {u"iat"_s, 1'800'000'000},
                           {u"nonce"_s, u"n"_s},
                           {u"acr"_s, u"high"_s},
                           {u"at_hash"_s, QString::fromLatin1(toBase64Url(sha256("at").left(16)))}};
        const IdTokenExpectation expected{u"https://id"_s, u"console"_s, "n", "at", Instant{std::chrono::seconds(1'800'000'000)}};
        const auto tokenOf = [&key](const QJsonObject &object) {
            auto jws = Jws::of(QJsonDocument(object).toJson());
            if (!jws.sign(*key, {{u"typ"_s, u"JWT"_s}}))
                return QByteArray();
            return *jws.toCompact();
        };
        QVERIFY(verifyIdToken(tokenOf(claims), keySet, expected));
        claims.insert(claim, value);
        const auto refused = verifyIdToken(tokenOf(claims), keySet, expected);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Untrusted);
    }
};

QTEST_GUILESS_MAIN(TestJws)
#include "tst_jws.moc"

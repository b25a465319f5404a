// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/diagnosticbundle.h"
#include "models/domain/redaction.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace stanforis;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString accessToken =
    u"eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJrYXVyIn0.c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmU"_s;
const QString refreshToken = u"r7fGk2mZs9QxVb4LtYc8WnEjPd3HaUo6"_s;
const QString code = u"SplxlOBeZQQYbYS6WxSbIA"_s;
const QString pin = u"314159"_s;
const QString privateKey =
    u"-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg\n-----END PRIVATE KEY-----"_s;
const QString personalCode = u"38905120"_s;

/// Every way a secret might come into a log or into what an error says.
QStringList planted()
{
    return {u"GET /api failed with Authorization: Bearer %1"_s.arg(accessToken),
            u"answer {\"access_token\":\"%1\",\"refresh_token\":\"%2\",\"expires_in\":300}"_s.arg(accessToken, refreshToken),
            u"callback http://127.0.0.1:4242/oauth/callback?code=%1&state=af0ifjsldkj&iss=https://id"_s.arg(code),
            u"body grant_type=authorization_code&code=%1&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"_s.arg(code),
            u"login with PIN: %1 for kaur"_s.arg(pin),
            u"pin=%1"_s.arg(pin),
            u"key file holds %1"_s.arg(privateKey),
            u"certificate of PNOEE-%1, mail kaur.lepik@situation.example"_s.arg(personalCode),
            u"Kaur Lepik (nv-38905120-lepik) could not open /home/kaur/.local/share/x"_s,
            u"opaque %1 came back"_s.arg(refreshToken)};
}

QStringList secrets()
{
    return {accessToken,
            accessToken.section(u'.', 1, 1),
            refreshToken,
            code,
            u"af0ifjsldkj"_s,
            u"dBjftJeZ4CVP"_s,
            pin,
            u"MIGHAgEAMBMG"_s,
            personalCode,
            u"kaur"_s,
            u"Lepik"_s,
            u"situation.example"_s};
}

} // namespace

class DiagnosticsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSecretDoesNotLeave()
    {
        DiagnosticFacts facts;
        facts.made = fromMicroseconds(1'795'000'000'000'000);
        facts.personal = {u"Kaur Lepik"_s, u"nv-38905120-lepik"_s, u"Kaur"_s, u"Lepik"_s, u"/home/kaur"_s};
        facts.failure = Error{Error::Code::Unreachable, planted().at(0)};
        for (const QString &text : planted()) {
            facts.log.append({facts.made, QtWarningMsg, u"stanforis.identity"_s, text});
            TrustItem item;
            item.id = TrustId(u"provider"_s);
            item.kind = TrustKind::Provider;
            setFinding(item, TrustFinding::Unreachable, text);
            facts.trust.append(item);
        }
        TrustItem card;
        card.id = TrustId(u"card/PNOEE-%1"_s.arg(personalCode));
        card.kind = TrustKind::Card;
        card.subject = u"LEPIK,KAUR,%1"_s.arg(personalCode);
        facts.trust.append(card);
        const QByteArray bundle = diagnosticBundle(facts);
        for (const QString &secret : secrets())
            QVERIFY2(!QString::fromUtf8(bundle).contains(secret, Qt::CaseInsensitive), qPrintable(secret));
        // It is still of use.
        const QJsonObject read = QJsonDocument::fromJson(bundle).object();
        QCOMPARE(read.value("log"_L1).toArray().size(), planted().size());
        QVERIFY(bundle.contains("GET /api failed with"));
        QVERIFY(bundle.contains("expires_in"));
        QVERIFY(bundle.contains("unreachable"));
    }

    void whatIsPublicStays()
    {
        DiagnosticFacts facts;
        facts.made = fromMicroseconds(1'795'000'000'000'000);
        TrustItem item;
        item.id = TrustId(u"certificate/gateway"_s);
        setFinding(item, TrustFinding::Well);
        item.subject = u"127.0.0.1:8443"_s;
        item.chain = {
            {u"Norvane Platform"_s, u"Norvane Platform Authority"_s, u"4f:1a"_s, {}, {}, QString(64, u'a'), u"EC"_s, {}}};
        facts.trust = {item};
        facts.profile = ConnectionProfile{};
        facts.profile->address = u"https://127.0.0.1:8443#sha256=abc"_s;
        const QByteArray bundle = diagnosticBundle(facts);
        QVERIFY(bundle.contains(QByteArray(64, 'a')));
        QVERIFY(bundle.contains("https://127.0.0.1:8443"));
        QVERIFY(bundle.contains("Norvane Platform Authority"));
        const QJsonObject read = QJsonDocument::fromJson(bundle).object();
        QCOMPARE(read.value("format"_L1).toString(), u"stanforis-diagnostics/1"_s);
        QVERIFY(read.value("programs"_L1).toObject().contains("qt"_L1));
        QCOMPARE(read.value("transports"_L1).toArray().size(), 3);
    }

    void ordinaryWordsAreLeftAlone()
    {
        const QString text = u"left out an unreadable message of /stanforis.health.v1.Health/Watch, code 14, state lost"_s;
        QCOMPARE(redacted(text), text);
    }
};

QTEST_GUILESS_MAIN(DiagnosticsTest)
#include "tst_diagnostics.moc"

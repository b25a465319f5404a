// SPDX-License-Identifier: GPL-3.0-or-later
// Credentials are made by the platform and verified by the console; neither uses code of the other.
#include "app/identity/credential.h"
#include "app/identity/diddocument.h"
#include "app/platform/registry/registry.h"
#include "app/platform/registry/statuslist.h"
#include "app/platform/state/database.h"
#include "app/platform/subscriptions/subscriptionservice.h"
#include "tests/support/platformfakes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace stanforis;
using namespace stanforis::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using identity::checkCredential;
using identity::isRevoked;
using identity::readCredential;

class CredentialTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_clock = {};
        m_database = std::move(Database::open({}).value());
        m_subscriptions = std::make_unique<SubscriptionService>(*m_database, m_offer, m_clock);
        Persona liis;
        liis.subject = m_liis.subject;
        liis.name = m_liis.name;
        liis.subscriptions = {{SectorId(u"energy"_s), RoleId(u"operator"_s), u"Keeps the grid in balance"_s, u"Energy Act §40"_s,
                               std::chrono::days{-1}, std::chrono::days{30}}};
        QVERIFY(m_subscriptions->start({liis}));
        m_registry = std::make_unique<Registry>(*m_database, *m_subscriptions, m_clock,
                                                Registry::Settings{u"https://127.0.0.1:8443"_s, {u"energy"_s}, {}, m_key});
        QVERIFY(m_registry->start());
    }

    void aRoleIsProvedToAnybody()
    {
        const auto credential = held();
        QVERIFY(credential);
        QVERIFY(checkCredential(*credential, issuer(), m_clock.time));
        const auto revoked = isRevoked(*credential, status(), issuer(), m_clock.time);
        QVERIFY(revoked && !*revoked);
        QCOMPARE(credential->facts.issuer, u"did:web:127.0.0.1%3A8443"_s);
        QCOMPARE(credential->facts.subject, m_registry->personDid(m_liis.subject));
        QCOMPARE(credential->facts.sector, SectorId(u"energy"_s));
        QCOMPARE(credential->facts.role, RoleId(u"operator"_s));
        QVERIFY(!credential->facts.subject.contains(u"liis"_s)); // the identifier tells nobody who it is
        QVERIFY(!credential->jws.payload().contains("\"vc\""));
    }

    void aWithdrawnRoleIsRevoked()
    {
        const auto credential = held();
        const QString id = fromWire(m_subscriptions->list(m_liis.subject).mine(0).id());
        QVERIFY(m_subscriptions->withdraw(m_liis, id));
        const auto revoked = isRevoked(*credential, status(), issuer(), m_clock.time);
        QVERIFY(revoked && *revoked);
        QCOMPARE(m_registry->credentialsOf(m_liis.subject)->credentials_size(), 0);
    }

    void aStatusListThatWasTamperedWithIsNotBelieved()
    {
        const auto credential = held();
        QByteArray list = status();
        const qsizetype at = list.indexOf('.') + 40;
        list[at] = list.at(at) == 'A' ? 'B' : 'A';
        const auto revoked = isRevoked(*credential, list, issuer(), m_clock.time);
        QVERIFY(!revoked);
        QCOMPARE(revoked.error().detail, u"status"_s);
        QVERIFY(!isRevoked(*credential, {}, issuer(), m_clock.time));
        QVERIFY(!isRevoked(*credential, status(), issuer(), m_clock.time + 20min)); // out of date
        // A list of the same issuer under another address is not this list.
        identity::Credential elsewhere = *credential;
        elsewhere.statusList = QUrl(u"https://127.0.0.1:8443/credentials/status/2"_s);
        QVERIFY(!isRevoked(elsewhere, status(), issuer(), m_clock.time));
        identity::Credential beyond = *credential;
        beyond.statusIndex = StatusList::entries;
        QVERIFY(!isRevoked(beyond, status(), issuer(), m_clock.time));
    }

    void everythingThatDoesNotHoldIsNamed()
    {
        const auto credential = held();
        const auto reason = [&](const DidDocument &document, Instant now) {
            const auto checked = checkCredential(*credential, document, now);
            return checked ? QString() : checked.error().detail;
        };
        QCOMPARE(reason(issuer(), m_clock.time - std::chrono::days(3)), u"not yet valid"_s);
        QCOMPARE(reason(issuer(), m_clock.time + std::chrono::days(31)), u"expired"_s);
        DidDocument other = issuer();
        other.id = u"did:web:elsewhere.example"_s;
        QCOMPARE(reason(other, m_clock.time), u"issuer"_s);
        DidDocument silent = issuer();
        silent.keys.first().asserts = false; // a key that may no longer make statements
        QCOMPARE(reason(silent, m_clock.time), u"key"_s);
        DidDocument forged = issuer();
        forged.keys.first().jwk = QJsonDocument(EcKey::generate()->publicJwk()).toJson();
        QCOMPARE(reason(forged, m_clock.time), u"signature"_s);
    }

    void whatIsNoCredentialIsRefused_data()
    {
        QTest::addColumn<QJsonObject>("header");
        QTest::addColumn<QJsonObject>("change");
        QTest::newRow("typ") << QJsonObject{{u"typ"_s, u"JWT"_s}} << QJsonObject();
        QTest::newRow("version 1.1") << QJsonObject() << QJsonObject{{u"vc"_s, QJsonObject()}};
        QTest::newRow("context") << QJsonObject() << QJsonObject{{u"@context"_s, u"https://www.w3.org/2018/credentials/v1"_s}};
        QTest::newRow("type") << QJsonObject() << QJsonObject{{u"type"_s, u"RoleCredential"_s}};
        QTest::newRow("issuer") << QJsonObject() << QJsonObject{{u"issuer"_s, u"https://example.com"_s}};
        QTest::newRow("time without zone") << QJsonObject() << QJsonObject{{u"validFrom"_s, u"2026-01-01T00:00:00"_s}};
        QTest::newRow("ends before it begins") << QJsonObject() << QJsonObject{{u"validUntil"_s, u"2001-01-01T00:00:00Z"_s}};
        QTest::newRow("nobody") << QJsonObject() << QJsonObject{{u"credentialSubject"_s, QJsonObject()}};
        QTest::newRow("unknown status") << QJsonObject()
                                        << QJsonObject{{u"credentialStatus"_s, QJsonObject{{u"type"_s, u"Other"_s}}}};
    }
    void whatIsNoCredentialIsRefused()
    {
        QFETCH(QJsonObject, header);
        QFETCH(QJsonObject, change);
        QJsonObject body = QJsonDocument::fromJson(held()->jws.payload()).object();
        for (auto it = change.begin(); it != change.end(); ++it)
            body.insert(it.key(), it.value());
        if (header.isEmpty())
            header = {{u"typ"_s, u"vc+jwt"_s}};
        const auto jwt = Jws::signCompact(m_key, header, QJsonDocument(body).toJson(QJsonDocument::Compact));
        QVERIFY(jwt);
        const auto read = readCredential(*jwt);
        QVERIFY(!read);
        QCOMPARE(read.error().code, Error::Code::Malformed);
    }

    void bitsAreCountedFromTheLeft()
    {
        StatusList list;
        list.set(0);
        list.set(9);
        const auto bits = identity::readBits(QString::fromLatin1(list.encoded()));
        QVERIFY(bits);
        QCOMPARE(bits->size(), qsizetype(StatusList::entries / 8));
        QCOMPARE(uchar(bits->at(0)), uchar(0x80));
        QCOMPARE(uchar(bits->at(1)), uchar(0x40));
        // W3C Bitstring Status List, example of a whole list of zeroes
        const auto published = identity::readBits(u"uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"_s);
        QVERIFY(published);
        QCOMPARE(*published, QByteArray(StatusList::entries / 8, '\0'));
        QVERIFY(!identity::readBits(u"H4sIAAAAAAAAA"_s));
        QVERIFY(!identity::readBits(u"uAAAA"_s));
    }

    void documentsHoldNoNameAndNoPrivateKey()
    {
        const QString id = m_registry->personDid(m_liis.subject).section(u':', -1);
        const auto document = m_registry->find(u"/op/%1/did.json"_s.arg(id));
        QVERIFY(document);
        QVERIFY(!document->body.toLower().contains("liis"));
        QVERIFY(identity::readDidDocument(m_registry->personDid(m_liis.subject), document->body));
        QVERIFY(identity::readDidDocument(u"did:web:127.0.0.1%3A8443:sector:energy"_s,
                                          m_registry->find(u"/sector/energy/did.json"_s)->body));
        for (const char *path : {"/op/liis/did.json", "/op//did.json", "/sector/none/did.json", "/op/../did.json", "/did.json"})
            QVERIFY2(!m_registry->find(QString::fromLatin1(path)), path);
    }

private:
    [[nodiscard]] Result<identity::Credential> held()
    {
        const auto mine = m_registry->credentialsOf(m_liis.subject);
        if (!mine || mine->credentials_size() != 1)
            return Error{Error::Code::NotFound, {}};
        return readCredential(bytesFromWire(mine->credentials(0).jwt()));
    }
    [[nodiscard]] DidDocument issuer() const
    {
        return *identity::readDidDocument(m_registry->platformDid(), m_registry->find(u"/.well-known/did.json"_s)->body);
    }
    [[nodiscard]] QByteArray status() const { return m_registry->find(u"/credentials/status/1"_s)->body; }

    HandClock m_clock;
    SmallOffer m_offer;
    EcKey m_key = *EcKey::generate();
    Caller m_liis = callerNamed("liis");
    std::unique_ptr<Database> m_database;
    std::unique_ptr<SubscriptionService> m_subscriptions;
    std::unique_ptr<Registry> m_registry;
};

QTEST_GUILESS_MAIN(CredentialTest)
#include "tst_credential.moc"

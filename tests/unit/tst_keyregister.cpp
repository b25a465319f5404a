// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/authority/identityauthority.h"
#include "app/platform/authority/openssl.h"
#include "app/platform/state/database.h"
#include "app/platform/state/wire.h"
#include "app/platform/transactions/keyregister.h"
#include "app/platform/transactions/signedintent.h"
#include "tests/support/platformfakes.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QSslCertificate>
#include <QTemporaryDir>
#include <QTest>

#include <openssl/pem.h>

using namespace stanforis;
using namespace stanforis::testing;
using namespace Qt::StringLiterals;

namespace {

/// PKCS#10, in PEM.
QByteArray requestFor(const EcKey &key)
{
    const std::unique_ptr<X509_REQ, openssl::Deleter<X509_REQ_free>> request(X509_REQ_new());
    X509_REQ_set_pubkey(request.get(), key.handle());
    X509_REQ_sign(request.get(), key.handle(), EVP_sha256());
    const openssl::Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509_REQ(bio.get(), request.get());
    char *data = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &data);
    return {data, qsizetype(size)};
}

} // namespace

/// Signing keys that are enrolled with a card's certificate; those with a proof are in tst_transactionservice.
class TestKeyRegister : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    HandClock m_clock;
    EcKey m_key = EcKey::generate().value();
    Caller m_person = callerNamed("eerik", "health");
    std::optional<IdentityAuthority> m_cards;
    std::unique_ptr<Database> m_database;

    [[nodiscard]] KeyRegister keys() const { return {*m_database, m_clock, {}, &*m_cards}; }
    /// In DER, of the authority that is asked.
    [[nodiscard]] QByteArray certificateFor(const IdentityAuthority &authority, const EcKey &key, const char *subject,
                                            CardUse use = CardUse::Signing) const
    {
        const auto pem =
            authority.certify(requestFor(key), SubjectId(QString::fromLatin1(subject)), u"Somebody"_s, use, m_clock.now());
        return pem ? QSslCertificate(*pem).toDer() : QByteArray();
    }
    [[nodiscard]] Result<transactions::v1::EnrolKeyResponse> enrolled(const KeyRegister &to, const QByteArray &certificate) const
    {
        transactions::v1::EnrolKeyRequest request;
        request.set_jwk(QJsonDocument(m_key.publicJwk()).toJson(QJsonDocument::Compact).toStdString());
        request.set_certificate(certificate.toStdString());
        return KeyRegister(to).enrol(m_person, request);
    }
    [[nodiscard]] Result<EnrolledKey> found() const
    {
        return keys().keyOf(m_person.subject, m_person.session, m_key.thumbprint());
    }
    /// The sentence it is refused with; empty: it is not, or for another reason than what is in it.
    [[nodiscard]] QString refusal(const QByteArray &certificate) const
    {
        const auto answer = enrolled(keys(), certificate);
        return !answer && answer.error().code == Error::Code::Invalid ? answer.error().detail : QString();
    }

private Q_SLOTS:
    void init()
    {
        m_clock = {};
        QDir(m_folder.path()).removeRecursively();
        auto cards = IdentityAuthority::open(m_folder.filePath(u"cards"_s), m_clock.now());
        QVERIFY(cards);
        m_cards = std::move(*cards);
        auto database = Database::open({});
        QVERIFY(database);
        m_database = std::move(*database);
    }

    void theCallersCertificateEnrolsItsKey()
    {
        const auto certificate = certificateFor(*m_cards, m_key, "eerik");
        const auto answer = enrolled(keys(), certificate);
        QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
        QCOMPARE(fromWire(answer->kid()).toLatin1(), m_key.thumbprint());
        QVERIFY(enrolled(keys(), certificate)); // again is harmless
        const auto key = found();
        QVERIFY(key);
        QCOMPARE(key->key.thumbprint(), m_key.thumbprint());
        QCOMPARE(key->certificate.toLatin1(), toBase64Url(QCryptographicHash::hash(certificate, QCryptographicHash::Sha256)));
    }

    void aSessionBegunWithACardTakesNoKeyWithoutACertificate()
    {
        m_person.byCard = true;
        const QString said = refusal({});
        m_person.byCard = false;
        QVERIFY2(said.contains(u"signed with the card"_s), qPrintable(said));
        QVERIFY(!found());
        QVERIFY(!refusal({}).contains(u"signed with the card"_s)); // but for a proof, which is not there
    }

    void whatVouchesForSomethingElseIsRefused()
    {
        QVERIFY(refusal(certificateFor(*m_cards, m_key, "anneli")).contains(u"another person's"_s));
        QVERIFY(refusal(certificateFor(*m_cards, m_key, "eerik", CardUse::Authentication)).contains(u"another use"_s));
        QVERIFY(refusal(certificateFor(*m_cards, EcKey::generate().value(), "eerik")).contains(u"another key"_s));
        QVERIFY(refusal("no certificate").contains(u"cannot be read"_s));
        const auto stranger = IdentityAuthority::open(m_folder.filePath(u"elsewhere"_s), m_clock.now());
        QVERIFY(stranger);
        QVERIFY(refusal(certificateFor(*stranger, m_key, "eerik")).contains(u"identity authority"_s));
        QVERIFY(!found());
    }

    void whatHasRunOutSignsNothing()
    {
        const auto certificate = certificateFor(*m_cards, m_key, "eerik");
        QVERIFY(enrolled(keys(), certificate));
        m_clock.time += std::chrono::days(1097);
        QVERIFY(refusal(certificate).contains(u"not valid now"_s));
        QVERIFY(!found());
        QVERIFY2(found().error().detail.contains(u"not valid now"_s), qPrintable(found().error().detail));
    }

    void whatWasRevokedSignsNothing()
    {
        const auto certificate = certificateFor(*m_cards, m_key, "eerik");
        QVERIFY(enrolled(keys(), certificate));
        QVERIFY(found());
        const auto serial = QSslCertificate(certificate, QSsl::Der).serialNumber().replace(":", "").toLower();
        QVERIFY(m_cards->revoke(serial));
        QVERIFY(!found());
        QVERIFY(refusal(certificate).contains(u"revoked"_s));
    }

    void aPlatformWithoutCardsTakesNoCertificate()
    {
        const auto answer = enrolled({*m_database, m_clock, {}, nullptr}, certificateFor(*m_cards, m_key, "eerik"));
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, Error::Code::Invalid);
    }

    void aSignatureNamesItsKeysCertificate()
    {
        const qint64 seconds = toMicroseconds(m_clock.now()) / 1'000'000;
        const auto verified = [&](const QString &named) {
            Jws jws;
            jws.payload = R"({"txid":"T"})";
            QJsonObject header{{u"typ"_s, u"stanforis-tx+jws"_s},
                               {u"cty"_s, u"application/stanforis-tx+json"_s},
                               {u"htm"_s, u"POST"_s},
                               {u"htu"_s, u"https://platform.test/Submit"_s},
                               {u"nonce"_s, u"n"_s},
                               {u"iat"_s, seconds}};
            if (!named.isEmpty())
                header.insert(u"x5t#S256"_s, named);
            const bool added = jws.addSignature(m_key, header).has_value();
            const auto intent = SignedIntent::read(jws.toGeneral());
            return added && intent &&
                   intent->verify(0, {m_key, u"hash"_s, u"n"_s, m_clock.now(), m_clock.now(), u"https://platform.test/Submit"_s})
                       .has_value();
        };
        QVERIFY(verified(u"hash"_s));
        QVERIFY(!verified(u"another"_s));
        QVERIFY(!verified({}));
    }
};

QTEST_GUILESS_MAIN(TestKeyRegister)
#include "tst_keyregister.moc"

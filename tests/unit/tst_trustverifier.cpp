// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/trustverifier.h"
#include "tests/support/testauthority.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

using namespace Qt::StringLiterals;
using namespace stanforis;
using namespace stanforis::test;

namespace {

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

/// ES256 with OpenSSL alone.
QByteArray sign(const QByteArray &pem, const QByteArray &text)
{
    BIO *bio = BIO_new_mem_buf(pem.constData(), int(pem.size()));
    EVP_PKEY *key = PEM_read_bio_PrivateKey(bio, nullptr, nullptr, nullptr);
    BIO_free(bio);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    unsigned char der[80];
    std::size_t size = sizeof(der);
    EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key);
    EVP_DigestSign(context, der, &size, reinterpret_cast<const unsigned char *>(text.constData()), std::size_t(text.size()));
    const unsigned char *begin = der;
    ECDSA_SIG *signature = d2i_ECDSA_SIG(nullptr, &begin, long(size));
    QByteArray raw(64, '\0');
    auto *out = reinterpret_cast<unsigned char *>(raw.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(signature), out, 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature), out + 32, 32);
    ECDSA_SIG_free(signature);
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    return raw;
}

} // namespace

/// Trust lists as somebody else would sign them.
class tst_TrustVerifier : public QObject
{
    Q_OBJECT
private:
    TestAuthority m_authority;
    TestAuthority m_other;
    TestAuthority::Issued m_signer;
    const TrustVerifier m_verifier;

    [[nodiscard]] QJsonObject content() const
    {
        const QJsonArray authorities{
            QJsonObject{{u"certificate"_s, QString::fromLatin1(m_authority.certificate().toDer().toBase64())},
                        {u"crl"_s, u"https://platform.example/crl"_s}}};
        const QJsonObject none{{u"keys"_s, QJsonArray()}};
        return {{u"v"_s, 1},
                {u"serial"_s, 7},
                {u"issued"_s, 1'795'000'000},
                {u"next_update"_s, 1'795'086'400},
                {u"server_authorities"_s, authorities},
                {u"workstation_authorities"_s, authorities},
                {u"keys"_s, QJsonObject{{u"provider"_s, none}, {u"receipts"_s, none}, {u"ledger"_s, none}}}};
    }
    [[nodiscard]] static QByteArray signedBy(const TestAuthority::Issued &signer, const QJsonObject &content,
                                             const QString &typ = u"stanforis-trust-list+jws"_s)
    {
        const QJsonObject header{{u"alg"_s, u"ES256"_s},
                                 {u"typ"_s, typ},
                                 {u"x5c"_s, QJsonArray{QString::fromLatin1(signer.certificate.toDer().toBase64())}}};
        const QByteArray text = base64Url(QJsonDocument(header).toJson(QJsonDocument::Compact)) + '.' +
                                base64Url(QJsonDocument(content).toJson(QJsonDocument::Compact));
        return text + '.' + base64Url(sign(signer.key, text));
    }
    [[nodiscard]] Result<TrustList> verify(const QByteArray &jws, const QString &host = {}) const
    {
        return m_verifier.trustList(jws, {m_authority.certificate().toDer()}, host);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_authority.create(u"Authority"_s) && m_other.create(u"Authority"_s), m_authority.problem);
        m_signer = m_authority.issue(u"Signer"_s, "keyUsage=critical,digitalSignature\nextendedKeyUsage=1.3.6.1.5.5.7.3.36\n"
                                                  "subjectAltName=DNS:platform.example");
        QVERIFY2(!m_signer.certificate.isNull(), m_authority.problem);
    }

    void aGoodListIsRead()
    {
        const auto list = verify(signedBy(m_signer, content()));
        QVERIFY2(list, list ? "" : qPrintable(list.error().detail));
        QCOMPARE(list->serial, 7u);
        QCOMPARE(list->signer, u"Signer"_s);
        QCOMPARE(list->signerCertificate, m_signer.certificate.toDer());
        QCOMPARE(list->servers.size(), 1);
        QCOMPARE(list->servers[0].certificate, m_authority.certificate().toDer());
        QCOMPARE(list->nextUpdate - list->issued, Duration(std::chrono::hours(24)));
        QVERIFY(verify(signedBy(m_signer, content()), u"platform.example"_s));
    }

    void onlyTheRightSignerIsBelieved()
    {
        const QByteArray usage = "keyUsage=critical,digitalSignature\nextendedKeyUsage=1.3.6.1.5.5.7.3.36";
        QCOMPARE(verify(signedBy(m_other.issue(u"Signer"_s, usage), content())).error().code, Error::Code::Untrusted);
        const auto server = m_authority.issue(u"Signer"_s, "keyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth");
        QCOMPARE(verify(signedBy(server, content())).error().code, Error::Code::Untrusted);
        const auto old = m_authority.issue(u"Signer"_s, usage, u"20200101000000Z"_s, u"20200102000000Z"_s);
        QCOMPARE(verify(signedBy(old, content())).error().code, Error::Code::Untrusted);
        auto mixed = m_signer;
        mixed.key = server.key;
        QCOMPARE(verify(signedBy(mixed, content())).error().code, Error::Code::Untrusted);
        QCOMPARE(verify(signedBy(m_signer, content()), u"other.example"_s).error().code, Error::Code::Untrusted);
        QCOMPARE(verify(signedBy(m_signer, content(), u"at+jwt"_s)).error().code, Error::Code::Malformed);
    }

    void aChangedListIsNot()
    {
        const auto good = signedBy(m_signer, content());
        for (qsizetype at = 0; at < good.size(); at += 37) {
            auto changed = good;
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            QVERIFY2(!verify(changed), qPrintable(QString::number(at)));
        }
    }

    void whatIsMissingIsMalformed_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QJsonValue>("value");
        for (const auto &name : {u"v"_s, u"serial"_s, u"issued"_s, u"next_update"_s, u"server_authorities"_s,
                                 u"workstation_authorities"_s, u"keys"_s})
            QTest::newRow(qPrintable(u"no "_s + name)) << name << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("serial 0") << u"serial"_s << QJsonValue(0);
        QTest::newRow("half a serial") << u"serial"_s << QJsonValue(1.5);
        QTest::newRow("serial beyond what JSON holds") << u"serial"_s << QJsonValue(1e17);
        QTest::newRow("ends before it begins") << u"next_update"_s << QJsonValue(1'794'999'999);
        QTest::newRow("time out of range") << u"issued"_s << QJsonValue(-1);
        QTest::newRow("no authority") << u"server_authorities"_s << QJsonValue(QJsonArray());
        QTest::newRow("authority that is none")
            << u"server_authorities"_s
            << QJsonValue(QJsonArray{QJsonObject{{u"certificate"_s, u"AAAA"_s}, {u"crl"_s, u"https://x/"_s}}});
    }
    void whatIsMissingIsMalformed()
    {
        QFETCH(QString, name);
        QFETCH(QJsonValue, value);
        auto changed = content();
        if (value.isUndefined())
            changed.remove(name);
        else
            changed[name] = value;
        const auto list = verify(signedBy(m_signer, changed));
        QVERIFY(!list);
        QCOMPARE(list.error().code, Error::Code::Malformed);
    }
};

QTEST_GUILESS_MAIN(tst_TrustVerifier)
#include "tst_trustverifier.moc"

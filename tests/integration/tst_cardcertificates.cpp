// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/signingkey.h"
#include "tests/support/cardfolder.h"
#include "tests/support/openssltool.h"
#include "tests/support/platformclient.h"

#include "stanforis/transactions/v1/transactions.pb.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QTest>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto person = "nv-48707314-maripuu";
constexpr auto another = "nv-47809220-rebane";

} // namespace

/// Which certificates the platform takes for a signing key, from a client that is not the console.
class TestCardCertificates : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_state;
    SimulatorProcess m_simulator;
    QByteArray m_token; ///< of the person, for a sector

    /// Certificates for signing that were issued for somebody, in PEM, by their file.
    QStringList issuedTo(const QString &subject, bool signing) const
    {
        QStringList found;
        for (const auto &file : QDir(m_state.filePath(u"cards/issued"_s)).entryInfoList({u"*.pem"_s})) {
            const auto text =
                openssl({u"x509"_s, u"-in"_s, file.filePath(), u"-noout"_s, u"-subject"_s, u"-ext"_s, u"keyUsage"_s}).second;
            if (text.contains(subject.toLatin1()) && text.contains("Non Repudiation") == signing)
                found.append(file.filePath());
        }
        return found;
    }

    /// What the platform says to a certificate in place of a proof, over HTTPS.
    Answer enrolled(PlatformClient &client, const QString &pem, const QByteArray &keyOf = {}) const
    {
        const auto der = openssl({u"x509"_s, u"-in"_s, pem, u"-outform"_s, u"der"_s}).second;
        const auto key = identity::VerifyingKey::fromCertificate(keyOf.isEmpty() ? der : keyOf);
        if (!key)
            return {};
        transactions::v1::EnrolKeyRequest request;
        request.set_jwk(QJsonDocument(key->jwk()).toJson(QJsonDocument::Compact).toStdString());
        request.set_certificate(der.toStdString());
        return client.overHttps("/stanforis.transactions.v1.Transactions/EnrolKey", m_token,
                                QByteArray::fromStdString(request.SerializeAsString()));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(CardFolder::available(), "SoftHSM is not installed: installer/dependencies.sh --tests");
        QVERIFY(m_simulator.start({u"--state"_s, m_state.path()}));
        QFile pin(m_state.filePath(u"pin"_s));
        QVERIFY(pin.open(QIODevice::WriteOnly));
        pin.write("493817\n");
        pin.close();
        for (const auto *holder : {person, another}) {
            CardFolder card;
            QCOMPARE(card.make(m_state.path(), QLatin1String(holder), pin.fileName()), QString());
        }
        PlatformClient client(m_simulator);
        const auto tokens = client.tokensOf(QLatin1String(person));
        m_token = client.refresh(tokens["refresh_token"_L1].toString(), client.sectorResource(u"energy"_s))
                      .json()["access_token"_L1]
                      .toString()
                      .toLatin1();
        QVERIFY(!m_token.isEmpty());
    }

    void onlyTheCallersOwnForSigningIsTaken_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("why"); // it is refused; empty: it is not
        const auto self = m_state.filePath(u"self.pem"_s);
        QVERIFY(
            openssl({u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s,
                     u"-keyout"_s, m_state.filePath(u"self.key"_s), u"-out"_s, self, u"-subj"_s,
                     u"/CN=Liis Maripuu/serialNumber=nv-48707314-maripuu"_s, u"-addext"_s, u"keyUsage=critical,nonRepudiation"_s})
                .first);
        const auto own = issuedTo(QLatin1String(person), true).value(0);
        QTest::newRow("own") << own << QByteArray();
        QTest::newRow("own, again") << own << QByteArray();
        QTest::newRow("another person's") << issuedTo(QLatin1String(another), true).value(0) << QByteArray("another person");
        QTest::newRow("for signing in") << issuedTo(QLatin1String(person), false).value(0) << QByteArray("another use");
        QTest::newRow("of nobody's authority") << self << QByteArray("not of this country");
    }
    void onlyTheCallersOwnForSigningIsTaken()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, why);
        PlatformClient client(m_simulator);
        const auto answer = enrolled(client, file);
        QCOMPARE(answer.code, why.isEmpty() ? 0 : 3);
        QVERIFY2(answer.body.contains(why), answer.body.constData());
    }

    void aCertificateForAnotherKeyIsRefused()
    {
        PlatformClient client(m_simulator);
        const auto other =
            openssl({u"x509"_s, u"-in"_s, issuedTo(QLatin1String(another), true).value(0), u"-outform"_s, u"der"_s});
        const auto answer = enrolled(client, issuedTo(QLatin1String(person), true).value(0), other.second);
        QCOMPARE(answer.code, 3);
        QVERIFY2(answer.body.contains("for another key"), answer.body.constData());
    }

    void aRevokedOneIsRefused()
    {
        const auto own = issuedTo(QLatin1String(person), true).value(0);
        QVERIFY(runProgram(QStringLiteral(STANFORIS_BINARY_DIR "/stanforis-simulator"),
                           {u"revoke-card"_s, u"--state"_s, m_state.path(), QFileInfo(own).baseName()})
                    .first);
        PlatformClient client(m_simulator);
        const auto answer = enrolled(client, own);
        QCOMPARE(answer.code, 3);
        QVERIFY2(answer.body.contains("revoked"), answer.body.constData());
    }
};

QTEST_GUILESS_MAIN(TestCardCertificates)
#include "tst_cardcertificates.moc"

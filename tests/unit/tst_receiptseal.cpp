// SPDX-License-Identifier: GPL-3.0-or-later
// A receipt for courts is verified by other programs: unzip and the openssl command line, not by our code. So is the signature of
// a transaction.
#include "app/platform/authority/certificateauthority.h"
#include "app/platform/ledger/ledger.h"
#include "app/platform/ledger/receiptseal.h"
#include "app/platform/state/database.h"
#include "app/platform/state/wire.h"
#include "models/core/clock.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace stanforis;
using namespace Qt::StringLiterals;

namespace {

QByteArray sha256(const QByteArray &bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256); }

} // namespace

class TestReceiptSeal : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    QTemporaryDir m_folder;
    const EcKey m_person = EcKey::generate().value();
    const Ledger::Keys m_keys{EcKey::generate().value(), NoteKey::generate(u"platform.test/ledger"_s).value()};
    std::unique_ptr<CertificateAuthority> m_authority;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Ledger> m_ledger;
    std::unique_ptr<ReceiptSeal> m_seal;
    transactions::v1::Receipt m_receipt;

    struct Answer
    {
        int status = -1;
        QString out;
    };
    Answer run(const QString &program, const QStringList &arguments) const
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.setWorkingDirectory(m_folder.path());
        process.start(program, arguments);
        if (!process.waitForFinished())
            return {};
        return {process.exitCode(), QString::fromUtf8(process.readAll())};
    }

    QString save(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    }
    [[nodiscard]] QByteArray contentOf(const QString &name) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] ledger::v1::SealRequest request() const
    {
        ledger::v1::SealRequest request;
        request.set_jws(m_receipt.jws());
        request.set_transaction_jws(m_receipt.transaction_jws());
        request.set_body(m_receipt.body());
        return request;
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto authority = CertificateAuthority::open(m_folder.filePath(u"authority"_s), m_clock.now());
        QVERIFY(authority);
        m_authority = std::make_unique<CertificateAuthority>(std::move(*authority));
        auto database = Database::open({});
        QVERIFY(database);
        m_database = std::move(*database);
        m_ledger = std::make_unique<Ledger>(*m_database, m_keys, u"https://platform.test"_s);
        QVERIFY(m_ledger->open());
        const auto certificate = m_authority->sealCertificate(m_keys.receipts, m_clock.now());
        QVERIFY(certificate);
        m_seal = std::make_unique<ReceiptSeal>(*m_ledger,
                                               ReceiptSeal::Seal{m_keys.receipts, *certificate, m_authority->authorityPem()});
        for (int number = 1; number <= 3; ++number) {
            const QByteArray body = "{\"dose\":" + QByteArray::number(number) + '}';
            Jws jws;
            jws.payload = QJsonDocument(QJsonObject{{u"body_sha256"_s, QString::fromLatin1(sha256(body).toHex())},
                                                    {u"txid"_s, u"T%1"_s.arg(number)}})
                              .toJson(QJsonDocument::Compact);
            QVERIFY(jws.addSignature(m_person, {{u"typ"_s, u"stanforis-tx+jws"_s}}));
            const auto receipt =
                m_ledger->append(u"T%1"_s.arg(number), jws.toGeneral(), body, {{u"eerik"_s, m_person}}, m_clock.now());
            QVERIFY(receipt);
            if (number == 2)
                m_receipt = *receipt;
        }
    }

    void otherProgramsVerifyTheContainer()
    {
        const auto sealed = m_seal->seal(request());
        QVERIFY2(sealed, qPrintable(sealed ? QString() : sealed.error().detail));
        const QByteArray container = bytesFromWire(sealed->container());
        // EN 319 162-1 §4.3.3.2: recognised by its first bytes.
        QCOMPARE(container.mid(30, 39), "mimetypeapplication/vnd.etsi.asic-e+zip");
        const QString path = save(u"receipt.asice"_s, container);
        const auto tested = run(u"unzip"_s, {u"-t"_s, path});
        QVERIFY2(tested.status == 0, qPrintable(tested.out));
        const auto listed = run(u"unzip"_s, {u"-Z1"_s, path});
        QCOMPARE(listed.out.split(u'\n', Qt::SkipEmptyParts),
                 (QStringList{u"mimetype"_s, u"receipt.jws"_s, u"transaction.json"_s, u"body"_s, u"proof.txt"_s,
                              u"META-INF/ASiCManifest001.xml"_s, u"META-INF/signature001.p7s"_s}));
        QCOMPARE(run(u"unzip"_s, {u"-o"_s, u"-d"_s, u"out"_s, path}).status, 0);
        save(u"anchor.pem"_s, m_authority->authorityPem());
        const QStringList check{u"cms"_s,      u"-verify"_s,
                                u"-cades"_s,   u"-purpose"_s,
                                u"any"_s,      u"-binary"_s,
                                u"-inform"_s,  u"DER"_s,
                                u"-in"_s,      u"out/META-INF/signature001.p7s"_s,
                                u"-content"_s, u"out/META-INF/ASiCManifest001.xml"_s,
                                u"-CAfile"_s,  u"anchor.pem"_s,
                                u"-out"_s,     u"signed.xml"_s};
        const auto verified = run(u"openssl"_s, check);
        QVERIFY2(verified.status == 0, qPrintable(verified.out));
        QVERIFY2(verified.out.contains(u"CAdES Verification successful"_s), qPrintable(verified.out));

        // What was signed names every file by its hash.
        QXmlStreamReader xml(contentOf(u"signed.xml"_s));
        QStringList names;
        QString name;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement() && xml.name() == u"DataObjectReference")
                name = xml.attributes().value(u"URI"_s).toString();
            if (xml.isStartElement() && xml.name() == u"DigestValue") {
                names.append(name);
                QCOMPARE(xml.readElementText().toLatin1(), sha256(contentOf(u"out/"_s + name)).toBase64());
            }
        }
        QVERIFY(!xml.hasError());
        QCOMPARE(names, (QStringList{u"receipt.jws"_s, u"transaction.json"_s, u"body"_s, u"proof.txt"_s}));
        QCOMPARE(contentOf(u"out/receipt.jws"_s), bytesFromWire(m_receipt.jws()));

        QByteArray changed = contentOf(u"out/META-INF/ASiCManifest001.xml"_s);
        changed.replace("receipt.jws", "receipt.jwt");
        save(u"out/META-INF/ASiCManifest001.xml"_s, changed);
        QVERIFY(run(u"openssl"_s, check).status != 0);
    }

    void onlyWhatIsGenuineIsSealed()
    {
        auto changed = request();
        changed.set_body("{\"dose\":9}");
        QCOMPARE(m_seal->seal(changed).error().code, Error::Code::Invalid);
        changed = request();
        changed.set_jws("garbage");
        QCOMPARE(m_seal->seal(changed).error().code, Error::Code::Invalid);
        const auto foreign = Jws::signCompact(EcKey::generate().value(), {{u"typ"_s, u"stanforis-receipt+jws"_s}}, "{}");
        changed.set_jws(foreign->toStdString());
        QCOMPARE(m_seal->seal(changed).error().code, Error::Code::Invalid);
        const auto unknown = Jws::signCompact(
            m_keys.receipts, {{u"typ"_s, u"stanforis-receipt+jws"_s}},
            Jws::readCompact(bytesFromWire(m_receipt.jws()))->payload); // ECDSA: another signature, so another entry
        changed = request();
        changed.set_jws(unknown->toStdString());
        QCOMPARE(m_seal->seal(changed).error().code, Error::Code::NotFound);
    }

    void opensslVerifiesTheSignatureOfATransaction()
    {
        const auto jws = QJsonDocument::fromJson(bytesFromWire(m_receipt.transaction_jws())).object();
        const auto signature = jws.value(u"signatures"_s).toArray().first().toObject();
        const QByteArray input =
            signature.value(u"protected"_s).toString().toLatin1() + '.' + jws.value(u"payload"_s).toString().toLatin1();
        const QByteArray pair =
            QByteArray::fromBase64(signature.value(u"signature"_s).toString().toLatin1(), QByteArray::Base64UrlEncoding);
        QCOMPARE(pair.size(), 64);
        // RFC 7518 §3.4 has r and s side by side; OpenSSL wants SEQUENCE { INTEGER r, INTEGER s }.
        const auto integer = [](QByteArray bytes) {
            while (bytes.size() > 1 && bytes[0] == '\0')
                bytes.remove(0, 1);
            if (static_cast<uchar>(bytes[0]) & 0x80)
                bytes.prepend('\0');
            const QByteArray der = QByteArray("\x02") + static_cast<char>(bytes.size()) + bytes;
            return der;
        };
        const QByteArray both = integer(pair.left(32)) + integer(pair.mid(32));
        save(u"signature.der"_s, QByteArray("\x30") + static_cast<char>(both.size()) + both);
        save(u"signed.bin"_s, input);
        // SubjectPublicKeyInfo of a P-256 key (RFC 5480) by hand, so that no key code of ours is in between.
        const auto jwk = m_person.publicJwk();
        const auto coordinate = [&](const QString &member) {
            return QByteArray::fromBase64(jwk.value(member).toString().toLatin1(), QByteArray::Base64UrlEncoding);
        };
        save(u"person.der"_s, QByteArray::fromHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004") + coordinate(u"x"_s) +
                                  coordinate(u"y"_s));
        const QStringList check{u"dgst"_s, u"-sha256"_s,    u"-verify"_s,       u"person.der"_s, u"-keyform"_s,
                                u"DER"_s,  u"-signature"_s, u"signature.der"_s, u"signed.bin"_s};
        const auto verified = run(u"openssl"_s, check);
        QVERIFY2(verified.status == 0 && verified.out.contains(u"Verified OK"_s), qPrintable(verified.out));
        save(u"signed.bin"_s, input + 'x');
        QVERIFY(run(u"openssl"_s, check).status != 0);
    }
};

QTEST_GUILESS_MAIN(TestReceiptSeal)
#include "tst_receiptseal.moc"

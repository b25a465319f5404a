// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/platformclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stanforis::test;

namespace {

QByteArray fromBase64Url(const QByteArray &text) { return QByteArray::fromBase64(text, QByteArray::Base64UrlEncoding); }

/// An ECDSA signature as openssl takes it: two integers in DER, from r and s of 32 bytes each (RFC 7518 §3.4).
QByteArray derOf(const QByteArray &raw)
{
    const auto integer = [](QByteArray number) {
        while (number.size() > 1 && number[0] == '\0')
            number.remove(0, 1);
        if ((number[0] & 0x80) != 0)
            number.prepend('\0');
        return QByteArray('\x02' + QByteArray(1, char(number.size())) + number);
    };
    const QByteArray both = integer(raw.left(32)) + integer(raw.mid(32));
    return '\x30' + QByteArray(1, char(both.size())) + both;
}

} // namespace

/// What the real simulator signs about itself, verified by the openssl command line.
class tst_TrustDocuments : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    QTemporaryDir m_state;
    SimulatorProcess m_simulator;
    std::unique_ptr<PlatformClient> m_bare;

    [[nodiscard]] QString file(const QByteArray &name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    void write(const QByteArray &name, const QByteArray &content) const
    {
        QFile target(file(name));
        QVERIFY(target.open(QIODevice::WriteOnly) && target.write(content) == content.size());
    }
    /// Exit code and what it wrote.
    [[nodiscard]] static std::pair<int, QByteArray> openssl(const QStringList &arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(u"openssl"_s, arguments);
        return process.waitForFinished() ? std::pair(process.exitCode(), process.readAll()) : std::pair(-1, QByteArray());
    }
    void fetchLists()
    {
        for (const auto &[path, name] :
             {std::pair(u"/authority/servers.crl"_s, "servers.der"), {u"/authority/workstations.crl"_s, "workstations.der"}}) {
            const auto answer = m_bare->get(path);
            QCOMPARE(answer.status, 200);
            write(name, answer.body);
        }
        for (const auto &name : {"servers", "workstations"})
            QCOMPARE(openssl({u"crl"_s, u"-inform"_s, u"DER"_s, u"-in"_s, file(QByteArray(name) + ".der"), u"-out"_s,
                              file(QByteArray(name) + ".crl")})
                         .first,
                     0);
    }
    [[nodiscard]] std::pair<int, QByteArray> check(const char *authority, const char *list, const char *certificate) const
    {
        return openssl(
            {u"verify"_s, u"-crl_check"_s, u"-CAfile"_s, file(authority), u"-CRLfile"_s, file(list), file(certificate)});
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_simulator.start({u"--state"_s, m_state.path()}), m_simulator.errorOutput());
        m_bare = std::make_unique<PlatformClient>(m_simulator, TestWorkstation());
        write("root.pem", m_simulator.profile()["trust_anchors"_L1].toArray().at(0).toString().toLatin1());
        write("workstations.pem", m_simulator.workstation().authority);
        write("workstation.pem", m_simulator.workstation().certificate);
        QFile server(m_state.filePath(u"authority/server.pem"_s));
        QVERIFY(server.open(QIODevice::ReadOnly));
        write("server.pem", server.readAll());
    }

    void listsOfRevokedCertificatesHold()
    {
        fetchLists();
        for (const auto &[list, authority] : {std::pair("servers.crl", "root.pem"), {"workstations.crl", "workstations.pem"}}) {
            const auto text =
                openssl({u"crl"_s, u"-in"_s, file(list), u"-CAfile"_s, file(authority), u"-noout"_s, u"-text"_s}).second;
            QVERIFY2(text.contains("verify OK"), text);
            QVERIFY(text.contains("X509v3 CRL Number") && text.contains("X509v3 Authority Key Identifier"));
            QVERIFY(text.contains("No Revoked Certificates"));
        }
        const auto server = check("root.pem", "servers.crl", "server.pem");
        QVERIFY2(server.first == 0, server.second);
        const auto workstation = check("workstations.pem", "workstations.crl", "workstation.pem");
        QVERIFY2(workstation.first == 0, workstation.second);
    }

    void theTrustListIsSignedUnderTheAuthority()
    {
        const auto answer = m_bare->get(u"/.well-known/stanforis-trust-list"_s);
        QCOMPARE(answer.status, 200);
        const auto parts = answer.body.split('.');
        QCOMPARE(parts.size(), 3);
        const auto header = QJsonDocument::fromJson(fromBase64Url(parts[0])).object();
        QCOMPARE(header["alg"_L1].toString(), u"ES256"_s);
        QCOMPARE(header["typ"_L1].toString(), u"stanforis-trust-list+jws"_s);
        const QSslCertificate signer(QByteArray::fromBase64(header["x5c"_L1].toArray().at(0).toString().toLatin1()), QSsl::Der);
        write("signer.pem", signer.toPem());
        const auto verified = check("root.pem", "servers.crl", "signer.pem");
        QVERIFY2(verified.first == 0, verified.second);
        const auto usage =
            openssl({u"x509"_s, u"-in"_s, file("signer.pem"), u"-noout"_s, u"-ext"_s, u"extendedKeyUsage"_s}).second;
        QVERIFY2(usage.contains("1.3.6.1.5.5.7.3.36"), usage);
        write("signer.pub", openssl({u"x509"_s, u"-in"_s, file("signer.pem"), u"-noout"_s, u"-pubkey"_s}).second);
        write("signed", parts[0] + '.' + parts[1]);
        write("signature", derOf(fromBase64Url(parts[2])));
        const auto good = openssl(
            {u"dgst"_s, u"-sha256"_s, u"-verify"_s, file("signer.pub"), u"-signature"_s, file("signature"), file("signed")});
        QVERIFY2(good.first == 0, good.second);

        const auto list = QJsonDocument::fromJson(fromBase64Url(parts[1])).object();
        QCOMPARE(list["v"_L1].toInt(), 1);
        QVERIFY(list["serial"_L1].toDouble() > 1.7e9);
        QVERIFY(list["next_update"_L1].toDouble() - list["issued"_L1].toDouble() <= 86'400);
        const auto authority = list["server_authorities"_L1].toArray().at(0).toObject();
        const QSslCertificate root(QByteArray::fromBase64(authority["certificate"_L1].toString().toLatin1()), QSsl::Der);
        QCOMPARE(root.digest(QCryptographicHash::Sha256).toHex(), m_simulator.authoritySha256());
        QCOMPARE(authority["crl"_L1].toString(), m_simulator.address().toString() + u"/authority/servers.crl"_s);
        QJsonArray listed;
        for (const auto &name : {u"provider"_s, u"receipts"_s, u"ledger"_s}) {
            const QJsonArray keys = list["keys"_L1][name]["keys"_L1].toArray();
            QVERIFY(!keys.isEmpty());
            for (const auto &key : keys)
                listed.append(key);
        }
        // Everything that is served to verify with is listed: consoles take nothing else.
        const auto served = QJsonDocument::fromJson(m_bare->get(u"/api/receipt-keys"_s).body)["keys"_L1].toArray();
        QCOMPARE(served.size(), 3);
        for (const auto &key : served)
            QVERIFY2(listed.contains(key), qPrintable(key["kid"_L1].toString()));
        QCOMPARE(m_simulator.profile()["trust_list_url"_L1].toString(),
                 m_simulator.address().toString() + u"/.well-known/stanforis-trust-list"_s);
    }

    void whatIsRevokedIsListedAtOnce()
    {
        const auto revoked = m_simulator.enrolAnother();
        write("revoked.pem", revoked.certificate);
        fetchLists();
        QCOMPARE(check("workstations.pem", "workstations.crl", "revoked.pem").first, 0);
        QVERIFY(m_simulator.command(u"revoke "_s + revoked.id).contains("revoked"_L1));
        QVERIFY(m_simulator.command(u"revoke server"_s).contains("revoked"_L1));
        fetchLists();
        QVERIFY(check("workstations.pem", "workstations.crl", "revoked.pem").second.contains("certificate revoked"));
        QCOMPARE(check("workstations.pem", "workstations.crl", "workstation.pem").first, 0);
        QVERIFY(check("root.pem", "servers.crl", "server.pem").second.contains("certificate revoked"));
    }

    void anotherCertificateIsMadeAtTheNextStart()
    {
        QVERIFY(m_simulator.stop());
        QVERIFY2(m_simulator.start({u"--state"_s, m_state.path()}), m_simulator.errorOutput());
        m_bare = std::make_unique<PlatformClient>(m_simulator, TestWorkstation());
        fetchLists();
        QVERIFY(check("root.pem", "servers.crl", "server.pem").second.contains("certificate revoked")); // the old one
        QFile server(m_state.filePath(u"authority/server.pem"_s));
        QVERIFY(server.open(QIODevice::ReadOnly));
        write("server.pem", server.readAll());
        QCOMPARE(check("root.pem", "servers.crl", "server.pem").first, 0);
    }
};

QTEST_GUILESS_MAIN(tst_TrustDocuments)
#include "tst_trustdocuments.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>

namespace stanforis::test {

/// A certificate authority of a test, run by the openssl command line: nothing of the code under test.
class TestAuthority
{
public:
    struct Issued
    {
        QByteArray key; ///< PEM
        QSslCertificate certificate;

        [[nodiscard]] QSslKey privateKey() const { return QSslKey(key, QSsl::Ec, QSsl::Pem); }
    };

    /// False: openssl is missing or refused; see `problem`.
    [[nodiscard]] bool create(const QString &name)
    {
        if (!write(QStringLiteral("index.txt"), {}) || !write(QStringLiteral("serial"), "1000\n") ||
            !write(QStringLiteral("crlnumber"), "01\n") ||
            !write(QStringLiteral("ca.cnf"),
                   "[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nserial=serial\ncrlnumber=crlnumber\n"
                   "new_certs_dir=.\ndefault_md=sha256\npolicy=p\nunique_subject=no\ncopy_extensions=none\n"
                   "default_crl_hours=1\n[p]\ncommonName=supplied\n"))
            return false;
        return openssl({QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"),
                        QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"),
                        QStringLiteral("-keyout"), QStringLiteral("ca.key"), QStringLiteral("-out"), QStringLiteral("ca.pem"),
                        QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"), QStringLiteral("/CN=") + name,
                        QStringLiteral("-addext"), QStringLiteral("basicConstraints=critical,CA:TRUE"), QStringLiteral("-addext"),
                        QStringLiteral("keyUsage=critical,keyCertSign,cRLSign")});
    }

    /// `extensions` as lines of an extension file; dates as YYYYMMDDHHMMSSZ, empty: from now for a day.
    [[nodiscard]] Issued issue(const QString &name, const QByteArray &extensions, const QString &from = {},
                               const QString &until = {})
    {
        if (!write(QStringLiteral("leaf.cnf"), extensions + '\n') ||
            !openssl({QStringLiteral("req"), QStringLiteral("-newkey"), QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                      QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"), QStringLiteral("-keyout"),
                      QStringLiteral("leaf.key"), QStringLiteral("-out"), QStringLiteral("leaf.csr"), QStringLiteral("-subj"),
                      QStringLiteral("/CN=") + name}))
            return Issued();
        QStringList arguments{QStringLiteral("ca"),       QStringLiteral("-batch"),   QStringLiteral("-notext"),
                              QStringLiteral("-config"),  QStringLiteral("ca.cnf"),   QStringLiteral("-keyfile"),
                              QStringLiteral("ca.key"),   QStringLiteral("-cert"),    QStringLiteral("ca.pem"),
                              QStringLiteral("-in"),      QStringLiteral("leaf.csr"), QStringLiteral("-out"),
                              QStringLiteral("leaf.pem"), QStringLiteral("-extfile"), QStringLiteral("leaf.cnf")};
        if (from.isEmpty())
            arguments += {QStringLiteral("-days"), QStringLiteral("1")};
        else
            arguments += {QStringLiteral("-startdate"), from, QStringLiteral("-enddate"), until};
        if (!openssl(arguments))
            return Issued();
        return Issued{read(QStringLiteral("leaf.key")), QSslCertificate(read(QStringLiteral("leaf.pem")), QSsl::Pem)};
    }

    [[nodiscard]] bool revoke(const Issued &issued)
    {
        return write(QStringLiteral("revoked.pem"), issued.certificate.toPem()) &&
               openssl({QStringLiteral("ca"), QStringLiteral("-config"), QStringLiteral("ca.cnf"), QStringLiteral("-keyfile"),
                        QStringLiteral("ca.key"), QStringLiteral("-cert"), QStringLiteral("ca.pem"), QStringLiteral("-revoke"),
                        QStringLiteral("revoked.pem")});
    }

    /// DER; good for an hour.
    [[nodiscard]] QByteArray revocationList()
    {
        if (!openssl({QStringLiteral("ca"), QStringLiteral("-config"), QStringLiteral("ca.cnf"), QStringLiteral("-keyfile"),
                      QStringLiteral("ca.key"), QStringLiteral("-cert"), QStringLiteral("ca.pem"), QStringLiteral("-gencrl"),
                      QStringLiteral("-out"), QStringLiteral("ca.crl")}) ||
            !openssl({QStringLiteral("crl"), QStringLiteral("-in"), QStringLiteral("ca.crl"), QStringLiteral("-outform"),
                      QStringLiteral("DER"), QStringLiteral("-out"), QStringLiteral("ca.crl.der")}))
            return {};
        return read(QStringLiteral("ca.crl.der"));
    }

    [[nodiscard]] QSslCertificate certificate() const { return QSslCertificate(read(QStringLiteral("ca.pem")), QSsl::Pem); }

    QByteArray problem; ///< what openssl said last

private:
    [[nodiscard]] bool openssl(const QStringList &arguments)
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral("openssl"), arguments);
        const bool good = process.waitForFinished() && process.exitCode() == 0;
        problem = process.readAll();
        return good;
    }
    [[nodiscard]] bool write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
};

} // namespace stanforis::test

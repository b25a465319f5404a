// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QSslConfiguration>
#include <QUrl>

namespace stanforis::test {

/// A key and a certificate of a workstation, made with the openssl command line: nothing of the code under test.
struct TestWorkstation
{
    QByteArray key;            ///< PEM
    QByteArray certificate;    ///< PEM
    QString id;                ///< spiffe://…
    QByteArray authority = {}; ///< PEM, of the authority that issued it

    /// Of a new key. Empty: openssl failed.
    [[nodiscard]] static QByteArray newKey();
    [[nodiscard]] static QByteArray requestFor(const QByteArray &key);
    /// These settings with this certificate.
    [[nodiscard]] QSslConfiguration on(QSslConfiguration tls) const;
};

/// The real simulator as a child process; ends with this object.
class SimulatorProcess
{
public:
    SimulatorProcess();
    ~SimulatorProcess();

    /// Starts it with these arguments and --child, and reads its first line. False: it ended, or said nothing in 30 seconds.
    [[nodiscard]] bool start(const QStringList &arguments = {});
    /// SIGTERM; true when it ended well within `milliseconds`.
    [[nodiscard]] bool stop(int milliseconds = 3000);
    /// SIGKILL.
    void kill();

    [[nodiscard]] QUrl address() const { return m_address; }
    [[nodiscard]] QByteArray authoritySha256() const { return m_authoritySha256; }
    /// The connection profile; read once after start. Its certificate is checked against the hash of the first line.
    [[nodiscard]] QJsonObject profile() const { return m_profile; }
    /// TLS settings that trust this platform only, with the certificate of a workstation that was enrolled at the start.
    [[nodiscard]] QSslConfiguration tls() const { return m_workstation.on(m_tls); }
    /// The same without a certificate, as a browser has none.
    [[nodiscard]] QSslConfiguration bareTls() const { return m_tls; }
    [[nodiscard]] const TestWorkstation &workstation() const { return m_workstation; }
    /// Another enrolment code, asked for on the simulator's standard input.
    [[nodiscard]] QString newCode();
    /// One line to its standard input, and the line it answers.
    [[nodiscard]] QJsonObject command(const QString &line);
    /// Another workstation, with a code of its own.
    [[nodiscard]] TestWorkstation enrolAnother();
    [[nodiscard]] QByteArray errorOutput();
    [[nodiscard]] QProcess &process() { return m_process; }

private:
    [[nodiscard]] bool readProfile();
    [[nodiscard]] TestWorkstation enrol(const QString &code) const;

    QProcess m_process;
    QUrl m_address;
    QByteArray m_authoritySha256;
    QJsonObject m_profile;
    QSslConfiguration m_tls;
    TestWorkstation m_workstation;
};

} // namespace stanforis::test

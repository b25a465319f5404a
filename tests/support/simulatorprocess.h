// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QSslConfiguration>
#include <QUrl>

namespace stanforis::test {

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
    /// TLS settings that trust this platform only.
    [[nodiscard]] QSslConfiguration tls() const { return m_tls; }
    [[nodiscard]] QByteArray errorOutput();
    [[nodiscard]] QProcess &process() { return m_process; }

private:
    [[nodiscard]] bool readProfile();

    QProcess m_process;
    QUrl m_address;
    QByteArray m_authoritySha256;
    QJsonObject m_profile;
    QSslConfiguration m_tls;
};

} // namespace stanforis::test

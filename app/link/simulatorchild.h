// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/platformaddress.h"

#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QTimer>

#include <memory>
#include <optional>

namespace stanforis {

/// The bundled simulator as a child process: started, its first line read, restarted once after a crash on the same ports and
/// state, ended with the console. GUI thread; never waits.
class SimulatorChild final : public QObject
{
    Q_OBJECT
public:
    /// `stateFolder` empty: a temporary one, forgotten at exit. `arguments` are added as they are.
    explicit SimulatorChild(const QString &stateFolder, const QStringList &arguments = {}, QObject *parent = nullptr);
    ~SimulatorChild() override;

    /// Emits ready() or failed().
    void start();
    /// Another enrolment code; codeReady() brings it.
    void requestCode();
    /// From the profile's grpc_endpoint, so that a restart comes back on it too.
    void keepGrpcPort(int port) { m_grpcPort = port; }
    [[nodiscard]] bool isRunning() const { return m_process && m_process->state() == QProcess::Running; }
    [[nodiscard]] qint64 processId() const { return m_process ? m_process->processId() : 0; }
    /// Beside this program, else in ../libexec/stanforis; empty when it is in neither.
    [[nodiscard]] static QString binary();

Q_SIGNALS:
    /// Also after a restart. The code enrols one workstation.
    void ready(const stanforis::PlatformAddress &address, const QString &enrolmentCode);
    void codeReady(const QString &enrolmentCode);
    /// NotFound: the program is missing. Unavailable: it ended; detail is the last line it wrote to standard error.
    /// TimedOut: it said nothing in 20 seconds. Malformed: its first line is not what it should be.
    void failed(const stanforis::Error &error);
    void restarting(); ///< it crashed and is started again

private:
    void launch();
    void read();
    void readFirst(const QByteArray &line);
    void noteEnd();
    void fail(const Error &error);

    std::unique_ptr<QTemporaryDir> m_temporary;
    const QString m_stateFolder;
    const QStringList m_arguments;
    std::unique_ptr<QProcess> m_process;
    std::optional<PlatformAddress> m_address;
    QByteArray m_line;
    QByteArray m_errors;
    QTimer m_patience;
    int m_grpcPort = 0;
    bool m_ready = false;
    bool m_restarted = false;
};

} // namespace stanforis

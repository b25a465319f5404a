// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/simulatorchild.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 20s;
constexpr qsizetype longestLine = 4096;
constexpr qsizetype keptErrors = 16 * 1024;

QString lastLine(const QByteArray &bytes)
{
    const auto lines = QString::fromUtf8(bytes).split(u'\n', Qt::SkipEmptyParts);
    return lines.isEmpty() ? QString() : lines.last().trimmed().left(500);
}

} // namespace

SimulatorChild::SimulatorChild(const QString &stateFolder, const QStringList &arguments, QObject *parent)
    : QObject(parent)
    , m_temporary(stateFolder.isEmpty() ? std::make_unique<QTemporaryDir>() : nullptr)
    , m_stateFolder(m_temporary ? m_temporary->path() : stateFolder)
    , m_arguments(arguments)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] { fail({Error::Code::TimedOut, {}}); });
}

SimulatorChild::~SimulatorChild()
{
    if (!m_process || m_process->state() == QProcess::NotRunning)
        return;
    m_process->disconnect(this);
    // It ends when its standard input closes; it is asked once more and, should it be stuck, ended. Only at exit.
    m_process->closeWriteChannel();
    m_process->terminate();
    if (!m_process->waitForFinished(1500)) {
        m_process->kill();
        m_process->waitForFinished(500);
    }
}

QString SimulatorChild::binary()
{
    const QDir here(QCoreApplication::applicationDirPath());
#ifdef Q_OS_WIN
    const auto name = u"stanforis-simulator.exe"_s;
#else
    const auto name = u"stanforis-simulator"_s;
#endif
    for (const auto &place : {here.filePath(name), here.filePath(u"../libexec/stanforis/"_s % name)}) {
        if (QFileInfo(place).isExecutable())
            return QDir::cleanPath(place);
    }
    return {};
}

void SimulatorChild::start()
{
    m_restarted = false;
    launch();
}

void SimulatorChild::launch()
{
    const auto program = binary();
    if (program.isEmpty()) {
        QTimer::singleShot(0, this, [this] { fail({Error::Code::NotFound, u"stanforis-simulator"_s}); });
        return;
    }
    QStringList arguments{u"--child"_s, u"--state"_s, m_stateFolder};
    if (m_address)
        arguments << u"--port"_s << QString::number(m_address->origin.port());
    if (m_grpcPort > 0)
        arguments << u"--grpc-port"_s << QString::number(m_grpcPort);
    arguments += m_arguments;

    m_ready = false;
    m_line.clear();
    m_errors.clear();
    if (m_process)
        m_process.release()->deleteLater(); // we may be inside its finished()
    m_process = std::make_unique<QProcess>();
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &SimulatorChild::read);
    connect(m_process.get(), &QProcess::readyReadStandardError, this, [this] {
        m_errors += m_process->readAllStandardError();
        m_errors = m_errors.right(keptErrors);
    });
    connect(m_process.get(), &QProcess::finished, this, &SimulatorChild::noteEnd);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail({Error::Code::NotFound, m_process->errorString()});
    });
    m_patience.start(patience);
    m_process->start(program, arguments);
}

void SimulatorChild::requestCode()
{
    if (isRunning())
        m_process->write("code\n");
}

void SimulatorChild::read()
{
    m_line += m_process->readAllStandardOutput(); // always, so that the pipe never fills
    for (auto end = m_line.indexOf('\n'); end >= 0 || m_line.size() > longestLine; end = m_line.indexOf('\n')) {
        const auto line = m_line.left(end);
        m_line.remove(0, end < 0 ? m_line.size() : end + 1);
        if (!m_ready)
            readFirst(line);
        else if (const auto code = QJsonDocument::fromJson(line).object().value("enrolment_code"_L1).toString(); !code.isEmpty())
            Q_EMIT codeReady(code);
        if (!m_process)
            return;
    }
}

void SimulatorChild::readFirst(const QByteArray &line)
{
    const auto object = QJsonDocument::fromJson(line).object();
    const auto address = PlatformAddress::parse(object.value("platform"_L1).toString() % u"#sha256="_s %
                                                object.value("authority_sha256"_L1).toString());
    if (!address) {
        fail({Error::Code::Malformed, u"first line"_s});
        return;
    }
    m_patience.stop();
    m_ready = true;
    m_address = *address;
    Q_EMIT ready(*address, object.value("enrolment_code"_L1).toString());
}

void SimulatorChild::noteEnd()
{
    m_errors += m_process->readAllStandardError();
    if (m_address && !std::exchange(m_restarted, true)) {
        Q_EMIT restarting();
        launch();
        return;
    }
    fail({Error::Code::Unavailable, lastLine(m_errors)});
}

void SimulatorChild::fail(const Error &error)
{
    m_patience.stop();
    if (m_process) {
        m_process->disconnect(this);
        m_process->kill();
        m_process.release()->deleteLater();
    }
    Q_EMIT failed(error);
}

} // namespace stanforis

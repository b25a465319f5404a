// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/ids.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

#include <algorithm>
#include <csignal>
#include <vector>

namespace stanforis::test {

/// The platform in tests/integration/node as a child process; ends with this object. It comes back on the same ports and with the
/// same certificate when it is started again.
class NodeServer
{
public:
    /// False: `problem` says why, in a sentence.
    [[nodiscard]] bool start(Instant begin, const QStringList &more = {})
    {
        if (QStringLiteral(STANFORIS_NODE).isEmpty() || !QFile::exists(QStringLiteral(STANFORIS_NODE_MODULES "/ws"))) {
            problem = QStringLiteral("Node or its modules are missing; run installer/dependencies.sh --tests, configure again, "
                                     "and let ctest run node_modules first.");
            return false;
        }
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("NODE_PATH"), QStringLiteral(STANFORIS_NODE_MODULES));
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        const QString source = QStringLiteral(STANFORIS_SOURCE_DIR);
        QStringList arguments{source + QStringLiteral("/tests/integration/node/server.js"),
                              QStringLiteral("--folder"),
                              m_folder.path(),
                              QStringLiteral("--data"),
                              source + QStringLiteral("/resources/data"),
                              QStringLiteral("--contracts"),
                              source + QStringLiteral("/app/contracts"),
                              QStringLiteral("--start"),
                              QString::number(toMicroseconds(begin))};
        if (m_address.isValid())
            arguments += {QStringLiteral("--port"), QString::number(m_address.port()), QStringLiteral("--grpc-port"), grpcPort};
        m_process.start(QStringLiteral(STANFORIS_NODE), arguments + more);
        while (m_process.state() != QProcess::NotRunning && !m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(20'000))
                break;
        }
        const auto line = QJsonDocument::fromJson(m_process.readLine());
        m_address = QUrl(line[QLatin1String("platform")].toString());
        m_authority = line[QLatin1String("authority_sha256")].toString();
        code = line[QLatin1String("enrolment_code")].toString();
        problem = QStringLiteral("The server did not start; its errors are above.");
        return !m_address.isEmpty();
    }
    ~NodeServer() { kill(); }

    void kill()
    {
        resume();
        m_process.kill();
        m_process.waitForFinished();
    }
    /// Its connections stay, and nothing moves on them.
    void freeze() { signal(SIGSTOP); }
    void resume() { signal(SIGCONT); }
    void command(const char *text) { m_process.write(QByteArray(text) + '\n'); }

    [[nodiscard]] QString address() const { return m_address.toString() + QStringLiteral("#sha256=") + m_authority; }

    QString problem;
    QString code;     ///< enrols one workstation
    QString grpcPort; ///< to be given again

private:
    void signal(int number)
    {
        if (m_process.processId() > 0)
            ::kill(static_cast<pid_t>(m_process.processId()), number);
    }

    QTemporaryDir m_folder;
    QProcess m_process;
    QUrl m_address;
    QString m_authority;
};

/// A row of a file, on the clock of the test.
struct Row
{
    Instant time;
    double value = 0;
};

/// The rows the server feeds, read from the files without it.
inline std::vector<Row> rowsOf(const SeriesKey &key, Instant begin)
{
    const bool regular = key.value == QLatin1String("energy/grid/load");
    QFile file(QStringLiteral(STANFORIS_SOURCE_DIR "/resources/data/") +
               (regular ? QStringLiteral("electric-load-hourly-1992.csv") : QStringLiteral("usgs-earthquakes.csv")));
    std::vector<Row> rows;
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    std::vector<std::pair<qint64, double>> quakes;
    file.readLine();
    while (!file.atEnd()) {
        const auto cells = file.readLine().trimmed().split(',');
        if (regular)
            rows.push_back({begin + std::chrono::milliseconds(100) * static_cast<int>(rows.size()), cells[1].toDouble()});
        else
            quakes.emplace_back(cells[0].toLongLong(), cells[1].toDouble());
    }
    std::stable_sort(quakes.begin(), quakes.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (const auto &[milliseconds, magnitude] : quakes) {
        const Instant time = begin + Duration{(milliseconds - quakes.front().first) * 1000 / 8'192};
        if (rows.empty() || time > rows.back().time)
            rows.push_back({time, magnitude});
    }
    return rows;
}

} // namespace stanforis::test

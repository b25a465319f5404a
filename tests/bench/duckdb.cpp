// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/duckdb.h"

#include "tests/bench/partprocess.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace stanforis::bench {

using namespace Qt::StringLiterals;

DuckDb::~DuckDb()
{
    m_process.closeWriteChannel();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(5'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

Result<DuckDb::Answer> DuckDb::start(const Options &options, qint64 samples, Duration step)
{
    if (!QFile::exists(options.peers + u"/node_modules/@duckdb/node-api"_s))
        return cannot(u"DuckDB is missing in "_s + options.peers + u"; run tests/bench/peers.sh"_s);
    m_process.start(u"node"_s, {QStringLiteral(STANFORIS_BENCH_SOURCES "/duckdb/serve.mjs"), options.peers,
                                QString::number(samples), QString::number(step.count())});
    const auto ready = readAnswer(m_process, 300);
    if (!ready)
        return ready.error();
    return Answer{};
}

Result<DuckDb::Answer> DuckDb::ask(TimeRange range, int columns, int repeat, bool withColumns)
{
    const QJsonObject question{
        {u"from"_s, static_cast<qint64>(toMicroseconds(range.from))},
        {u"to"_s, static_cast<qint64>(toMicroseconds(range.to))},
        {u"columns"_s, columns},
        {u"repeat"_s, repeat},
        {u"rows"_s, withColumns},
    };
    m_process.write(QJsonDocument(question).toJson(QJsonDocument::Compact) + '\n');
    const auto told = readAnswer(m_process, 120);
    if (!told)
        return told.error();
    Answer answer;
    answer.cpu = told->value("cpu_ms"_L1).toDouble();
    for (const auto row : told->value("rows"_L1).toArray()) {
        const QJsonArray cells = row.toArray();
        answer.columns[cells[0].toInteger()] = {cells[1].toDouble(), cells[2].toDouble(), cells[3].toDouble()};
    }
    return answer;
}

} // namespace stanforis::bench

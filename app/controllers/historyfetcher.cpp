// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/historyfetcher.h"

#include "models/telemetry/seriesstore.h"

#include <QLoggingCategory>
#include <QTimer>

#include <array>

namespace stanforis {

using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(historyLog, "stanforis.history", QtInfoMsg)

constexpr qsizetype seriesPerQuery = 64;
constexpr Duration longestOfSamples = 1h;
constexpr int mostPieces = 6;
constexpr int mostColumns = 8192;
constexpr std::array pauses{2s, 5s, 10s, 30s};
constexpr int mostAttempts = 30; // a quarter of an hour
constexpr int mostMalformed = 3; // an answer broken on the way comes whole the next time; one that was made wrong does not

bool mayBeHadLater(Error::Code code)
{
    switch (code) {
    case Error::Code::Unreachable:
    case Error::Code::TimedOut:
    case Error::Code::Unavailable:
    case Error::Code::Unauthenticated:
    case Error::Code::Malformed:
    case Error::Code::Internal:
        return true;
    default:
        return false;
    }
}

} // namespace

HistoryFetcher::HistoryFetcher(TelemetryPort &port, SeriesStore &store, QObject *parent)
    : QObject(parent)
    , m_port(port)
    , m_store(store)
    , m_running(std::make_unique<QObject>())
{}

void HistoryFetcher::fetchSamples(const SectorId &sector, const QList<SeriesKey> &series, TimeRange range)
{
    if (range.length() > longestOfSamples * mostPieces) {
        fetchColumns(sector, series, range, mostColumns);
        return;
    }
    for (Instant from = range.from; from < range.to; from += longestOfSamples) {
        for (qsizetype first = 0; first < series.size(); first += seriesPerQuery)
            ask({sector, series.mid(first, seriesPerQuery), {from, std::min(from + longestOfSamples, range.to)}, 0}, {});
    }
}

void HistoryFetcher::fetchColumns(const SectorId &sector, const QList<SeriesKey> &series, TimeRange range, int columns)
{
    QList<SeriesKey> few;
    QList<SeriesKey> many;
    for (const SeriesKey &key : series) {
        const Duration interval = m_store.sourceInterval(key);
        const bool isFew =
            interval > Duration::zero() && range.length() <= longestOfSamples && range.length() / interval <= columns;
        (isFew ? few : many).append(key);
    }
    if (!few.isEmpty())
        fetchSamples(sector, few, range);
    for (qsizetype first = 0; first < many.size(); first += seriesPerQuery)
        ask({sector, many.mid(first, seriesPerQuery), range, std::clamp(columns, 1, mostColumns)}, {});
}

void HistoryFetcher::fetchLacking(const SectorId &sector, const QList<SeriesKey> &series, TimeRange range, int columns)
{
    QList<SeriesKey> lacking;
    for (const SeriesKey &key : series) {
        // A hole may be filled late, a summary does not become finer.
        if (!m_store.covers(key, range, columns) && !(hasAnswered(key, range, columns) && m_store.covers(key, range)))
            lacking.append(key);
    }
    fetchColumns(sector, lacking, range, columns);
}

bool HistoryFetcher::hasAnswered(const SeriesKey &series, TimeRange range, int columns) const
{
    const auto answer = m_answers.constFind(series);
    return answer != m_answers.constEnd() && answer->range == range &&
           (answer->columns == 0 || answer->columns >= std::min(columns, mostColumns));
}

void HistoryFetcher::cancel() { m_running = std::make_unique<QObject>(); }

void HistoryFetcher::ask(const HistoryQuery &query, const Tries &tries)
{
    QObject *context = m_running.get();
    m_port.history(context, query, [this, context, query, tries](Result<QList<HistorySeries>> reply) {
        if (reply) {
            for (const SeriesKey &key : query.series)
                m_answers.insert(key, {query.range, query.columns});
            m_store.fill(*reply);
            return;
        }
        if (!mayBeHadLater(reply.error().code))
            return;
        const Tries next{tries.all + 1, tries.malformed + (reply.error().code == Error::Code::Malformed ? 1 : 0)};
        if (next.all > mostAttempts || next.malformed >= mostMalformed) {
            qCWarning(historyLog,
                      "History is not asked for again after %d attempts, %d of them answered with what cannot be read; "
                      "it stays a hole.",
                      next.all, next.malformed);
            return;
        }
        const auto pause = pauses[std::min(static_cast<std::size_t>(tries.all), pauses.size() - 1)];
        QTimer::singleShot(pause, context, [this, query, next] { ask(query, next); });
    });
}

} // namespace stanforis

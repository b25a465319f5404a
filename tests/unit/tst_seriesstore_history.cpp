// SPDX-License-Identifier: GPL-3.0-or-later
// What the store makes of answers from history: to different questions, beside live samples, and when old samples had to go.
#include "models/ports/chunkvault.h"
#include "models/ports/telemetryport.h"
#include "models/telemetry/seriesstore.h"
#include "tests/support/plainseries.h"

#include <QHash>
#include <QRandomGenerator>
#include <QTest>

using namespace stanforis;
using namespace std::chrono_literals;

namespace {

const SeriesKey key{QStringLiteral("energy/grid/frequency")};
const Instant start = fromMicroseconds(1'700'000'000'000'000);

/// A platform that knows every sample, and answers as the contract says.
class Source
{
public:
    Source(int seconds, quint32 seed, int holes = 0)
        : m_random(seed)
    {
        QList<Sample> samples;
        for (int i = 0; i < seconds; ++i)
            samples.append({start + i * 1s, m_random.generateDouble() * (m_random.bounded(200) == 0 ? 1e6 : 1)});
        for (; holes > 0; --holes) {
            const auto from = static_cast<qsizetype>(m_random.bounded(seconds));
            samples.remove(from, std::min<qsizetype>(samples.size() - from, 1 + m_random.bounded(120)));
            seconds = static_cast<int>(samples.size());
        }
        m_plain.append(SampleBlock::of(key, 1s, samples));
    }
    [[nodiscard]] HistorySeries answer(TimeRange range, int columns) const
    {
        HistorySeries answer{key, 1s, m_plain.columns(range, columns > 0 ? columns : int(range.length() / 1s) * 2)};
        answer.width = columns > 0 ? range.length() / columns + 1us : 0us;
        answer.end = range.to;
        answer.columns.removeIf([&range](const Column &column) { return !range.contains(column.time); });
        return answer;
    }
    [[nodiscard]] SampleBlock live(TimeRange range) const
    {
        QList<Sample> samples;
        for (const auto &[time, sample] : m_plain.samples()) {
            if (range.contains(time))
                samples.append(sample);
        }
        return SampleBlock::of(key, 1s, samples);
    }
    [[nodiscard]] const PlainSeries &plain() const { return m_plain; }
    [[nodiscard]] int below(int end) { return static_cast<int>(m_random.bounded(end)); }

private:
    QRandomGenerator m_random;
    PlainSeries m_plain;
};

struct Total
{
    double lowest = 1e99;
    double highest = -1e99;
    quint64 count = 0;
    void add(double minimum, double maximum, quint64 samples)
    {
        lowest = std::min(lowest, minimum);
        highest = std::max(highest, maximum);
        count += samples;
    }
};

Total totalOf(const QList<Column> &columns)
{
    Total total;
    for (const Column &column : columns)
        total.add(column.minimum, column.maximum, column.count);
    return total;
}

/// Replies in a later turn of the event loop.
class MemoryVault final : public ChunkVault
{
public:
    void put(QObject *context, const QByteArray &bytes, Reply<quint64> reply) override
    {
        m_kept.insert(++m_tickets, bytes);
        QMetaObject::invokeMethod(
            context, [reply, ticket = m_tickets] { reply(ticket); }, Qt::QueuedConnection);
    }
    void take(QObject *context, quint64 ticket, Reply<QByteArray> reply) override
    {
        QMetaObject::invokeMethod(
            context, [reply, bytes = m_kept.value(ticket)] { reply(bytes); }, Qt::QueuedConnection);
    }
    void discard(quint64 ticket) override { m_kept.remove(ticket); }
    [[nodiscard]] qsizetype size() const { return m_kept.size(); }

private:
    QHash<quint64, QByteArray> m_kept;
    quint64 m_tickets = 0;
};

} // namespace

class SeriesStoreHistoryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCoarseColumnDoesNotCoverAFinerView()
    {
        const Source source(86'400, 1);
        SeriesStore store;
        const TimeRange day{start, start + 24h}, some{start + 12h, start + 12h + 10min};
        store.fill({source.answer(day, 2000)});
        QVERIFY(store.covers(key, day));
        QVERIFY(store.covers(key, day, 2000));
        QVERIFY(store.covers(key, some));
        QVERIFY(!store.covers(key, some, 1000));
        store.fill({source.answer(some, 300)});
        QVERIFY(store.covers(key, some, 300));
        QVERIFY(!store.covers(key, some, 600));
        store.fill({source.answer(some, 0)});
        QVERIFY(store.covers(key, some, 1000));
        QVERIFY(store.covers(key, day, 2000));
    }

    void aLongerRangeKeepsWhatIsFinerAndShowsTheRest()
    {
        const Source source(86'400, 2);
        SeriesStore store;
        const TimeRange hour{start + 20h + 17s, start + 21h + 17s}, day{start, start + 24h};
        store.fill({source.answer(hour, 1000)});
        const qsizetype fine = store.columns(key, hour, 10'000).size();
        store.fill({source.answer(day, 2000)});
        QVERIFY(store.covers(key, day));
        QVERIFY(store.columns(key, hour, 10'000).size() >= fine);
        const Total all = totalOf(store.columns(key, day, 500)), expected = totalOf(source.plain().columns(day, 500));
        QCOMPARE(all.lowest, expected.lowest);
        QCOMPARE(all.highest, expected.highest);
        QVERIFY(all.count >= expected.count && all.count < expected.count + 2 * 44); // two columns meet the finer ones
    }

    void aSpikeBesideTheFirstLiveSamplesIsSeen()
    {
        SeriesStore store;
        QList<Sample> live;
        for (int i = 0; i < 30; ++i)
            live.append({start + (50 + i) * 1s, 1.0});
        store.append({SampleBlock::of(key, 1s, live)});
        store.fill({{key, 1s, {{start, 0, 900, 1, 1, 72}, {start + 72s, 1, 1, 1, 1, 8}}}});
        const Total shown = totalOf(store.columns(key, {start, start + 80s}, 80));
        QCOMPARE(shown.highest, 900.0);
        QCOMPARE(shown.lowest, 0.0);
        QCOMPARE(shown.count, quint64(72 + 30)); // of the second column all samples are here
    }

    void nothingThatWasToldIsLost_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 16; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
    void nothingThatWasToldIsLost()
    {
        QFETCH(const quint32, seed);
        constexpr int seconds = 20'000;
        Source source(seconds, seed, static_cast<int>(seed % 4) * 5);
        SeriesStore store;
        QList<TimeRange> told;
        for (int round = 0; round < 30; ++round) {
            const Instant from = start + source.below(seconds) * 1s + source.below(1000) * 1ms;
            const TimeRange range{from, from + (2 + source.below(round % 3 == 0 ? seconds : 600)) * 1s};
            if (source.below(5) == 0)
                store.append({source.live(range)});
            else
                store.fill({source.answer(range, source.below(4) == 0 ? 0 : 1 + source.below(300))});
            told.append(range);

            const Instant at = start + source.below(seconds) * 1s;
            const TimeRange seen{at, at + (1 + source.below(source.below(2) == 0 ? seconds : 300)) * 1s};
            Total expected;
            for (const auto &[time, sample] : source.plain().samples()) {
                if (seen.contains(time) &&
                    std::ranges::any_of(told, [t = time](const TimeRange &one) { return one.contains(t); }))
                    expected.add(sample.value, sample.value, 1);
            }
            const QList<Column> columns = store.columns(key, seen, 1 + source.below(700));
            QVERIFY(std::ranges::is_sorted(columns, {}, &Column::time));
            const Total shown = totalOf(columns); // the neighbour before may reach into the range
            QVERIFY2(shown.lowest <= expected.lowest && shown.highest >= expected.highest,
                     qPrintable(QStringLiteral("round %1").arg(round)));
            QVERIFY(shown.count >= expected.count);
        }
        // Once all samples of a stretch have come, nothing but them is left in it.
        const TimeRange asked{start, start + seconds * 1s};
        store.fill({source.answer(asked, 0)});
        const QList<Column> found = store.columns(key, asked, 777), expected = source.plain().columns(asked, 777);
        QCOMPARE(found.size(), expected.size());
        for (qsizetype i = 0; i < found.size(); ++i)
            QVERIFY2(isSame(found[i], expected[i]), qPrintable(QStringLiteral("column %1").arg(i)));
    }

    void figuresOfAFastSourceDoNotCoverItsPast()
    {
        SeriesStore store;
        QList<Sample> figures, raw;
        for (int i = 0; i < 60; ++i)
            figures.append({start + i * 1s, 1.0});
        for (int i = 0; i < 10; ++i)
            raw.append({start + 60s + i * 100ms, 1.0});
        store.append({SampleBlock::of(key, 1s, figures)});
        QVERIFY(store.covers(key, {start, start + 60s}));
        store.append({SampleBlock::of(key, 100ms, raw)});
        QVERIFY(!store.covers(key, {start, start + 60s}));
        store.append({SampleBlock::of(key, 1s, {{start + 62s, 1.0}})}); // figures again
        QCOMPARE(store.interval(key), Duration(1s));
        QCOMPARE(store.sourceInterval(key), Duration(100ms));
        store.fill({{key, 1s, {}}}); // it has become slower
        QCOMPARE(store.sourceInterval(key), Duration(1s));
        store.fill({{key, 10s, {}}}); // but not than what comes
        QCOMPARE(store.sourceInterval(key), Duration(1s));
    }

    void whatIsAwayForLongestIsForgottenBeforeItFillsTheMemory()
    {
        constexpr std::size_t budget = 300'000;
        constexpr std::size_t perBlock = 4096, blocks = 900;
        MemoryVault vault;
        SeriesStore store({.memory = budget}, &vault);
        QRandomGenerator random(7);
        SampleBlock block{key, 1s};
        block.step = 1s;
        block.values.resize(perBlock);
        std::size_t most = 0;
        for (std::size_t i = 0; i < blocks; ++i) {
            block.first = start + static_cast<int>(i * perBlock) * 1s;
            for (double &value : block.values)
                value = std::round(random.generateDouble() * 1000) / 1000;
            store.append({block});
            store.settle();
            QCoreApplication::processEvents();
            most = std::max(most, store.bytesUsed());
        }
        QTRY_VERIFY(store.bytesUsed() <= budget);
        QVERIFY2(most < budget + 8 * perBlock * sizeof(double), qPrintable(QString::number(most)));
        QVERIFY(store.chunksAway() > 100);
        QCOMPARE(static_cast<qsizetype>(store.chunksAway()) <= vault.size(), true); // what is forgotten is discarded
        const Instant end = start + static_cast<int>(blocks * perBlock) * 1s;
        QVERIFY(!store.covers(key, {start, start + 1h}));
        QVERIFY(store.covers(key, {end - 24h, end}));
        PlainSeries plain;
        plain.append(block);
        const TimeRange newest{block.first + 1s, end};
        const QList<Column> found = store.columns(key, newest, 333), expected = plain.columns(newest, 333);
        QCOMPARE(found.size(), expected.size());
        for (qsizetype i = 1; i < found.size(); ++i) // the first is of the block before
            QVERIFY(isSame(found[i], expected[i]));
    }
};

QTEST_GUILESS_MAIN(SeriesStoreHistoryTest)
#include "tst_seriesstore_history.moc"

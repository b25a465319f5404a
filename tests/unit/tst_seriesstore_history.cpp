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
        QCOMPARE(shown.count, quint64(80)); // of the second column all samples are here, of the first 22
    }

    void theMeanOverHistoryAndLiveSamplesIsExact_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 16; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
    void theMeanOverHistoryAndLiveSamplesIsExact()
    {
        QFETCH(const quint32, seed);
        constexpr int seconds = 20'000;
        Source source(seconds, seed, static_cast<int>(seed % 4) * 5);
        SeriesStore store;
        const TimeRange all{start, start + seconds * 1s};
        // In the middle of a column; sometimes a part of it only.
        const Instant from = start + (2000 + source.below(15'000)) * 1s;
        store.append({source.live({from, seed % 2 == 0 ? all.to : from + source.below(3000) * 1s})});
        store.fill({source.answer(all, 1 + source.below(400))});
        for (const int columns : {1, 7, 500}) {
            double sum = 0;
            quint64 count = 0;
            for (const Column &column : store.columns(key, all, columns)) {
                QVERIFY(!column.overlaps && column.mean());
                QVERIFY(column.minimum <= *column.mean() && *column.mean() <= column.maximum);
                sum += column.sum;
                count += column.count;
            }
            const Column expected = source.plain().columns(all, 1).first();
            QCOMPARE(count, quint64(expected.count));
            QVERIFY2(std::abs(sum - expected.sum) < 1e-12 * expected.maximum * expected.count, qPrintable(QString::number(sum)));
        }
    }

    void ofSummariesThatOverlapTheMeanIsMarked()
    {
        const Source source(2000, 3);
        SeriesStore store;
        store.fill({source.answer({start, start + 1000s}, 10)});
        store.fill({source.answer({start + 950s, start + 2000s}, 7)});
        const Column whole = store.columns(key, {start, start + 2000s}, 1).first();
        QVERIFY(whole.overlaps);
        QVERIFY(!store.columns(key, {start, start + 900s}, 1).first().overlaps);
    }

    void aPlatformThatTellsNoSumLeavesTheMeanUnknown()
    {
        SeriesStore store;
        store.fill({{key,
                     1s,
                     {{start, 0, 9, 1, 2, 10}, {start + 10s, 5, 5, 5, 5, 10}, {start + 20s, 1, 3, 3, 1, 2}},
                     10s,
                     start + 30s}});
        const QList<Column> columns = store.columns(key, {start, start + 30s}, 3);
        QCOMPARE(columns.size(), 3);
        QVERIFY(!columns[0].mean());
        QCOMPARE(columns[1].mean().value(), 5.0); // all of them are five
        QCOMPARE(columns[2].mean().value(), 2.0);
        QVERIFY(!store.columns(key, {start, start + 30s}, 1).first().mean()); // unknown stays unknown
        store.fill({{key, 1s, {{start, 0, 9, 1, 2, 10, Quality::Good, false, {}, 30}}, 10s, start + 10s}});
        QCOMPARE(store.columns(key, {start, start + 10s}, 1).first().mean().value(), 3.0); // told again, with a sum
    }

    void samplesThatHistoryDoesNotKnowMarkTheMean()
    {
        SeriesStore store;
        store.append({SampleBlock::of(key, 1s, {{start + 3s, 1e6}, {start + 4s, 1e6}})});
        store.fill({{key, 1s, {{start, 0, 9, 1, 2, 10, Quality::Good, false, {}, 30}}, 10s, start + 10s}});
        QVERIFY(store.columns(key, {start, start + 10s}, 1).first().overlaps);
    }

    void whileSamplesAreAwayThePartOfThemHasNoMean()
    {
        MemoryVault vault;
        SeriesStore store({.memory = 200'000}, &vault);
        QRandomGenerator random(5);
        PlainSeries plain;
        SampleBlock block{key, 1s};
        block.step = 1s;
        for (int i = 0; i < 60; ++i) {
            block.first = start + i * 4096 * 1s;
            block.values.clear();
            for (int sample = 0; sample < 4096; ++sample)
                block.values.push_back(random.generateDouble());
            store.append({block});
            plain.append(block);
            store.settle();
            QCoreApplication::processEvents();
        }
        QTRY_VERIFY(store.chunksAway() > 10);
        const TimeRange cut{start + 2000s, start + 30'000s};
        const Column rough = store.columns(key, cut, 1).at(1);
        QVERIFY(!rough.mean());
        QTRY_VERIFY(store.columns(key, cut, 1).at(1).mean());
        QVERIFY(isSame(store.columns(key, cut, 1).at(1), plain.columns(cut, 1).at(1)));
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

    void withoutAVaultTheOldestRemnantsAreForgottenBeforeTheyFillTheMemory()
    {
        constexpr std::size_t budget = 300'000;
        constexpr std::size_t perBlock = 4096, blocks = 1500;
        SeriesStore store({.memory = budget});
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
            most = std::max(most, store.bytesUsed());
        }
        QVERIFY2(most < budget + 8 * perBlock * sizeof(double), qPrintable(QString::number(most)));
        const Instant end = start + static_cast<int>(blocks * perBlock) * 1s;
        QVERIFY(store.columns(key, {start, start + 24h}, 1).size() < 2); // at most what follows the range
        QVERIFY(store.covers(key, {end - 240h, end}));
        // What is left is still exact.
        const Column before = store.columns(key, {block.first - 1s * int(perBlock), block.first}, 1).at(1);
        QCOMPARE(before.count, std::uint32_t(perBlock));
        QVERIFY(before.mean());
        store.clear();
        QVERIFY(store.bytesUsed() < 1000);
    }

    void whatIsAwayForLongestIsForgottenBeforeItFillsTheMemory()
    {
        constexpr std::size_t budget = 300'000;
        constexpr std::size_t perBlock = 4096, blocks = 2400;
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ports/telemetryport.h"
#include "models/telemetry/seriesstore.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace stanforis;
using std::chrono_literals::operator""s;
using std::chrono_literals::operator""ms;

namespace {

const SeriesKey key{QStringLiteral("energy/grid/frequency")};
const Instant start = fromMicroseconds(1'700'000'000'000'000);

SampleBlock block(const QList<Sample> &samples) { return SampleBlock::of(key, 1s, samples); }

HistorySeries history(QList<Column> columns) { return {key, 1s, std::move(columns)}; }

} // namespace

class SeriesStoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noExtremeIsLostAtAnyZoom()
    {
        QRandomGenerator random(20261122);
        SeriesStore store;
        QList<Sample> all;
        for (int i = 0; i < 5000; ++i)
            all.append({start + i * 1s, random.generateDouble() * (random.bounded(500) == 0 ? 1e6 : 1)});
        store.append({block(all)});
        for (int round = 0; round < 300; ++round) {
            const Instant from = start + random.bounded(5000) * 1s;
            const TimeRange range{from, from + (1 + random.bounded(5000)) * 1s};
            const int pixels = 1 + static_cast<int>(random.bounded(700));
            double lowest = 1e99, highest = -1e99;
            quint32 count = 0;
            for (const Sample &sample : all) {
                if (range.contains(sample.time)) {
                    lowest = std::min(lowest, sample.value);
                    highest = std::max(highest, sample.value);
                    ++count;
                }
            }
            double foundLowest = 1e99, foundHighest = -1e99;
            quint32 foundCount = 0;
            for (const Column &column : store.columns(key, range, pixels)) {
                if (!range.contains(column.time))
                    continue; // the neighbour that lets the line enter or leave
                foundLowest = std::min(foundLowest, column.minimum);
                foundHighest = std::max(foundHighest, column.maximum);
                foundCount += column.count;
            }
            QCOMPARE(foundCount, count);
            QCOMPARE(foundLowest, lowest);
            QCOMPARE(foundHighest, highest);
            QVERIFY(store.columns(key, range, pixels).size() <= pixels + 2);
        }
    }

    void lateSamplesFindTheirPlaceAndDuplicatesAreRefused()
    {
        SeriesStore store;
        store.append({block({{start, 1}, {start + 2s, 3}})});
        store.append({block({{start + 1s, 2}, {start + 2s, 99}})});
        QCOMPARE(store.refused(), quint64(1));
        const auto columns = store.columns(key, {start, start + 3s}, 3);
        QCOMPARE(columns.size(), 3);
        QCOMPARE(columns[1].last, 2.0);
        QCOMPARE(columns[2].last, 3.0);
    }

    void aSummaryNeverReplacesSamples()
    {
        SeriesStore store;
        store.append({block({{start + 10s, 5}, {start + 11s, 6}})});
        store.fill({history({{start, 1, 9, 1, 9, 5}, {start + 10s, 0, 100, 0, 100, 2}})});
        const auto columns = store.columns(key, {start, start + 20s}, 20);
        QCOMPARE(columns.first().maximum, 9.0);
        QCOMPARE(columns.last().maximum, 6.0);
    }

    void finerHistoryReplacesCoarserNotTheReverse()
    {
        SeriesStore store;
        store.fill({history({{start, 0, 10, 0, 10, 10}})});
        store.fill({history({{start, 0, 4, 0, 4, 5}, {start + 5s, 5, 10, 5, 10, 5}})});
        QCOMPARE(store.columns(key, {start, start + 10s}, 100).size(), 2);
        store.fill({history({{start, 0, 10, 0, 10, 10}})});
        QCOMPARE(store.columns(key, {start, start + 10s}, 100).size(), 2);
    }

    void whatIsForgottenAndFilledAgainIsAnotherPast()
    {
        SeriesStore store;
        const HistorySeries first = history({{start, 0, 10, 0, 10, 10}});
        store.fill({first});
        const quint64 before = store.pastRevision(key);
        store.clear();
        store.fill({first});
        QVERIFY(store.pastRevision(key) != before); // else a plot would keep what it has drawn
    }

    void coversKnowsHoles()
    {
        SeriesStore store;
        QList<Sample> samples;
        for (int i = 0; i < 60; ++i) {
            if (i < 20 || i >= 30)
                samples.append({start + i * 1s, 1.0});
        }
        store.append({block(samples)});
        QVERIFY(!store.covers(key, {start, start + 60s}));
        QVERIFY(store.covers(key, {start + 30s, start + 60s}));
        QList<Column> missing;
        for (int i = 20; i < 30; ++i)
            missing.append({start + i * 1s, 2, 2, 2, 2, 1});
        store.fill({history(missing)});
        QVERIFY(store.covers(key, {start, start + 60s}));
    }

    void aValueIsNotCarriedAcrossAHole()
    {
        SeriesStore store;
        store.append({block({{start, 1}, {start + 60s, 2}})});
        QVERIFY(store.sampleAt(key, start + 1s).has_value());
        QVERIFY(!store.sampleAt(key, start + 30s).has_value());
        QVERIFY(!store.sampleAt(key, start - 1s).has_value());
    }

    void theOldestAreLetGoBeyondTheCapacity()
    {
        SeriesStore store({.samplesPerSeries = 10'000});
        for (int i = 0; i < 50'000; ++i)
            store.append({block({{start + i * 1s, double(i)}})});
        const auto columns = store.columns(key, {start, start + 50'000s}, 100'000);
        QVERIFY(columns.size() >= 10'000 && columns.size() < 10'000 + 2 * 4096);
        QCOMPARE(columns.last().last, 49'999.0);
        QCOMPARE(columns.first().time, start + (50'000 - columns.size()) * 1s);
    }

    void oneSignalForABatch()
    {
        SeriesStore store;
        QSignalSpy appended(&store, &SeriesStore::appended);
        store.append({block({{start, 1}}), block({{start + 1s, 2}}), block({{start + 2s, 2}})});
        QCOMPARE(appended.count(), 1);
    }

    void aForgottenSectorLeavesNothing()
    {
        SeriesStore store;
        store.append({block({{start, 1}})});
        store.forgetSector(SectorId(QStringLiteral("ener")));
        QVERIFY(store.lastSample(key).has_value());
        store.forgetSector(SectorId(QStringLiteral("energy")));
        QVERIFY(!store.lastSample(key).has_value());
    }
};

QTEST_GUILESS_MAIN(SeriesStoreTest)
#include "tst_seriesstore.moc"

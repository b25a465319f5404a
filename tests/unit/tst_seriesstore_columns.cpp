// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ports/telemetryport.h"
#include "models/telemetry/seriesstore.h"
#include "tests/support/plainseries.h"

#include <QRandomGenerator>
#include <QTest>

using namespace stanforis;
using std::chrono_literals::operator""s;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""us;

namespace {

const SeriesKey key{QStringLiteral("energy/grid/frequency")};
const Instant start = fromMicroseconds(1'700'000'000'000'000);

/// Blocks as they come from good and from bad places.
class Source
{
public:
    explicit Source(quint32 seed)
        : m_random(seed)
        , m_decimals(static_cast<int>(m_random.bounded(9)))
        , m_step(1us * (1 + static_cast<qint64>(m_random.bounded(3'000'000))))
        , m_disorder(static_cast<int>(m_random.bounded(30)))
    {}

    SampleBlock block()
    {
        SampleBlock block;
        block.key = key;
        block.interval = m_step;
        block.origin = static_cast<Origin>(m_random.bounded(4));
        const std::size_t count = m_random.bounded(4) == 0 ? 1 : 1 + m_random.bounded(m_random.bounded(5) == 0 ? 9000U : 300U);
        const bool late = m_random.bounded(100) < m_disorder;
        block.first = late ? start + below(m_end - start + 1us)
                           : m_end + (m_random.bounded(10) == 0 ? m_step * m_random.bounded(50) : Duration{});
        block.step = late && m_random.bounded(2) == 0 ? m_step / 3 + 1us : m_step;
        Instant time = block.first;
        const bool irregular = m_random.bounded(3) == 0;
        for (std::size_t i = 0; i < count; ++i) {
            block.values.push_back(value());
            if (irregular)
                block.times.push_back(time);
            time += irregular ? below(m_step * 2) + (m_random.bounded(100) == 0 ? 0us : 1us) : block.step;
        }
        if (m_random.bounded(3) == 0) {
            for (std::size_t left = count; left > 0;) {
                const std::size_t length = 1 + m_random.bounded(static_cast<quint32>(left));
                block.quality.push_back({static_cast<Quality>(m_random.bounded(6)), static_cast<std::uint32_t>(length)});
                left -= length;
            }
        }
        m_end = std::max(m_end, time);
        return block;
    }
    TimeRange range()
    {
        const Duration length = m_end - start + 1s;
        const Instant from = start + below(length) - 1s;
        return {from, from + 1us + below(m_random.bounded(2) == 0 ? length : length / 50 + 1us)};
    }
    int columns() { return 1 + static_cast<int>(m_random.bounded(m_random.bounded(3) == 0 ? 5000U : 300U)); }

private:
    Duration below(Duration end) { return Duration(m_random.bounded(static_cast<qint64>(end.count()))); }

    double value()
    {
        if (m_random.bounded(3000) == 0)
            return m_random.bounded(2) == 0 ? std::nan("") : (m_random.generateDouble() - 0.5) * 1e200;
        m_level += m_random.generateDouble() - 0.5;
        if (m_decimals > 6)
            return m_level;
        const double power = std::pow(10, m_decimals);
        return std::round(m_level * power) / power;
    }

    QRandomGenerator m_random;
    int m_decimals;
    Duration m_step;
    int m_disorder;
    Instant m_end = start;
    double m_level = 50;
};

} // namespace

class SeriesStoreColumnsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyColumnIsWhatAScanOfTheSamplesFinds_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 24; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
    void everyColumnIsWhatAScanOfTheSamplesFinds()
    {
        QFETCH(const quint32, seed);
        Source source(seed);
        SeriesStore store;
        PlainSeries plain;
        for (int round = 0; round < 40; ++round) {
            QList<SampleBlock> blocks;
            for (quint32 i = 0; i <= seed % 5; ++i)
                blocks.append(source.block());
            store.append(blocks);
            for (const SampleBlock &block : blocks)
                plain.append(block);
            if (round % 7 == 6)
                store.settle();
            const TimeRange range = source.range();
            const int count = source.columns();
            const QList<Column> found = store.columns(key, range, count), expected = plain.columns(range, count);
            QCOMPARE(found.size(), expected.size());
            for (qsizetype i = 0; i < found.size(); ++i)
                QVERIFY2(isSame(found[i], expected[i]), qPrintable(QStringLiteral("round %1 column %2").arg(round).arg(i)));
        }
        QCOMPARE(store.refused(), plain.refused());
        const auto &[time, last] = *plain.samples().rbegin();
        QCOMPARE(store.lastSample(key)->time, time);
        QCOMPARE(store.lastSample(key)->value, last.value);
        QCOMPARE(store.lastSample(key)->quality, last.quality);
    }
};

QTEST_GUILESS_MAIN(SeriesStoreColumnsTest)
#include "tst_seriesstore_columns.moc"

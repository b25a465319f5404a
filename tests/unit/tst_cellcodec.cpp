// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/cellcodec.h"
#include "models/telemetry/summary.h"

#include <QRandomGenerator>
#include <QTest>

#include <bit>
#include <limits>

using namespace stanforis;

namespace {

using Limits = std::numeric_limits<double>;

QByteArray packed(const std::vector<double> &values)
{
    QByteArray bytes;
    int decimals = 3;
    const Totals totals = Totals::of(values.data(), values.size());
    cellcodec::packValues(values, totals.minimum, totals.maximum, decimals, bytes);
    return bytes.append(cellcodec::slack, '\0');
}

void checkRoundTrip(const std::vector<double> &values)
{
    const QByteArray bytes = packed(values);
    cellcodec::Numbers numbers;
    cellcodec::unpackValues(bytes.constData(), values.size(), numbers);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double value = numbers.value(numbers.at[i]);
        QCOMPARE(std::bit_cast<std::uint64_t>(value), std::bit_cast<std::uint64_t>(values[i]));
        if (i > 0) // the order is kept
            QCOMPARE(numbers.at[i - 1] < numbers.at[i] || values[i - 1] == values[i], values[i - 1] <= values[i]);
    }
}

void checkTimes(const std::vector<std::int64_t> &times)
{
    QByteArray bytes;
    cellcodec::packTimes(times, bytes);
    const qsizetype length = bytes.size();
    bytes.append(cellcodec::slack, '\0');
    std::vector<std::int64_t> found(times.size());
    cellcodec::unpackTimes(bytes.constData(), times.size(), found.data());
    QCOMPARE(found, times);
    QCOMPARE(cellcodec::behindTimes(bytes.constData(), times.size()) - bytes.constData(), length);
}

} // namespace

class CellCodecTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesComeBackToTheBit_data()
    {
        QTest::addColumn<QList<double>>("palette");
        const double tiny = Limits::denorm_min(), large = Limits::max();
        QTest::newRow("constant") << QList<double>{42.5};
        QTest::newRow("zeros of both signs") << QList<double>{0.0, -0.0};
        QTest::newRow("negative zero alone") << QList<double>{-0.0};
        QTest::newRow("extremes of double") << QList<double>{large,         -large,         tiny, -tiny,
                                                             Limits::min(), -Limits::min(), 0.0,  -0.0};
        QTest::newRow("neighbours") << QList<double>{1.0, std::nextafter(1.0, 2), std::nextafter(1.0, 0), -1.0};
        QTest::newRow("floats") << QList<double>{0.1F, 0.2F, 1e30F, -3.4e38F};
        QTest::newRow("one decimal") << QList<double>{49.9, 50.0, 50.1, -0.1};
        QTest::newRow("six decimals") << QList<double>{0.000001, 1.123456, -2.654321};
        QTest::newRow("seven decimals") << QList<double>{0.0000001, 1.1234567};
        QTest::newRow("large whole numbers") << QList<double>{9007199254740992.0, 9007199254740991.0, -9007199254740992.0};
        QTest::newRow("border of rounding") << QList<double>{2251799813685248.0, 2251799813685247.0, 2251799813685247.5};
        QTest::newRow("binary places") << QList<double>{50 + 0x1p-30, 64 - 0x1p-30, 3 * 0x1p-30, -0x1p-30, 0.0};
        QTest::newRow("binary places with -0") << QList<double>{50 + 0x1p-30, -0.0};
        QTest::newRow("many binary places") << QList<double>{0x1p-250, -0x1.8p-249, 0x1p-230};
        QTest::newRow("too many of them") << QList<double>{0x1p-300, 0x1p-290};
        QTest::newRow("beyond what they hold") << QList<double>{0x1p60, 0x1p61, 0x1p62, 0x1p63, -0x1p63};
        QTest::newRow("half way") << QList<double>{0.5, 1.5, 2.5, 0.05, 0.15};
    }
    void valuesComeBackToTheBit()
    {
        QFETCH(const QList<double>, palette);
        QRandomGenerator random(1);
        for (std::size_t count = 1; count <= cellcodec::cellSize; count += count < 4 ? 1 : 31) {
            std::vector<double> values;
            for (std::size_t i = 0; i < count; ++i)
                values.push_back(palette[random.bounded(static_cast<int>(palette.size()))]);
            checkRoundTrip(values);
        }
    }

    void anyBitsComeBack()
    {
        QRandomGenerator64 random(2);
        for (int round = 0; round < 500; ++round) {
            std::vector<double> values;
            const int shift = random.bounded(53), decimals = random.bounded(9);
            double level = 0;
            for (std::size_t i = 0; i < cellcodec::cellSize; ++i) {
                double value = 0;
                switch (round % 4) {
                case 0:
                    value = std::bit_cast<double>(random.generate() << shift);
                    break;
                case 1:
                    level += random.generateDouble() - 0.5;
                    value = level;
                    break;
                default:
                    level += random.generateDouble() - 0.5;
                    value = std::round(level * std::pow(10, decimals)) / std::pow(10, decimals);
                }
                values.push_back(std::isfinite(value) ? value : 0.0);
            }
            checkRoundTrip(values);
        }
    }

    void decimalsTakeFewBytes()
    {
        std::vector<double> values;
        for (int i = 0; i < 128; ++i)
            values.push_back(50 + (i % 7) / 1000.0);
        QVERIFY(packed(values).size() <= 12 + 128 * 3 / 8 + cellcodec::slack);
        QVERIFY(packed(std::vector<double>(128, 17.25)).size() <= 12 + cellcodec::slack);
    }

    void binaryPlacesTakeAsManyBitsAsTheirSteps()
    {
        // Steps of 31 bits, over several exponents: the doubles themselves would need more.
        QRandomGenerator random(4);
        std::vector<double> values;
        double level = 60;
        for (std::size_t i = 0; i < cellcodec::cellSize; ++i)
            values.push_back(level += random.bounded(1 << 30) * 0x1p-30 - 0.5);
        checkRoundTrip(values);
        QVERIFY(packed(values).size() <= 12 + 128 * 31 / 8 + cellcodec::slack);
    }

    void latenessIsNotHandedOn()
    {
        // Up to 200 ms late, each by itself: 18 bits, where neighbours differ by up to 19.
        QRandomGenerator random(5);
        std::vector<std::int64_t> times;
        for (std::int64_t i = 0; i < 128; ++i)
            times.push_back(1'795'305'600'000'000 + i * 1'000'000 + random.bounded(200'000));
        checkTimes(times);
        QByteArray bytes;
        cellcodec::packTimes(times, bytes);
        QCOMPARE(bytes.size(), 18 + 128 * 18 / 8);
    }

    void timesComeBack()
    {
        QRandomGenerator64 random(3);
        constexpr std::int64_t far = std::int64_t{1} << 61;
        checkTimes({0});
        checkTimes({-far, far});
        checkTimes({-far, -far + 1, far - 1, far});
        for (int round = 0; round < 300; ++round) {
            const std::int64_t unit = round % 3 == 0 ? 1'000'000 : round % 3 == 1 ? 1'000 : 1;
            std::int64_t time = static_cast<std::int64_t>(random.generate() >> 3);
            std::vector<std::int64_t> times;
            const std::size_t count = 1 + random.bounded(static_cast<int>(cellcodec::cellSize));
            for (std::size_t i = 0; i < count; ++i)
                times.push_back(time += unit * (1 + random.bounded(round < 100 ? 5 : 2'000'000)));
            checkTimes(times);
        }
    }
};

QTEST_GUILESS_MAIN(CellCodecTest)
#include "tst_cellcodec.moc"

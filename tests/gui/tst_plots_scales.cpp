// SPDX-License-Identifier: GPL-3.0-or-later
// Value axes: the units they are told in, powers of ten, and the second one at the right.
#include "tests/gui/tst_plots_support.h"

#include "views/plots/plotscale.h"
#include "views/plots/plotunit.h"

using namespace stanforis;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

SeriesKey loadKey() { return SeriesKey(u"energy/grid-balancing/load"_s); }

PlotSeries seriesOf(const SeriesKey &key, const QString &unit, ValueAxis axis = ValueAxis::First)
{
    PlotSeries one;
    one.key = key;
    one.label = key.value.section(u'/', -1);
    one.unit = unit;
    one.axis = axis;
    return one;
}

/// Rows of the image in which `x` has the colour.
QList<int> rowsOf(const QImage &image, int x, const QColor &color)
{
    QList<int> rows;
    for (int y = 0; y < image.height(); ++y) {
        if (isLike(image.pixelColor(x, y), color, 40))
            rows.append(y);
    }
    return rows;
}

} // namespace

class TestPlotScales final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dress(Variant::Light); }

    void ticksAreNoMoreThanThereIsRoomFor()
    {
        for (const auto &[lowest, highest] :
             {std::pair(0.0, 100.0), std::pair(331.0, 486.0), std::pair(49.93, 50.06), std::pair(-3.0, 8.0)}) {
            for (const int most : {2, 3, 4}) {
                const ValueScale scale = ValueScale::around(lowest, highest, most);
                QVERIFY(scale.ticks.size() >= std::min(3, most) && scale.ticks.size() <= most);
                QVERIFY(scale.lower <= lowest && scale.upper >= highest);
            }
        }
    }

    void ticksAreToldInAUnitThatReads_data()
    {
        QTest::addColumn<QString>("unit");
        QTest::addColumn<double>("largest");
        QTest::addColumn<double>("factor");
        QTest::addColumn<QString>("told");
        // As people write them: nothing changes.
        QTest::newRow("MW") << u"MW"_s << 900.0 << 1.0 << u""_s;
        QTest::newRow("ms") << u"ms"_s << 1'500.0 << 1.0 << u""_s;
        QTest::newRow("percent") << u"%"_s << 100.0 << 1.0 << u""_s;
        QTest::newRow("count") << u"claims"_s << 90'000.0 << 1.0 << u""_s;
        // Prefixes of the SI, up and down.
        QTest::newRow("GW") << u"MW"_s << 12'000.0 << 1e3 << u"GW"_s;
        QTest::newRow("kW") << u"MW"_s << 0.05 << 1e-3 << u"kW"_s;
        QTest::newRow("Gbit/s") << u"Mbit/s"_s << 40'000.0 << 1e3 << u"Gbit/s"_s;
        QTest::newRow("uA") << u"A"_s << 4e-5 << 1e-6 << u"\u00B5A"_s;
        // Binary ones for bytes, at the exact powers of two.
        QTest::newRow("KiB, just not") << u"B"_s << 1023.0 << 1.0 << u""_s;
        QTest::newRow("KiB") << u"B"_s << 1024.0 << 1024.0 << u"KiB"_s;
        QTest::newRow("GiB") << u"MiB"_s << 1536.0 << 1024.0 << u"GiB"_s;
        QTest::newRow("MiB/s") << u"B/s"_s << 3e6 << 1048576.0 << u"MiB/s"_s;
        // Durations.
        QTest::newRow("s") << u"ms"_s << 30'000.0 << 1e3 << u"s"_s;
        QTest::newRow("min") << u"s"_s << 900.0 << 60.0 << u"min"_s;
        QTest::newRow("h") << u"min"_s << 600.0 << 60.0 << u"h"_s;
        QTest::newRow("us") << u"ms"_s << 0.02 << 1e-3 << u"\u00B5s"_s;
        // Large counts.
        QTest::newRow("M") << u"claims"_s << 2.5e6 << 1e6 << u"M"_s;
        // What is no size has no unit of its own.
        QTest::newRow("none") << u"MW"_s << 0.0 << 1.0 << u""_s;
        QTest::newRow("not finite") << u"MW"_s << std::numeric_limits<double>::infinity() << 1.0 << u""_s;
    }

    void ticksAreToldInAUnitThatReads()
    {
        QFETCH(QString, unit);
        QFETCH(double, largest);
        QFETCH(double, factor);
        QFETCH(QString, told);
        const PlotUnit found = PlotUnit::of(unit, largest);
        QCOMPARE(found.suffix, told);
        QVERIFY2(qFuzzyCompare(found.factor, factor), qPrintable(QString::number(found.factor)));
    }

    void ticksAreRoundInTheUnitTheyAreToldIn()
    {
        const ValueScale seconds = ValueScale::around(0, 900, u"s"_s);
        QVERIFY(seconds.lower <= 0 && seconds.upper >= 900); // the axis itself stays in the unit of the series
        QStringList texts;
        for (const double tick : seconds.ticks)
            texts.append(seconds.text(tick));
        QCOMPARE(texts, (QStringList{u"0\u00A0min"_s, u"5\u00A0min"_s, u"10\u00A0min"_s, u"15\u00A0min"_s}));
        const ValueScale bytes = ValueScale::around(0, 4 * 1024 * 1024, u"B"_s);
        for (const double tick : bytes.ticks) {
            QVERIFY(std::abs(std::remainder(tick, 1024 * 1024)) < 1);
            QVERIFY2(bytes.text(tick).endsWith(u"\u00A0MiB"_s), qPrintable(bytes.text(tick)));
        }
    }

    void powersOfTenAreEquallyFarApart()
    {
        const ValueScale scale = ValueScale::aroundPowers(0.02, 50'000);
        QVERIFY(scale.logarithmic && scale.lower < 0.02 && scale.upper > 50'000);
        QVERIFY(scale.ticks.size() >= 3);
        const double step = scale.shareOf(scale.ticks.at(1)) - scale.shareOf(scale.ticks.at(0));
        for (int at = 1; at < scale.ticks.size(); ++at)
            QVERIFY(std::abs(scale.shareOf(scale.ticks.at(at)) - scale.shareOf(scale.ticks.at(at - 1)) - step) < 1e-9);
        for (const double tick : scale.ticks)
            QVERIFY(std::abs(std::log10(tick) - std::round(std::log10(tick))) < 1e-9);
        QCOMPARE(scale.text(0.1), u"0.1"_s); // each with the decimals it needs
        QCOMPARE(scale.text(100), u"100"_s);
        QVERIFY(std::isfinite(scale.shareOf(0)) && scale.shareOf(0) < 0); // below all, and drawn nowhere

        const ValueScale flat = ValueScale::aroundPowers(25, 26); // in the middle, and still with figures to read
        QVERIFY(std::abs(flat.shareOf(25.5) - 0.5) < 0.01);
        QVERIFY(flat.ticks.size() >= 2);
        const ValueScale narrow = ValueScale::aroundPowers(20, 80); // within one power: 20 and 50 are named
        QVERIFY(narrow.ticks.contains(20) && narrow.ticks.contains(50));
    }

    void anExponentialIsAStraightLine()
    {
        SyntheticView view;
        view.fill(loadKey(), lastMinutes(60), 1s, [](int i) { return std::pow(10.0, 4.0 * i / 3600); });
        TimePlot plot(view);
        plot.setLogarithmic(ValueAxis::First, true);
        showPlot(plot, {seriesOf(loadKey(), {})}, lastMinutes(60));
        const QImage image = draw(plot);
        QVERIFY(plot.valueScale().logarithmic);
        const QRectF area = plot.plotArea();
        for (const double share : {0.1, 0.3, 0.5, 0.7, 0.9}) {
            const Instant time = plot.timeAt(area.left() + area.width() * share);
            const double exponent = 4.0 * double((time - lastMinutes(60).from).count()) / double((60min / 1us));
            const QList<int> rows = rowsOf(image, int(area.left() + area.width() * share), plot.seriesColor(0));
            QVERIFY(!rows.isEmpty());
            QVERIFY(std::abs(rows.first() - plot.yAt(std::pow(10.0, exponent))) <= 3);
            // On such an axis half the exponent is half the height between its ends.
            const double bottom = plot.yAt(1);
            const double top = plot.yAt(10'000);
            QVERIFY(std::abs(rows.first() - (bottom + (top - bottom) * share)) <= 4);
        }
    }

    void whatIsNotAboveZeroKeepsTheAxisLinear()
    {
        SyntheticView view;
        view.fill(loadKey(), lastMinutes(5), 1s, [](int i) { return double(i) - 20; });
        TimePlot plot(view);
        plot.setLogarithmic(ValueAxis::First, true);
        showPlot(plot, {seriesOf(loadKey(), {})}, lastMinutes(5));
        (void)draw(plot);
        QVERIFY(!plot.valueScale().logarithmic);
        QVERIFY(plot.valueScale().lower <= -20); // nothing is left out
    }

    void eachAxisHasTheScaleOfItsSeries()
    {
        SyntheticView view;
        view.fill(reserveKey(), lastMinutes(60), 1s, [](int i) { return 300 + i / 36.0; });
        view.fill(loadKey(), lastMinutes(60), 1s, [](int) { return 49.99; });
        view.at(loadKey(), 1800).value = 49.2; // one sample of an hour
        TimePlot plot(view);
        showPlot(plot, {seriesOf(reserveKey(), u"MW"_s), seriesOf(loadKey(), u"Hz"_s, ValueAxis::Second)}, lastMinutes(60));
        const QImage image = draw(plot);
        QVERIFY(plot.valueScale(ValueAxis::First).lower > 100);
        QVERIFY(plot.valueScale(ValueAxis::Second).upper < 100);
        QVERIFY(plot.valueScale(ValueAxis::Second).lower <= 49.2);
        // The second series is drawn by its own axis, its lost sample with it, and the right edge leaves room for its numbers.
        const int spike = int(plot.xAt(lastMinutes(60).from + 1800s));
        QVERIFY(hasNear(image, spike, int(plot.yAt(49.25, ValueAxis::Second)), plot.seriesColor(1)));
        QVERIFY(hasNear(image, spike + 60, int(plot.yAt(49.99, ValueAxis::Second)), plot.seriesColor(1)));
        const double withSecond = plot.plotArea().right();
        plot.setSeries({seriesOf(reserveKey(), u"MW"_s)});
        (void)draw(plot);
        QVERIFY(plot.plotArea().right() > withSecond);
    }

    void oneAxisMayBeLogarithmicAlone()
    {
        SyntheticView view;
        view.fill(reserveKey(), lastMinutes(5), 1s, [](int i) { return 300 + i / 36.0; });
        view.fill(loadKey(), lastMinutes(5), 1s, [](int i) { return std::pow(10.0, i / 100.0); });
        TimePlot plot(view);
        plot.setLogarithmic(ValueAxis::Second, true);
        showPlot(plot, {seriesOf(reserveKey(), u"MW"_s), seriesOf(loadKey(), {}, ValueAxis::Second)}, lastMinutes(5));
        (void)draw(plot);
        QVERIFY(!plot.valueScale(ValueAxis::First).logarithmic);
        QVERIFY(plot.valueScale(ValueAxis::Second).logarithmic);
    }
};

QTEST_MAIN(TestPlotScales)
#include "tst_plots_scales.moc"

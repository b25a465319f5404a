// SPDX-License-Identifier: GPL-3.0-or-later
// What a live plot moves on the screen, and what it repaints there, must come to the same picture as drawing all of it.
#include "tests/gui/tst_plots_support.h"

#include "models/ports/telemetryport.h"
#include "models/telemetry/sampleblock.h"
#include "models/telemetry/seriesstore.h"
#include "views/plots/cursorlink.h"
#include "views/plots/numbertext.h"
#include "views/plots/plotfigures.h"
#include "views/plots/plotmarks.h"
#include "views/plots/plotrecord.h"
#include "views/plots/plotscale.h"
#include "views/plots/plottext.h"
#include "views/plots/seriesfigures.h"

#include <QFontMetricsF>
#include <QScreen>
#include <QTableView>
#include <QTest>

#include <cmath>

using namespace stanforis;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const Instant start = lastMinutes(1).from;

/// A second's sample of a wave between 20 and 80.
Sample sampleAt(int second) { return {start + second * 1s, 50 + 30 * std::sin(second / 7.0), Quality::Good}; }

/// The window's own pixels, without asking the plot to paint.
QImage onScreen(QWidget &widget)
{
    QCoreApplication::processEvents();
    return widget.screen()->grabWindow(widget.winId()).toImage().convertToFormat(QImage::Format_RGB32);
}

void append(SeriesStore &store, int from, int to)
{
    QList<Sample> samples;
    for (int second = from; second < to; ++second)
        samples.append(sampleAt(second));
    store.append({SampleBlock::of(reserveKey(), 1s, samples)});
}

TimeRange minuteAt(const TimePlot &plot, int second)
{
    const Instant now = start + second * 1s;
    return onWholePixels({now - 60s, now}, plot.stepsAcross());
}

/// Counts what it is asked for.
class CountingView final : public SeriesView
{
public:
    explicit CountingView(const SeriesStore &store)
        : m_store(store)
    {}
    QList<Column> columns(const SeriesKey &key, TimeRange range, int columns) const override
    {
        ++reads;
        return m_store.columns(key, range, columns);
    }
    quint64 pastRevision(const SeriesKey &key) const override { return m_store.pastRevision(key); }
    std::optional<Sample> lastSample(const SeriesKey &key) const override { return m_store.lastSample(key); }
    std::optional<Sample> sampleAt(const SeriesKey &key, Instant time) const override { return m_store.sampleAt(key, time); }
    Duration interval(const SeriesKey &key) const override { return m_store.interval(key); }

    mutable int reads = 0;

private:
    const SeriesStore &m_store;
};

} // namespace

class TestScroll final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dress(Variant::Dark); }

    void scrolledLooksAsDrawnAnew_data()
    {
        QTest::addColumn<int>("firstSecond");
        QTest::addColumn<int>("lostFrom");
        QTest::addColumn<int>("lostTo");
        QTest::newRow("full") << 0 << 0 << 0;
        QTest::newRow("nothing before") << 60 << 0 << 0;
        QTest::newRow("hole in the middle") << 0 << 55 << 75;
    }
    void scrolledLooksAsDrawnAnew()
    {
        QFETCH(int, firstSecond);
        QFETCH(int, lostFrom);
        QFETCH(int, lostTo);
        PlotSeries series{reserveKey(), u"Reserve"_s, u"MW"_s, 1};
        series.band = NormalBand{0, 100}; // one scale for all; its words stay where they are
        SeriesStore store;
        append(store, firstSecond, lostFrom > 0 ? lostFrom : 80);
        if (lostTo > 0)
            append(store, lostTo, 80);
        TimePlot scrolled(store);
        showPlot(scrolled, {series}, {start + 20s, start + 80s});
        scrolled.setRange(minuteAt(scrolled, 80));
        onScreen(scrolled);
        for (int second = 80; second < 100; ++second) {
            append(store, second, second + 1);
            scrolled.setRange(minuteAt(scrolled, second + 1));
            onScreen(scrolled);
        }
        const QImage seen = onScreen(scrolled); // before another window takes its place, which makes it paint itself anew
        TimePlot fresh(store);
        showPlot(fresh, {series}, minuteAt(scrolled, 100));
        QCOMPARE(fresh.range(), scrolled.range());
        QVERIFY(fresh.valueScale() == scrolled.valueScale());
        const QImage wanted = draw(fresh);
        QCOMPARE(seen.size(), wanted.size());
        if (seen != wanted) {
            int differing = 0;
            QPoint where;
            for (int y = 0; y < seen.height(); ++y)
                for (int x = 0; x < seen.width(); ++x)
                    if (seen.pixel(x, y) != wanted.pixel(x, y) && differing++ == 0)
                        where = {x, y};
            QFAIL(qPrintable(u"%1 pixels differ, the first at %2, %3"_s.arg(differing).arg(where.x()).arg(where.y())));
        }
    }

    void figuresOfAShortRangeAreReadFourTimesASecond()
    {
        SeriesStore store;
        QList<Sample> samples;
        for (int at = 0; at < 20'000; ++at)
            samples.append({start + at * 100us, double(at % 7), Quality::Good});
        store.append({SampleBlock::of(reserveKey(), 100us, samples)});
        const CountingView view(store);
        TimePlot plot(view);
        showPlot(plot, {{reserveKey(), u"Reserve"_s, u"MW"_s, 0}}, {start, start + 1s});
        PlotFigures figures(&plot);
        figures.resize(500, 40);
        figures.show();
        QVERIFY(QTest::qWaitForWindowExposed(&figures));
        figures.refresh();
        QCoreApplication::processEvents();
        int byFigures = 0;
        for (int frame = 1; frame <= 50; ++frame) { // half a second
            plot.setRange({start + frame * 10ms, start + 1s + frame * 10ms});
            const int before = view.reads;
            figures.refresh();
            byFigures += view.reads - before;
            QCoreApplication::processEvents();
        }
        QVERIFY2(byFigures <= 3, qPrintable(QString::number(byFigures)));
    }

    void figuresOfManyLiveSamplesAreExact()
    {
        SeriesStore store;
        QList<Sample> samples;
        for (int at = 0; at < 20'000; ++at)
            samples.append({start + at * 1ms, double(at % 7), Quality::Good});
        store.append({SampleBlock::of(reserveKey(), 1ms, samples)});
        TimePlot plot(store);
        showPlot(plot, {{reserveKey(), u"Reserve"_s, u"MW"_s, 3}}, {start, start + 9s});
        PlotFigures figures(&plot);
        figures.resize(500, 40);
        figures.show();
        QVERIFY(QTest::qWaitForWindowExposed(&figures));
        auto *row = figures.findChild<QWidget *>(u"plot-figures-0"_s);
        for (int frame = 1; frame <= 5; ++frame) {
            plot.setRange({start + frame * 1s, start + 9s + frame * 1s});
            figures.refresh();
        }
        double sum = 0;
        for (int at = 5000; at < 14'000; ++at)
            sum += at % 7;
        const QString mean = u"mean "_s + plottext::number(sum / 9000, 3);
        QVERIFY2(row->accessibleName().contains(u"min 0"_s) && row->accessibleName().contains(u"max 6"_s) &&
                     row->accessibleName().contains(mean),
                 qPrintable(row->accessibleName()));
        // Of what history tells without a sum the mean is only near.
        store.fill({{reserveKey(), 1ms, {{start - 1s, 0, 6, 1, 2, 500}}, 1s, start}});
        plot.setRange({start - 2s, start + 2s});
        figures.refresh();
        QVERIFY2(row->accessibleName().contains(u"mean \u2248"_s), qPrintable(row->accessibleName()));
    }

    void theLineOfABandIsTheMean()
    {
        SeriesStore store;
        QList<Sample> samples;
        for (int at = 0; at < 100'000; ++at) // nine of ten are low; the last of every ten is high
            samples.append({start + at * 1ms, at % 10 == 9 ? 100.0 : 0.0, Quality::Good});
        store.append({SampleBlock::of(reserveKey(), 1ms, samples)});
        TimePlot plot(store);
        PlotSeries series{reserveKey(), u"Reserve"_s, u"MW"_s, 1};
        series.kind = TraceKind::Band;
        showPlot(plot, {series}, {start, start + 100s});
        const QImage image = draw(plot).convertToFormat(QImage::Format_RGB32);
        const int x = int(plot.xAt(start + 50s));
        const auto isLineAt = [&](double value) {
            for (int y = int(plot.yAt(value)) - 2; y <= int(plot.yAt(value)) + 2; ++y) {
                if (image.pixelColor(int(x * image.devicePixelRatio()), int(y * image.devicePixelRatio())) == plot.seriesColor(0))
                    return true;
            }
            return false;
        };
        QVERIFY(isLineAt(10));
        QVERIFY(!isLineAt(100));
        QVERIFY(!isLineAt(0));
        // Where nobody knows the mean the area is without a line.
        store.clear();
        store.fill({{reserveKey(), 1s, {{start, 0, 100, 0, 100, 50}, {start + 50s, 0, 100, 0, 100, 50}}, 50s, start + 100s}});
        plot.refresh();
        const QImage without = draw(plot).convertToFormat(QImage::Format_RGB32);
        QCOMPARE(
            countOf(without, QRect(x - 100, int(plot.yAt(90)), 200, int(plot.yAt(10)) - int(plot.yAt(90))), plot.seriesColor(0)),
            0);
    }

    void whatHistorySummedUpIsSaidToBe()
    {
        SeriesStore store;
        append(store, 60, 120);
        HistorySeries history{reserveKey(), 1s, {}};
        history.columns = {{start, 10, 90, 20, 30, 30, Quality::Good, false, {}, 1200}, {start + 30s, 40, 40, 40, 40, 30}};
        history.width = 30s;
        history.end = start + 60s;
        store.fill({history});
        const TimeRange range{start, start + 120s};
        TimePlot plot(store);
        showPlot(plot, {{reserveKey(), u"Reserve"_s, u"MW"_s, 0}}, range);
        draw(plot);
        QVERIFY2(valueTextAt(plot, 0, start + 10s).contains(u"10 to "_s) &&
                     valueTextAt(plot, 0, start + 10s).endsWith(u", history 30 s"_s),
                 qPrintable(valueTextAt(plot, 0, start + 10s)));
        QVERIFY2(!valueTextAt(plot, 0, start + 45s).contains(u" to "_s) &&
                     valueTextAt(plot, 0, start + 45s).endsWith(u", history 30 s"_s),
                 qPrintable(valueTextAt(plot, 0, start + 45s)));
        QVERIFY2(!valueTextAt(plot, 0, start + 90s).contains(u"history"_s), qPrintable(valueTextAt(plot, 0, start + 90s)));

        const PlotRecord record = PlotRecord::of(plot, u"Reserve"_s, {}, start + 120s);
        const QStringList rows = QString::fromUtf8(csvOf(record)).split(u"\r\n"_s).filter(u",energy/"_s);
        QCOMPARE(rows.size(), record.columns.first().size());
        QVERIFY2(rows.first().endsWith(u",10,90,40,20,30,30,good,history,30"_s), qPrintable(rows.first()));
        QVERIFY2(rows.at(1).endsWith(u",good,history,30"_s), qPrintable(rows.at(1)));
        QVERIFY2(rows.last().endsWith(u",good,samples,"_s), qPrintable(rows.last()));

        plot.setTableShown(true);
        const QAbstractItemModel *model = plot.table()->model();
        const int from = model->columnCount() - 2, oldest = model->rowCount() - 1;
        QCOMPARE(model->headerData(from, Qt::Horizontal).toString(), u"From"_s);
        QCOMPARE(model->index(0, from).data().toString(), u"samples"_s);
        QCOMPARE(model->index(oldest, from).data().toString(), u"history, 30 s"_s);
        QCOMPARE(model->index(oldest, from - 1).data().toString(), u"40"_s); // the mean
    }

    void figuresOfAllColumnsAndOfThePlotAreTheSame()
    {
        SeriesStore store;
        append(store, 0, 100);
        const TimeRange range{start + 30s, start + 90s};
        TimePlot plot(store);
        showPlot(plot, {{reserveKey(), u"Reserve"_s, u"MW"_s, 1}}, range);
        draw(plot);
        const auto one = figuresOf(plot.columns(0), range);
        const auto other = figuresOf(store, reserveKey(), range);
        QVERIFY(one && other && one->isMeanExact && other->isMeanExact);
        QCOMPARE(one->last, other->last);
        QCOMPARE(one->minimum, other->minimum);
        QCOMPARE(one->maximum, other->maximum);
        QVERIFY(std::abs(one->mean - other->mean) < 1e-9);
    }

    void numbersAreAsWideAsLaidOutText()
    {
        const QFont font = Theme::of(nullptr).font(TypeRole::Caption);
        const NumberText &numbers = NumberText::of(font);
        for (const QString &text :
             {u"1\u00A0234.5"_s, u"\u2212987.60"_s, u"\u2248\u200912"_s, u"14:32:07"_s, u"22 Nov"_s, QString()})
            QVERIFY2(std::abs(numbers.width(text) - QFontMetricsF(font).horizontalAdvance(text)) < 1.5, qPrintable(text));
    }
};

QTEST_MAIN(TestScroll)
#include "tst_plots_scroll.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/tst_plots_support.h"

#include "views/plots/columngaps.h"
#include "views/plots/cursorlink.h"
#include "views/plots/paintshare.h"
#include "views/plots/plotlegend.h"
#include "views/plots/plotscene.h"
#include "views/plots/timeplot.h"

#include <QAbstractItemModel>
#include <QAccessible>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace stanforis;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestTimePlot final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyExtremeIsDrawn();
    void gapIsNotBridged();
    void limitColoursOnlyWhatIsBeyondIt();
    void wordsOnATraceCanBeRead();
    void disconnectedHasNoHue();
    void keyTShowsTheSameDataAsATable();
    void oneCursorMovesOnAllPlots();
    void keysMoveTheCursor();
    void hiddenPlotReadsNothing();
    void unchangedDataIsNotDrawnAgain();
    void newPicturesTakeTurns();
    void whoAsksForAPictureWaitsForNoTurn();
    void readersHearTheValues();
    void legendSaysTheLastValue();
    void valueTicksAreFewAndRound_data();
    void valueTicksAreFewAndRound();
    void timeTicksStartAndEndAtTheEdges();

private:
    PlotSeries reserve() const;
};

PlotSeries TestTimePlot::reserve() const
{
    return {reserveKey(), u"Reserve"_s, u"MW"_s, 0, {}, PlotLimit{350, Severity::High, LimitSide::Below, u"Required 350 MW"_s},
            {},           false};
}

void TestTimePlot::initTestCase() { dress(Variant::Dark); }

void TestTimePlot::everyExtremeIsDrawn()
{
    SyntheticView view;
    const TimeRange range = lastMinutes(60);
    view.fill(reserveKey(), range, 1s, [](int) { return 400.0; });
    view.at(reserveKey(), 1000).value = 480; // one sample of 3600, many samples per pixel
    view.at(reserveKey(), 2000).value = 310;
    TimePlot plot(view);
    PlotSeries series = reserve();
    series.limit.reset();
    showPlot(plot, {series}, range);
    const QImage image = draw(plot);
    for (const auto &[index, value] : {std::pair{1000, 480.0}, std::pair{2000, 310.0}}) {
        const int x = int(plot.xAt(view.at(reserveKey(), index).time));
        const int y = int(plot.yAt(value));
        QVERIFY2(hasNear(image, x, y, Theme::of(&plot).plot().single), qPrintable(QString::number(value)));
    }
    const int quiet = int(plot.xAt(view.at(reserveKey(), 1500).time));
    QVERIFY(!hasNear(image, quiet, int(plot.yAt(480)), Theme::of(&plot).plot().single));
}

void TestTimePlot::gapIsNotBridged()
{
    SyntheticView view;
    const TimeRange range = lastMinutes(60);
    view.fill(reserveKey(), range, 1s, [](int) { return 400.0; });
    view.at(reserveKey(), 100).value = 480; // keeps the line away from the words in the middle of the gap
    view.drop(reserveKey(), 1200, 1920);
    TimePlot plot(view);
    PlotSeries series = reserve();
    series.limit.reset();
    showPlot(plot, {series}, range);
    const QImage image = draw(plot);
    const QColor line = Theme::of(&plot).plot().single;
    const int y = int(plot.yAt(400));
    QVERIFY(hasNear(image, int(plot.xAt(view.first(reserveKey()).time)) + 3, y, line));
    for (int x = int(plot.xAt(range.from + 1230s)); x < int(plot.xAt(range.from + 1890s)); ++x) {
        QVERIFY(!hasNear(image, x, y, line));
    }
    const auto holes = holesIn(view.columns(reserveKey(), range, 400), 1s, range, range.length() / 400);
    QCOMPARE(holes.size(), 1);
    QVERIFY(holes.first().length() > 11min && holes.first().length() < 13min);
}

void TestTimePlot::limitColoursOnlyWhatIsBeyondIt()
{
    SyntheticView view;
    const TimeRange range = lastMinutes(15);
    view.fill(reserveKey(), range, 1s, [](int i) { return 420.0 - i * 0.13; });
    TimePlot plot(view);
    PlotSeries series = reserve();
    series.limit->label.clear();
    showPlot(plot, {series}, range);
    const QImage image = draw(plot);
    const QColor edge = Theme::of(&plot).severity(Severity::High).edge;
    const QRect area = plot.plotArea().toAlignedRect();
    const int limit = int(plot.yAt(350));
    QCOMPARE(countOf(image, QRect(area.left(), area.top(), area.width(), limit - area.top() - 1), edge), 0);
    QVERIFY(countOf(image, QRect(area.left(), limit + 2, area.width() + 6, area.bottom() - limit), edge) > 20);
}

/// Where a trace fills the plot there is no place beside it for the words of a limit.
void TestTimePlot::wordsOnATraceCanBeRead()
{
    SyntheticView view;
    const TimeRange range = lastMinutes(60);
    view.fill(reserveKey(), range, 1s, [](int) { return 400.0; });
    TimePlot quiet(view);
    showPlot(quiet, {reserve()}, range);
    draw(quiet);
    QVERIFY(wordsPlate(quiet.scene(), limitWords(quiet.scene(), reserve(), {})).isEmpty());

    view.fill(reserveKey(), range, 1s, [](int i) { return i % 2 == 0 ? 300.0 : 450.0; });
    TimePlot plot(view);
    showPlot(plot, {reserve()}, range);
    const QImage image = draw(plot);
    const PlotScene scene = plot.scene();
    const QRectF words = limitWords(scene, reserve(), {});
    QVERIFY(wordsPlate(scene, words).contains(words));
    const auto brightness = [](const QColor &color) { return 0.299 * color.red() + 0.587 * color.green() + 0.114 * color.blue(); };
    const double text = brightness(scene.theme.severity(Severity::High).text);
    const QRect letters = words.adjusted(words.height(), 1, -2, -1).toRect(); // behind the mark
    int apart = 0;
    for (int y = letters.top(); y <= letters.bottom(); ++y) {
        for (int x = letters.left(); x <= letters.right(); ++x)
            apart += std::abs(brightness(image.pixelColor(x, y)) - text) > 60 ? 1 : 0;
    }
    const double share = double(apart) / (letters.width() * letters.height());
    QVERIFY2(share > 0.5 && share < 0.95, qPrintable(QString::number(share)));
}

void TestTimePlot::disconnectedHasNoHue()
{
    SyntheticView view;
    const TimeRange range = lastMinutes(15);
    view.fill(reserveKey(), range, 1s, [](int i) { return 420.0 - i * 0.13; });
    TimePlot plot(view);
    showPlot(plot, {reserve()}, range);
    plot.setDataState(DataState::Disconnected);
    const QImage image = draw(plot);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor color = image.pixelColor(x, y);
            const auto [least, most] = std::minmax({color.red(), color.green(), color.blue()});
            QVERIFY2(most - least < 24, qPrintable(color.name()));
        }
    }
}

void TestTimePlot::keyTShowsTheSameDataAsATable()
{
    SyntheticView view;
    const TimeRange range = lastMinutes(15);
    view.fill(reserveKey(), range, 1s, [](int i) { return 400.0 + i % 7; });
    TimePlot plot(view);
    plot.setAccessibleName(u"Spinning reserve"_s);
    showPlot(plot, {reserve()}, range);
    plot.setFocus();
    QTest::keyClick(&plot, Qt::Key_T);
    QVERIFY(plot.isTableShown());
    const QAbstractItemModel *model = plot.table()->model();
    QVERIFY(model->rowCount() > 100);
    QCOMPARE(model->columnCount(), 7);
    QCOMPARE(model->index(0, 5).data().toString(), u"samples"_s);
    QCOMPARE(model->headerData(1, Qt::Horizontal).toString(), u"Reserve, MW"_s);
    QCOMPARE(model->index(0, 1).data().toString(), u"403"_s); // newest first: sample 899
    QVERIFY(plot.table()->accessibleName().contains("Spinning reserve"_L1));
    QTest::keyClick(plot.table(), Qt::Key_T);
    QVERIFY(!plot.isTableShown());
}

void TestTimePlot::oneCursorMovesOnAllPlots()
{
    SyntheticView view;
    const TimeRange range = lastMinutes(15);
    view.fill(reserveKey(), range, 1s, [](int) { return 400.0; });
    CursorLink link;
    TimePlot first(view);
    TimePlot second(view);
    for (TimePlot *plot : {&first, &second}) {
        showPlot(*plot, {reserve()}, range);
        plot->setCursorLink(&link);
    }
    const QImage before = draw(second);
    QMouseEvent move(QEvent::MouseMove, QPointF(first.xAt(range.from + 5min), 60), first.mapToGlobal(QPointF(100, 60)),
                     Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&first, &move);
    QVERIFY(link.cursor().has_value());
    const QColor cursor = Theme::of(&second).plot().cursor;
    const int x = int(std::round(second.xAt(*link.cursor())));
    const int y = int(second.plotArea().bottom()) - 8;
    QCOMPARE(draw(first).pixelColor(x, y), cursor);
    QCOMPARE(draw(second).pixelColor(x, y), cursor);
    QVERIFY(before.pixelColor(x, y) != cursor);
}

void TestTimePlot::keysMoveTheCursor()
{
    SyntheticView view;
    const TimeRange range = lastMinutes(15);
    view.fill(reserveKey(), range, 1s, [](int) { return 400.0; });
    CursorLink link;
    TimePlot plot(view);
    plot.setCursorLink(&link);
    showPlot(plot, {reserve()}, range);
    QTest::keyClick(&plot, Qt::Key_Home);
    QCOMPARE(link.cursor(), std::optional(range.from));
    QTest::keyClick(&plot, Qt::Key_Right);
    QVERIFY(*link.cursor() > range.from);
    QTest::keyClick(&plot, Qt::Key_Left);
    QCOMPARE(link.cursor(), std::optional(range.from));
    QTest::keyClick(&plot, Qt::Key_Escape);
    QVERIFY(!link.cursor());
}

void TestTimePlot::hiddenPlotReadsNothing()
{
    SyntheticView view;
    const TimeRange range = lastMinutes(15);
    view.fill(reserveKey(), range, 1s, [](int) { return 400.0; });
    TimePlot plot(view);
    plot.setSeries({reserve()});
    plot.setRange(range);
    plot.refresh();
    QCOMPARE(view.reads(), 0);
    plot.show();
    QVERIFY(view.reads() > 0);
}

void TestTimePlot::unchangedDataIsNotDrawnAgain()
{
    SyntheticView view;
    const TimeRange range = lastMinutes(15);
    view.fill(reserveKey(), range, 1s, [](int) { return 400.0; });
    TimePlot plot(view);
    showPlot(plot, {reserve()}, range);
    QSignalSpy changes(&plot, &TimePlot::readoutChanged);
    plot.refresh();
    QCOMPARE(changes.count(), 0);
    view.at(reserveKey(), 100).value = 420;
    plot.refresh();
    QCOMPARE(changes.count(), 1);
}

void TestTimePlot::newPicturesTakeTurns()
{
    QWidget window;
    QList<QWidget *> plots;
    for (int index = 0; index < 3; ++index) {
        plots.append(new QWidget(&window));
        plots.last()->setGeometry(0, index * 50, 50, 50);
    }
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    PaintShare &share = PaintShare::of(plots.first());
    QCOMPARE(&PaintShare::of(&window), &share);
    const PaintShare::Time cost = PaintShare::budget * 2 / 3; // one fits into an update, two do not
    for (QWidget *const plot : std::as_const(plots)) {
        share.drawn(plot, cost);
    }
    QCoreApplication::sendPostedEvents(&share);
    for (QWidget *const plot : std::as_const(plots)) {
        share.request(plot);
        share.request(plot);
    }
    QVERIFY(share.isTurnOf(plots.at(0)));
    QVERIFY(!share.isTurnOf(plots.at(1)));
    share.drawn(plots.at(0), cost);
    QVERIFY(!share.isTurnOf(plots.at(1))); // the update still runs
    QTRY_VERIFY(share.isTurnOf(plots.at(1)));
    QVERIFY(!share.isTurnOf(plots.at(2)));
    share.forget(plots.at(1));
    QVERIFY(share.isTurnOf(plots.at(2)));
    share.drawn(plots.at(2), cost);
    QVERIFY(!share.isAnyWaiting());
}

void TestTimePlot::whoAsksForAPictureWaitsForNoTurn()
{
    SyntheticView view;
    const TimeRange range = lastMinutes(15);
    view.fill(reserveKey(), range, 1s, [](int index) { return 400.0 + index % 60; });
    QWidget window;
    window.resize(800, 600);
    QList<TimePlot *> plots;
    for (int index = 0; index < 12; ++index) {
        plots.append(new TimePlot(view, &window));
        plots.last()->setGeometry(index % 4 * 200, index / 4 * 200, 200, 200);
        plots.last()->setSeries({reserve()});
        plots.last()->setRange(range);
    }
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const QImage before = draw(*plots.last());
    for (TimePlot *const plot : std::as_const(plots)) {
        plot->setRange({range.from + 5min, range.to});
    }
    QVERIFY(PaintShare::of(&window).isAnyWaiting());
    const QImage asked = plots.last()->grab().toImage().convertToFormat(QImage::Format_RGB32);
    QVERIFY(asked != before);
    QVERIFY(plots.at(10)->columns(0).first().time > range.from + 4min); // not those of the picture that is there
    QTRY_VERIFY(!PaintShare::of(&window).isAnyWaiting());
    QCOMPARE(draw(*plots.last()), asked);
    QCOMPARE(draw(*plots.first()), asked); // and all came to the same
}

void TestTimePlot::readersHearTheValues()
{
    SyntheticView view;
    const TimeRange range = lastMinutes(15);
    view.fill(reserveKey(), range, 1s, [](int i) { return i == 500 ? 440.0 : 331.0; });
    TimePlot plot(view);
    plot.setAccessibleName(u"Spinning reserve"_s);
    showPlot(plot, {reserve()}, range);
    QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(&plot);
    QVERIFY(reader != nullptr);
    QCOMPARE(reader->role(), QAccessible::Chart);
    QCOMPARE(reader->text(QAccessible::Name), u"Spinning reserve"_s);
    const QString description = reader->text(QAccessible::Description);
    QVERIFY2(description.contains("331"_L1) && description.contains("440"_L1), qPrintable(description));
    QVERIFY(description.contains("Required 350 MW"_L1));
}

void TestTimePlot::legendSaysTheLastValue()
{
    SyntheticView view;
    const TimeRange range = lastMinutes(15);
    view.fill(reserveKey(), range, 1s, [](int) { return 331.0; });
    TimePlot plot(view);
    PlotLegend legend(&plot);
    showPlot(plot, {reserve()}, range);
    QVERIFY2(legend.summary().contains("331"_L1), qPrintable(legend.summary()));
    plot.setDataState(DataState::Disconnected);
    QVERIFY2(legend.summary().contains("last at"_L1), qPrintable(legend.summary()));
}

void TestTimePlot::valueTicksAreFewAndRound_data()
{
    QTest::addColumn<double>("lowest");
    QTest::addColumn<double>("highest");
    QTest::newRow("frequency") << 49.94 << 50.05;
    QTest::newRow("demand") << 4650.0 << 4890.0;
    QTest::newRow("share") << 0.1 << 0.45;
    QTest::newRow("flat") << 400.0 << 400.0;
    QTest::newRow("negative") << -12.0 << 31.0;
    QTest::newRow("large") << 0.0 << 1.7e9;
}

void TestTimePlot::valueTicksAreFewAndRound()
{
    QFETCH(double, lowest);
    QFETCH(double, highest);
    const ValueScale scale = ValueScale::around(lowest, highest);
    QVERIFY(scale.lower <= lowest && scale.upper >= highest);
    QVERIFY2(scale.ticks.size() >= 3 && scale.ticks.size() <= 4, qPrintable(QString::number(scale.ticks.size())));
    for (const double tick : scale.ticks) {
        QVERIFY(tick >= scale.lower - 1e-9 && tick <= scale.upper + 1e-9);
    }
}

void TestTimePlot::timeTicksStartAndEndAtTheEdges()
{
    for (const int minutes : {5, 15, 30, 60, 180, 1440}) {
        const TimeRange range = lastMinutes(minutes);
        const TimeScale scale = TimeScale::across(range, 7);
        QCOMPARE(scale.ticks.first(), range.from);
        QCOMPARE(scale.ticks.last(), range.to);
        QVERIFY(scale.ticks.size() >= 3 && scale.ticks.size() <= 7);
    }
}

QTEST_MAIN(TestTimePlot)
#include "tst_plots_timeplot.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/tst_plots_support.h"

#include "views/plots/analyticalchart.h"
#include "views/plots/dependencygraph.h"
#include "views/plots/regionmap.h"
#include "views/plots/sparkline.h"
#include "views/plots/timelinechart.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QGraphicsTextItem>
#include <QGraphicsView>
#include <QPainter>
#include <QSignalSpy>
#include <QTableView>
#include <QTextDocument>
#include <QTest>

#include <cmath>
#include <limits>

using namespace stanforis;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

RegionId region(const QString &id) { return RegionId(id); }

void present(QWidget &widget, QSize size)
{
    widget.resize(size);
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
}

DependencyNode node(const QString &id, Severity health = Severity::Normal)
{
    return {id, id, u"2 409/s"_s, health, false, u"p95 31 ms"_s, health};
}

} // namespace

class TestPlotPictures final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void mapHasTenRegionsThatMeetExactly();
    void brokenMapsAreRefused_data();
    void brokenMapsAreRefused();
    void mapShadesOnlyAbnormalRegions();
    void disconnectedMapIsUnshaded();
    void arrowsWalkTheMap();
    void mapIsAlsoATable();
    void graphNodesAreFocusableAndActivate();
    void graphHidesHealthyNodes();
    void sparklineHasABreakWhereNothingIsKnown();
    void sparklineColoursOnlyWhatIsBeyondTheLimit();
    void timelinePlacesBars();
    void timelineWalksByKeys();
    void chartSaysItsLargestBar();
    void narrowClassesAreNamedInFullOrNot();
    void theHighestNumberIsNotCut();
    void rankingStartsWithTheLargest();
};

void TestPlotPictures::initTestCase() { dress(Variant::Dark); }

void TestPlotPictures::mapHasTenRegionsThatMeetExactly()
{
    const RegionGeometry geometry = RegionGeometry::norvane();
    QCOMPARE(geometry.regions.size(), 10);
    QPainterPath country;
    double area = 0;
    const auto areaOf = [](const QPolygonF &ring) {
        double sum = 0;
        for (qsizetype i = 1; i < ring.size(); ++i) {
            sum += ring.at(i - 1).x() * ring.at(i).y() - ring.at(i).x() * ring.at(i - 1).y();
        }
        return std::abs(sum) / 2;
    };
    for (const RegionShape &shape : geometry.regions) {
        QVERIFY2(shape.outline.contains(shape.label), qPrintable(shape.name));
        country = country.united(shape.outline);
        area += areaOf(shape.outline.toFillPolygon());
    }
    const auto outlines = country.toFillPolygons();
    double whole = 0;
    for (const QPolygonF &one : outlines) {
        whole += areaOf(one);
    }
    QVERIFY2(std::abs(whole - area) < area * 1e-3, qPrintable(u"%1 and %2"_s.arg(whole).arg(area)));
}

void TestPlotPictures::brokenMapsAreRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no arcs") << QByteArray(R"({"size":[9,9],"regions":[{"id":"a","name":"A","label":[1,1],"arcs":[0]}]})");
    QTest::newRow("open ring") << QByteArray(
        R"({"size":[9,9],"arcs":[[[0,0],[5,0],[5,5],[1,5]]],"regions":[{"id":"a","name":"A","label":[1,1],"arcs":[0]}]})");
    QTest::newRow("no id") << QByteArray(
        R"({"size":[9,9],"arcs":[[[0,0],[5,0],[5,5],[0,0]]],"regions":[{"name":"A","label":[1,1],"arcs":[0]}]})");
}

void TestPlotPictures::brokenMapsAreRefused()
{
    QFETCH(QByteArray, json);
    QVERIFY(!RegionGeometry::parse(json));
}

void TestPlotPictures::mapShadesOnlyAbnormalRegions()
{
    RegionMap map;
    present(map, {544, 220});
    map.setStates(
        {{region(u"hestmark"_s), {Severity::High, false, u"Reserve"_s}}, {region(u"eskby"_s), {Severity::Low, true, {}}}});
    const QImage image = draw(map);
    const Theme theme = Theme::of(&map);
    for (const RegionShape &shape : map.geometry().regions) {
        const QPoint at = map.labelPlace(shape.id).toPoint() - QPoint(0, 14); // above the name
        QCOMPARE(map.regionAt(at), shape.id);
        const bool tinted = shape.id == region(u"hestmark"_s);
        QCOMPARE(image.pixelColor(at), tinted ? theme.severity(Severity::High).tint : theme.map().region);
    }
    QVERIFY(countOf(image, image.rect(), theme.severity(Severity::High).edge) > 100);
    QVERIFY(countOf(image, image.rect(), theme.severity(Severity::Low).edge) > 50);
    QCOMPARE(countOf(image, image.rect(), theme.severity(Severity::Critical).edge), 0);
}

void TestPlotPictures::disconnectedMapIsUnshaded()
{
    RegionMap map;
    present(map, {544, 220});
    map.setStates({{region(u"hestmark"_s), {Severity::High, false, u"Reserve"_s}}});
    map.setDataState(DataState::Disconnected);
    const Theme theme = Theme::of(&map);
    const QImage image = draw(map);
    QCOMPARE(countOf(image, image.rect(), theme.severity(Severity::High).edge), 0);
    QVERIFY(map.accessibleDescription().contains("unknown"_L1));
}

void TestPlotPictures::arrowsWalkTheMap()
{
    RegionMap map;
    present(map, {544, 220});
    QSignalSpy activated(&map, &RegionMap::regionActivated);
    map.setSelectedRegion(region(u"arvale"_s));
    QTest::keyClick(&map, Qt::Key_Right);
    QCOMPARE(map.selectedRegion(), region(u"brenmoor"_s));
    QTest::keyClick(&map, Qt::Key_Down);
    QCOMPARE(map.selectedRegion(), region(u"castrel"_s));
    QTest::keyClick(&map, Qt::Key_Return);
    QCOMPARE(activated.count(), 1);
    QSet<QString> reached;
    QList<RegionId> open{region(u"arvale"_s)};
    while (!open.isEmpty()) {
        const RegionId from = open.takeLast();
        if (reached.contains(from.value)) {
            continue;
        }
        reached.insert(from.value);
        for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down}) {
            map.setSelectedRegion(from);
            QTest::keyClick(&map, key);
            open.append(map.selectedRegion());
        }
    }
    QCOMPARE(reached.size(), 10);
}

void TestPlotPictures::mapIsAlsoATable()
{
    RegionMap map;
    present(map, {544, 220});
    map.setStates({{region(u"hestmark"_s), {Severity::High, false, u"Reserve"_s}}});
    QTest::keyClick(&map, Qt::Key_T);
    QVERIFY(map.isTableShown());
    QAbstractItemModelTester tester(map.table()->model());
    QCOMPARE(map.table()->model()->rowCount(), 10);
    QVERIFY(map.accessibleDescription().contains("Hestmark"_L1));
}

void TestPlotPictures::graphNodesAreFocusableAndActivate()
{
    DependencyGraph graph;
    present(graph, {824, 180});
    graph.setGraph({node(u"bank"_s), node(u"post"_s)}, node(u"payments"_s, Severity::Low),
                   {node(u"identity"_s), node(u"screening"_s, Severity::Low)});
    QSignalSpy activated(&graph, &DependencyGraph::nodeActivated);
    QCOMPARE(graph.boxes().size(), 5);
    DependencyBox *const screening = graph.boxes().last();
    QVERIFY(screening->focusPolicy() & Qt::TabFocus);
    QVERIFY(screening->accessibleName().contains("screening"_L1));
    QTest::keyClick(screening, Qt::Key_Space);
    QTest::mouseClick(graph.boxes().first(), Qt::LeftButton);
    QCOMPARE(activated.count(), 2);
    QCOMPARE(activated.first().first().toString(), u"screening"_s);
    for (const DependencyBox *box : graph.boxes()) {
        QVERIFY(graph.rect().contains(box->geometry()));
    }
    QVERIFY(countOf(draw(graph), graph.rect(), Theme::of(&graph).severity(Severity::Low).edge) > 50);
}

void TestPlotPictures::graphHidesHealthyNodes()
{
    DependencyGraph graph;
    present(graph, {824, 180});
    graph.setGraph({node(u"bank"_s)}, node(u"payments"_s), {node(u"identity"_s), node(u"screening"_s, Severity::Low)});
    graph.setHealthyHidden(true);
    QCOMPARE(graph.boxes().size(), 2);
    graph.setHealthyHidden(false);
    QCOMPARE(graph.boxes().size(), 4);
}

void TestPlotPictures::sparklineHasABreakWhereNothingIsKnown()
{
    SyntheticView view;
    const TimeRange range = lastMinutes(15);
    view.fill(reserveKey(), range, 1s, [](int) { return 400.0; });
    view.drop(reserveKey(), 300, 600);
    const SparklineData data = SparklineData::from(view, reserveKey(), range, 90);
    QVERIFY(std::isfinite(data.values.first()) && std::isfinite(data.values.last()));
    QVERIFY(std::isnan(data.values.at(45)));
}

void TestPlotPictures::sparklineColoursOnlyWhatIsBeyondTheLimit()
{
    Sparkline line;
    SparklineData data;
    for (int i = 0; i < 90; ++i) {
        data.values.append(400 - i);
    }
    present(line, {92, 24});
    line.setData(data);
    const QColor edge = Theme::of(&line).severity(Severity::High).edge;
    QCOMPARE(countOf(draw(line), line.rect(), edge), 0);
    data.limit = PlotLimit{350, Severity::High, LimitSide::Below, {}};
    line.setData(data);
    const QImage image = draw(line);
    QCOMPARE(countOf(image, QRect(0, 0, 40, 24), edge), 0);
    QVERIFY(countOf(image, QRect(50, 0, 42, 24), edge) > 8);
}

void TestPlotPictures::timelinePlacesBars()
{
    TimelineChart chart;
    const Instant today = lastMinutes(1).to;
    chart.setRange({today - 24h * 80, today + 24h * 130});
    chart.setToday(today);
    chart.setRows({{u"a"_s, u"Energy"_s, u"Viewer"_s, today - 24h * 300, today + 24h * 10, TimelineState::Active, u"ends soon"_s,
                    Severity::Low},
                   {u"b"_s, u"Health"_s, u"Viewer"_s, today - 24h * 10, {}, TimelineState::Active, {}, Severity::Normal}});
    present(chart, {800, 120});
    QVERIFY(chart.barOf(0).left() < chart.barOf(1).left());
    QVERIFY(chart.barOf(1).right() > chart.barOf(0).right());
    const QImage image = draw(chart);
    QVERIFY(countOf(image, image.rect(), Theme::of(&chart).severity(Severity::Low).edge) > 40);
}

void TestPlotPictures::timelineWalksByKeys()
{
    TimelineChart chart;
    const Instant today = lastMinutes(1).to;
    chart.setRange({today - 24h * 80, today + 24h * 130});
    chart.setRows({{u"a"_s, u"Energy"_s, u"Viewer"_s, today, {}, TimelineState::Active, {}, Severity::Normal},
                   {u"b"_s, u"Health"_s, u"Viewer"_s, today, {}, TimelineState::Asked, {}, Severity::Normal}});
    present(chart, {800, 120});
    QSignalSpy activated(&chart, &TimelineChart::rowActivated);
    QTest::keyClick(&chart, Qt::Key_Down);
    QTest::keyClick(&chart, Qt::Key_Down);
    QTest::keyClick(&chart, Qt::Key_Return);
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated.first().first().toString(), u"b"_s);
    QVERIFY(chart.accessibleDescription().contains("Health"_L1));
}

void TestPlotPictures::chartSaysItsLargestBar()
{
    AnalyticalChart chart;
    present(chart, {400, 200});
    chart.setData(
        {AnalyticalKind::Distribution, {u"0"_s, u"50"_s, u"100"_s}, {{u"Requests"_s, {3, 41, 7}}}, u"Duration, ms"_s, {}, 0});
    QVERIFY2(chart.accessibleDescription().contains("41"_L1), qPrintable(chart.accessibleDescription()));
    QTest::keyClick(&chart, Qt::Key_T);
    QAbstractItemModelTester tester(chart.table()->model());
    QCOMPARE(chart.table()->model()->rowCount(), 3);
    QCOMPARE(chart.table()->model()->index(1, 1).data().toString(), u"41"_s);
}

void TestPlotPictures::narrowClassesAreNamedInFullOrNot()
{
    AnalyticalChart chart;
    present(chart, {260, 200});
    const QStringList classes{u"71.0"_s, u"71.5"_s, u"72.0"_s, u"72.5"_s, u"73.0"_s, u"73.5"_s, u"74.0"_s, u"74.5"_s, u"75.0"_s};
    chart.setData({AnalyticalKind::Distribution, classes, {{u"Samples"_s, {2, 9, 12, 9, 4, 9, 11, 5, 1}}}, u"p95, ms"_s, {}, 0});
    const QImage image = draw(chart);
    QVERIFY(!image.isNull());
    QStringList named;
    QList<QRectF> places;
    const auto items = chart.findChild<QGraphicsView *>()->scene()->items();
    for (const QGraphicsItem *item : items) {
        const auto *text = qgraphicsitem_cast<const QGraphicsTextItem *>(item);
        if (!text || !text->isVisible())
            continue;
        QVERIFY2(!text->toPlainText().contains(u"..."_s), qPrintable(text->toPlainText()));
        if (classes.contains(text->toPlainText())) {
            named.append(text->toPlainText());
            places.append(text->sceneBoundingRect().adjusted(4, 0, -4, 0)); // less the margins of a text item
        }
    }
    QVERIFY2(named.size() >= 3, qPrintable(named.join(u' ')));
    for (qsizetype i = 0; i < places.size(); ++i) {
        for (qsizetype j = 0; j < i; ++j)
            QVERIFY2(!places.at(i).intersects(places.at(j)), qPrintable(named.at(i) + u' ' + named.at(j)));
    }
}

void TestPlotPictures::theHighestNumberIsNotCut()
{
    AnalyticalChart chart;
    present(chart, {600, 500});
    chart.setData({AnalyticalKind::Distribution,
                   {u"70"_s, u"72"_s, u"74"_s},
                   {{u"Samples"_s, {1300, 13'700, 37'200}}},
                   u"p95, ms"_s,
                   {},
                   0});
    draw(chart);
    const auto *view = chart.findChild<QGraphicsView *>();
    double highest = view->height();
    const auto items = view->scene()->items();
    for (const QGraphicsItem *item : items) {
        const auto *text = qgraphicsitem_cast<const QGraphicsTextItem *>(item);
        if (!text || !text->isVisible())
            continue;
        const double margin = text->document()->documentMargin();
        highest = std::min(highest, text->sceneBoundingRect().top() + margin);
    }
    QVERIFY2(highest >= 0, qPrintable(QString::number(highest)));
    QVERIFY2(highest < 40, qPrintable(QString::number(highest))); // it is that number
}

void TestPlotPictures::rankingStartsWithTheLargest()
{
    AnalyticalChart chart;
    present(chart, {400, 200});
    chart.setData({AnalyticalKind::Ranking, {u"a"_s, u"b"_s, u"c"_s}, {{u"Outages"_s, {3, 41, 7}}}, u"Region"_s, {}, 0});
    chart.setTableShown(true);
    QCOMPARE(chart.table()->model()->index(0, 0).data().toString(), u"b"_s);
    QCOMPARE(chart.table()->model()->index(2, 0).data().toString(), u"a"_s);
}

QTEST_MAIN(TestPlotPictures)
#include "tst_plots_pictures.moc"

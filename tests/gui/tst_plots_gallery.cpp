// SPDX-License-Identifier: GPL-3.0-or-later
// Renders every plot in both themes to a folder, to be looked at: $STANFORIS_GALLERY, or one that is removed again.
#include "tests/gui/tst_plots_support.h"

#include "views/plots/analyticalchart.h"
#include "views/plots/cursorlink.h"
#include "views/plots/dependencygraph.h"
#include "views/plots/plotlegend.h"
#include "views/plots/regionmap.h"
#include "views/plots/sparkline.h"
#include "views/plots/timelinechart.h"
#include "views/widgets/panel.h"

#include <QDir>
#include <QGridLayout>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <random>

using namespace stanforis;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

SeriesKey key(const QString &name) { return SeriesKey(u"energy/test/"_s + name); }

std::function<double(int)> wander(double level, double size, unsigned seed)
{
    return [level, size, state = std::mt19937(seed), value = 0.0](int) mutable {
        value = value * 0.97 + std::normal_distribution<double>(0, size * 0.24)(state);
        return level + value;
    };
}

class Gallery final : public QWidget
{
public:
    Gallery(const SyntheticView &view, TimeRange range)
    {
        auto *const grid = new QGridLayout(this);
        grid->setContentsMargins(16, 16, 16, 16);
        grid->setSpacing(16);
        const QList<QList<PlotSeries>> sets{{{key(u"f"_s),
                                              u"Frequency"_s,
                                              u"Hz"_s,
                                              3,
                                              NormalBand{49.95, 50.05},
                                              PlotLimit{49.95, Severity::Medium, LimitSide::Below, {}},
                                              {},
                                              false}},
                                            {{key(u"d"_s), u"Demand"_s, u"MW"_s, 0, {}, {}, {}, false},
                                             {key(u"g"_s), u"Generation"_s, u"MW"_s, 0, {}, {}, {}, false}},
                                            {{key(u"w"_s), u"Wind"_s, u"MW"_s, 0, {}, {}, {}, false},
                                             {key(u"h"_s), u"Hydro"_s, u"MW"_s, 0, {}, {}, {}, false},
                                             {key(u"s"_s), u"Solar"_s, u"MW"_s, 0, {}, {}, {}, false},
                                             {key(u"p"_s), u"Pumped"_s, u"MW"_s, 0, {}, {}, {}, false},
                                             {key(u"b"_s), u"Biomass"_s, u"MW"_s, 0, {}, {}, {}, false}},
                                            {{key(u"r"_s),
                                              u"Reserve"_s,
                                              u"MW"_s,
                                              0,
                                              {},
                                              PlotLimit{350, Severity::High, LimitSide::Below, u"Required 350 MW"_s},
                                              {},
                                              false}}};
        const QStringList titles{u"Grid frequency"_s, u"Demand and generation"_s, u"Generation by source"_s,
                                 u"Spinning reserve"_s};
        for (int index = 0; index < sets.size(); ++index) {
            auto *const panel = new Panel(titles.at(index));
            panel->setFixedSize(544, 226);
            auto *const plot = new TimePlot(view);
            plot->setAccessibleName(titles.at(index));
            plot->setCursorLink(&m_link);
            plot->setSeries(sets.at(index));
            plot->setRange(range);
            panel->addAction(new PlotLegend(plot));
            panel->setEdgeToEdge(true);
            panel->body()->addWidget(plot);
            grid->addWidget(panel, index / 2, index % 2);
            m_faces.append(plot);
        }
        m_map = new RegionMap;
        m_map->setStates({{RegionId(u"hestmark"_s), {Severity::High, false, u"Reserve"_s}},
                          {RegionId(u"eskby"_s), {Severity::Low, true, {}}}});
        add(grid, u"Regions"_s, m_map, {544, 284}, 2, 0);
        auto *const graph = new DependencyGraph;
        graph->setGraph(
            {{u"a"_s, u"Bank of Castrel"_s, u"participant"_s, {}, false, u"1 204/s"_s, {}},
             {u"b"_s, u"Post Bank"_s, u"participant"_s, {}, false, u"862/s"_s, {}},
             {u"c"_s, u"Treasury"_s, u"participant"_s, {}, false, u"351/s"_s, {}}},
            {u"d"_s, u"Instant Payments"_s, u"2 417/s · p95 561 ms"_s, Severity::Low, true, {}, {}},
            {{u"e"_s, u"Identity"_s, u"2 417/s, cached 96 %"_s, {}, false, u"p95 18 ms"_s, {}},
             {u"f"_s, u"Fraud Screening"_s, u"slow since 14:06"_s, Severity::Low, true, u"p95 402 ms"_s, Severity::Low},
             {u"g"_s, u"Settlement Ledger"_s, u"2 409/s"_s, {}, false, u"p95 31 ms"_s, {}}});
        add(grid, u"Dependencies"_s, graph, {824, 226}, 0, 2);
        auto *const timeline = new TimelineChart;
        const Instant today = range.to;
        timeline->setRange({today - 24h * 82, today + 24h * 130});
        timeline->setToday(today);
        timeline->setRows({{u"1"_s,
                            u"Energy"_s,
                            u"Duty operator"_s,
                            today - 24h * 90,
                            today + 24h * 39,
                            TimelineState::Active,
                            u"ends 31 Dec"_s,
                            {}},
                           {u"2"_s, u"Energy"_s, u"Approver"_s, today - 24h * 45, {}, TimelineState::Active, {}, {}},
                           {u"3"_s, u"Finance"_s, u"Auditor"_s, today - 24h * 90, today + 24h * 9, TimelineState::Active,
                            u"ends 1 Dec, renew"_s, Severity::Low},
                           {u"4"_s,
                            u"Agriculture"_s,
                            u"Inspector"_s,
                            today,
                            today + 24h * 28,
                            TimelineState::Asked,
                            u"asked, waits for you to send"_s,
                            {}},
                           {u"5"_s,
                            u"Health"_s,
                            u"Pharmacist"_s,
                            today - 24h * 90,
                            today - 24h * 55,
                            TimelineState::Ended,
                            u"ended 28 Sep"_s,
                            {}}});
        add(grid, u"My subscriptions"_s, timeline, {824, 226}, 1, 2);
        auto *const chart = new AnalyticalChart;
        chart->setData({AnalyticalKind::Distribution,
                        {u"0"_s, u"50"_s, u"100"_s, u"200"_s, u"400"_s, u"800"_s},
                        {{u"Requests"_s, {310, 1210, 740, 200, 90, 12}}},
                        u"Duration, ms"_s,
                        {},
                        0});
        add(grid, u"Duration"_s, chart, {544, 284}, 2, 1);
        auto *const shares = new AnalyticalChart;
        shares->setData({AnalyticalKind::Ranking,
                         {u"Hestmark"_s, u"Eskby"_s, u"Galdon"_s, u"Farrow"_s},
                         {{u"Reserve"_s, {31, 12, 9, 3}}, {u"Outages"_s, {11, 14, 2, 1}}},
                         u"Region"_s,
                         {},
                         0});
        add(grid, u"By region"_s, shares, {824, 284}, 2, 2);
        SparklineData reserve = SparklineData::from(view, key(u"r"_s), range, 90);
        reserve.limit = PlotLimit{350, Severity::High, LimitSide::Below, {}};
        m_spark = new Sparkline(m_map);
        m_spark->setData(reserve);
        m_spark->setGeometry(8, 8, 92, 24);
    }
    void setState(DataState state)
    {
        for (ChartFace *face : std::as_const(m_faces)) {
            face->setDataState(state);
        }
    }
    CursorLink &link() { return m_link; }

private:
    void add(QGridLayout *grid, const QString &title, ChartFace *face, QSize size, int row, int column)
    {
        auto *const panel = new Panel(title);
        panel->setFixedSize(size);
        panel->body()->addWidget(face);
        grid->addWidget(panel, row, column);
        m_faces.append(face);
    }

    CursorLink m_link;
    QList<ChartFace *> m_faces;
    RegionMap *m_map = nullptr;
    Sparkline *m_spark = nullptr;
};

} // namespace

class TestPlotGallery final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void render_data();
    void render();
};

void TestPlotGallery::render_data()
{
    QTest::addColumn<int>("variant");
    QTest::addColumn<bool>("connected");
    QTest::newRow("dark") << int(Variant::Dark) << true;
    QTest::newRow("light") << int(Variant::Light) << true;
    QTest::newRow("disconnected") << int(Variant::Dark) << false;
}

void TestPlotGallery::render()
{
    QFETCH(int, variant);
    QFETCH(bool, connected);
    dress(Variant(variant));
    const TimeRange range = lastMinutes(15);
    SyntheticView view;
    view.fill(key(u"f"_s), range, 1s, [noise = wander(50, 0.03, 1)](int i) mutable {
        return noise(i) - 0.055 * std::exp(-std::pow((i - 714) / 14.0, 2));
    });
    view.fill(key(u"d"_s), range, 1s, [noise = wander(4720, 40, 2)](int i) mutable { return noise(i) + i * 0.16; });
    view.fill(key(u"g"_s), range, 1s, [noise = wander(4670, 40, 3)](int i) mutable { return noise(i) + i * 0.14; });
    unsigned seed = 10;
    for (const auto &[name, level] :
         {std::pair{u"w"_s, 1200.0}, {u"h"_s, 900.0}, {u"s"_s, 600.0}, {u"p"_s, 500.0}, {u"b"_s, 400.0}}) {
        view.fill(key(name), range, 1s, wander(level, 20, ++seed));
    }
    view.fill(key(u"r"_s), range, 1s,
              [noise = wander(400, 9, 4)](int i) mutable { return noise(i) - 70 / (1 + std::exp(-(i - 730) / 24.0)); });
    view.drop(key(u"r"_s), connected ? 300 : 840, connected ? 480 : 900);
    QTemporaryDir scratch;
    const QString asked = qEnvironmentVariable("STANFORIS_GALLERY");
    const QString folder = asked.isEmpty() ? scratch.path() : asked;
    QVERIFY(QDir().mkpath(folder));
    Gallery gallery(view, range);
    gallery.setState(connected ? DataState::Live : DataState::Disconnected);
    gallery.show();
    QVERIFY(QTest::qWaitForWindowExposed(&gallery));
    gallery.link().setCursor(range.from + 714s);
    QVERIFY(draw(gallery).save(folder + u"/plots-"_s + QString::fromLatin1(QTest::currentDataTag()) + u".png"_s));
}

QTEST_MAIN(TestPlotGallery)
#include "tst_plots_gallery.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagesupport.h"
#include "tests/gui/tst_plots_support.h"

#include "models/ports/telemetryport.h"
#include "models/telemetry/seriesstore.h"
#include "models/telemetry/timecontext.h"
#include "views/plots/cursorlink.h"
#include "views/plots/cursoroverlay.h"
#include "views/plots/plotfigures.h"
#include "views/plots/plotlegend.h"
#include "views/plots/plotmarks.h"
#include "views/plots/plotpicture.h"
#include "views/plots/plottools.h"
#include "views/plots/seriesfigures.h"
#include "views/plots/sparkline.h"
#include "views/plots/tracedata.h"
#include "views/sector/plotpanel.h"
#include "views/widgets/textlabel.h"
#include "views/widgets/words.h"

#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QWheelEvent>

using namespace stanforis;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

SeriesKey demandKey() { return SeriesKey(u"energy/grid-balancing/demand"_s); }

Measure measure(const SeriesKey &key, const QString &name)
{
    Measure measure;
    measure.key = key;
    measure.name = name;
    measure.unit = u"MW"_s;
    return measure;
}

/// So many equal columns of samples a second apart.
HistorySeries historyOf(TimeRange range, int columns)
{
    HistorySeries history{reserveKey(), 1s, {}};
    for (int i = 0; i < columns; ++i) {
        const Instant from = range.from + range.length() * i / columns;
        const auto count = quint32(std::max<qint64>((range.length() * (i + 1) / columns - range.length() * i / columns) / 1s, 1));
        history.columns.append({from, 300, 310, 305, 306, count});
    }
    return history;
}

/// A panel over an hour of two series, with a range of its page.
struct Stage
{
    Stage()
    {
        view.fill(reserveKey(), lastMinutes(60), 1s, [](int i) { return 300.0 + i / 36.0; });
        view.fill(demandKey(), lastMinutes(60), 1s, [](int i) { return 500.0 - i / 36.0; });
        time.setFixed(lastMinutes(60));
        panel.setTime(time);
        panel.setTitle(u"Reserve"_s);
        panel.setMeasures({measure(reserveKey(), u"Reserve"_s), measure(demandKey(), u"Demand"_s)});
        QObject::connect(&time, &TimeContext::changed, &panel, [this] { panel.refresh(time.range(), time.isLive()); });
        panel.resize(560, 260);
        panel.show();
        panel.refresh(time.range(), time.isLive());
        plot.setFocus();
    }

    [[nodiscard]] QPoint at(Instant moment) const { return {int(plot.xAt(moment)), int(plot.plotArea().center().y())}; }
    void turn(QPoint place, int notches, Qt::KeyboardModifiers held)
    {
        QWheelEvent event(place, plot.mapToGlobal(place), {}, {0, 120 * notches}, Qt::NoButton, held, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&plot, &event);
    }
    void drag(Instant from, Instant to)
    {
        QTest::mousePress(&plot, Qt::LeftButton, {}, at(from));
        QTest::mouseMove(&plot, at(from + (to - from) / 2));
        QMouseEvent move(QEvent::MouseMove, at(to), plot.mapToGlobal(at(to)), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&plot, &move);
    }

    test::StillClock clock{lastMinutes(60).to};
    TimeContext time{clock};
    SyntheticView view;
    CursorLink cursor;
    PlotPanel panel{u"Reserve"_s, view, &cursor};
    TimePlot &plot = *panel.plot();
};

QString spokenLegend(const PlotPanel &panel) { return panel.findChild<PlotLegend *>()->accessibleName(); }

Duration apart(Instant a, Instant b) { return std::max(a, b) - std::min(a, b); }

} // namespace

class TestPlotTools final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dress(Variant::Dark); }

    void aDraggedSpanIsZoomedToOnRelease()
    {
        Stage stage;
        const TimeRange before = stage.time.range();
        const Instant from = before.from + 10min;
        const Instant to = before.from + 25min;
        stage.drag(from, to);
        QCOMPARE(stage.time.range(), before); // bounds commit on release
        QTest::mouseRelease(&stage.plot, Qt::LeftButton, {}, stage.at(to));
        const Duration pixel = before.length() / int(stage.plot.plotArea().width());
        QVERIFY(apart(stage.time.range().from, from) <= 2 * pixel);
        QVERIFY(apart(stage.time.range().to, to) <= 2 * pixel);
        stage.time.goBack();
        QCOMPARE(stage.plot.range(), before);
    }

    void escapeEndsADrag()
    {
        Stage stage;
        const TimeRange before = stage.time.range();
        stage.drag(before.from + 10min, before.from + 25min);
        QTest::keyClick(&stage.plot, Qt::Key_Escape);
        QTest::mouseRelease(&stage.plot, Qt::LeftButton, {}, stage.at(before.from + 25min));
        QCOMPARE(stage.time.range(), before);
    }

    void aClickZoomsNothing()
    {
        Stage stage;
        const TimeRange before = stage.time.range();
        QTest::mouseClick(&stage.plot, Qt::LeftButton, {}, stage.at(before.from + 20min));
        QCOMPARE(stage.time.range(), before);
    }

    void theWheelZoomsAtThePointer()
    {
        Stage stage;
        const Instant about = stage.time.range().from + 45min;
        const QPoint place = stage.at(about);
        stage.turn(place, 2, Qt::ControlModifier);
        QVERIFY(stage.time.range().length() < 45min);
        const Duration pixel = stage.time.range().length() / int(stage.plot.plotArea().width());
        QVERIFY(apart(stage.plot.timeAt(place.x()), about) <= 4 * pixel);
        stage.turn(place, -2, Qt::ControlModifier);
        QVERIFY(apart(stage.time.range().from, lastMinutes(60).from) <= 1s);
    }

    void theWheelScrollsThePageUntilThePlotHasTheFocus()
    {
        Stage stage;
        QWidget other;
        other.show();
        stage.plot.clearFocus();
        const TimeRange before = stage.time.range();
        stage.turn(stage.at(before.from + 30min), 1, {});
        QCOMPARE(stage.time.range(), before);
    }

    void shiftAndTheWheelPan()
    {
        Stage stage;
        const TimeRange before = stage.time.range();
        stage.turn(stage.at(before.from + 30min), 1, Qt::ShiftModifier);
        QCOMPARE(stage.time.range().length(), before.length());
        QVERIFY(stage.time.range().from < before.from);
    }

    void keysZoomAndPan()
    {
        Stage stage;
        stage.cursor.setCursor(stage.time.range().from + 15min);
        QTest::keyClick(&stage.plot, Qt::Key_Plus);
        QCOMPARE(stage.time.range().length(), Duration(30min));
        QTest::keyClick(&stage.plot, Qt::Key_Minus);
        QCOMPARE(stage.time.range().length(), Duration(60min));
        const TimeRange before = stage.time.range();
        QTest::keyClick(&stage.plot, Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(before.from - stage.time.range().from, Duration(15min));
        QTest::keyClick(&stage.plot, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(stage.time.range().to, before.to);
    }

    void twoCursorsGiveADifference()
    {
        Stage stage;
        const Instant from = stage.time.range().from + 10min;
        stage.cursor.setCursor(from);
        QTest::keyClick(&stage.plot, Qt::Key_M);
        QCOMPARE(stage.cursor.mark(), std::optional(from));
        stage.cursor.setCursor(from + 6min);
        auto *tools = stage.plot.findChild<PlotTools *>();
        QVERIFY(tools);
        QVERIFY2(tools->marks().summary().contains(u"+10\u00A0MW"_s), qPrintable(tools->marks().summary()));
        QVERIFY(tools->marks().summary().contains(u"\u221210\u00A0MW"_s));
        QVERIFY(tools->marks().summary().contains(u"+6\u00A0min 0\u00A0s"_s));
        QTest::keyClick(&stage.plot, Qt::Key_Return);
        QCOMPARE(stage.time.range().length(), Duration(6min));
        QVERIFY(!stage.cursor.mark());
    }

    void pinnedValuesStayUntilTakenAway()
    {
        Stage stage;
        stage.cursor.setCursor(stage.time.range().from + 30min);
        const QImage before = draw(stage.plot);
        QTest::keyClick(&stage.plot, Qt::Key_P);
        stage.cursor.setCursor({});
        auto *tools = stage.plot.findChild<PlotTools *>();
        QCOMPARE(tools->marks().pins().size(), 1);
        QVERIFY(tools->marks().summary().contains(u"350\u00A0MW"_s));
        QVERIFY(draw(stage.plot) != before);
        QTest::keyClick(&stage.plot, Qt::Key_Delete);
        QVERIFY(tools->marks().pins().isEmpty());
    }

    void aHiddenSeriesIsNeitherDrawnNorMeasured()
    {
        Stage stage;
        QVERIFY(stage.plot.valueScale().lower < 320);
        QTest::keyClick(&stage.plot, Qt::Key_1);
        QVERIFY(stage.plot.series().at(0).hidden);
        QTRY_VERIFY(stage.plot.valueScale().lower >= 380);
        QTest::keyClick(&stage.plot, Qt::Key_1, Qt::AltModifier); // alone
        QVERIFY(!stage.plot.series().at(0).hidden && stage.plot.series().at(1).hidden);
        QTest::keyClick(&stage.plot, Qt::Key_0);
        QVERIFY(!stage.plot.series().at(0).hidden && !stage.plot.series().at(1).hidden);
    }

    void aPlotLeavesTheRangeOfThePageAndComesBack()
    {
        Stage stage;
        QSignalSpy asked(&stage.panel, &PlotPanel::ownRangeChanged);
        const TimeRange common = stage.time.range();
        QTest::keyClick(&stage.plot, Qt::Key_O);
        QVERIFY(stage.panel.hasOwnRange());
        QTest::keyClick(&stage.plot, Qt::Key_Plus);
        QCOMPARE(stage.time.range(), common);
        QCOMPARE(stage.plot.range().length(), Duration(30min));
        QCOMPARE(stage.panel.shownRange(), stage.plot.range());
        QVERIFY(asked.count() >= 2);
        auto *rejoin = stage.panel.findChild<QPushButton *>(u"plot-rejoin"_s);
        QVERIFY(rejoin->isVisible());
        QTest::mouseClick(rejoin, Qt::LeftButton);
        QCOMPARE(stage.plot.range(), common);
        QVERIFY(!rejoin->isVisible());
    }

    void figuresAreExact()
    {
        Stage stage;
        const auto figures = figuresOf(stage.view, reserveKey(), lastMinutes(60));
        QVERIFY(figures);
        QCOMPARE(figures->minimum, 300.0);
        QCOMPARE(figures->maximum, 300 + 3599 / 36.0);
        QCOMPARE(figures->last, 300 + 3599 / 36.0);
        QVERIFY(figures->isMeanExact);
        QVERIFY(std::abs(figures->mean - (300 + 3599 / 72.0)) < 1e-9);
        QVERIFY(!figuresOf(stage.view, SeriesKey(u"energy/x/y"_s), lastMinutes(60)));
    }

    void figuresComeAndGoByKey()
    {
        Stage stage;
        auto *figures = stage.panel.findChild<PlotFigures *>();
        const bool shown = figures->isVisible();
        QTest::keyClick(&stage.plot, Qt::Key_L);
        QCOMPARE(figures->isVisible(), !shown);
    }

    void theMenuSaysWhatTheKeysDo()
    {
        Stage stage;
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint(), Qt::NoModifier);
        QApplication::sendEvent(&stage.plot, &event);
        auto *menu = stage.panel.findChild<QMenu *>(u"plot-menu"_s);
        QVERIFY(menu);
        QTRY_VERIFY(menu->isVisible());
        QVERIFY(menu->actions().size() > 10);
        menu->actions().first()->trigger();
        QCOMPARE(stage.time.range().length(), Duration(30min));
        menu->close();
    }

    void theScaleIsLogarithmicWhereItCanBe()
    {
        Stage stage;
        stage.panel.setSubtitle(u"MW"_s);
        const auto subtitle = [&] {
            QStringList texts;
            for (const TextLabel *label : stage.panel.findChildren<TextLabel *>())
                texts.append(label->accessibleName() + label->text());
            return texts.join(u'|');
        };
        QTest::keyClick(&stage.plot, Qt::Key_G);
        QTRY_VERIFY(stage.plot.valueScale().logarithmic);
        QVERIFY2(subtitle().contains(u"MW · logarithmic"_s), qPrintable(subtitle()));
        QTest::keyClick(&stage.plot, Qt::Key_G);
        QTRY_VERIFY(!stage.plot.valueScale().logarithmic);
        stage.view.at(reserveKey(), 100).value = -1;
        stage.plot.refresh();
        QTest::keyClick(&stage.plot, Qt::Key_G);
        QTRY_VERIFY2(subtitle().contains("not logarithmic: there are values of zero or less"_L1), qPrintable(subtitle()));
        QVERIFY(!stage.plot.valueScale().logarithmic);
    }

    void aLimitAtZeroKeepsNoScaleLinear()
    {
        Stage stage;
        Measure one = measure(reserveKey(), u"Reserve"_s);
        one.normalLow = 0;
        one.normalHigh = 350;
        stage.panel.setMeasures({one});
        stage.panel.setLogarithmic(true);
        QTRY_VERIFY(stage.plot.valueScale().logarithmic);
        QVERIFY(stage.plot.valueScale().lower > 100);
    }

    void linesAreDrawnAsStepsAndBands()
    {
        Stage stage;
        const QImage line = draw(stage.plot);
        QTest::keyClick(&stage.plot, Qt::Key_D);
        QCOMPARE(stage.panel.drawnAs(), TraceKind::Step);
        QTest::keyClick(&stage.plot, Qt::Key_D);
        QCOMPARE(stage.panel.drawnAs(), TraceKind::Band);
        QVERIFY(draw(stage.plot) != line);
        if (const QString folder = qEnvironmentVariable("STANFORIS_GRABS"); !folder.isEmpty()) {
            stage.view.fill(reserveKey(), lastMinutes(60), 1s, [](int i) { return 300.0 + i / 36.0 + i * 7919 % 60; });
            stage.plot.refresh();
            QVERIFY(draw(stage.panel).save(folder + u"/band.png"_s));
        }
        QVERIFY(stage.plot.description().contains("band from lowest to highest"_L1));
        // Kept for the same lines, gone with others.
        stage.panel.setMeasures({measure(reserveKey(), u"Reserve"_s), measure(demandKey(), u"Demand"_s)});
        QCOMPARE(stage.panel.drawnAs(), TraceKind::Band);
        stage.panel.setMeasures({measure(demandKey(), u"Demand"_s)});
        QCOMPARE(stage.panel.drawnAs(), TraceKind::Line);
    }

    void theCatalogueSaysHowAPlotIsDrawn()
    {
        Stage stage;
        Measure reserve = measure(reserveKey(), u"Reserve"_s);
        reserve.drawing = Drawing::Steps;
        reserve.limit = Limit{350, Limit::Side::Below, Severity::High, u"Required 350 MW"_s, true};
        Measure demand = measure(demandKey(), u"Demand"_s);
        demand.unit = u"GWh"_s;
        demand.limit = reserve.limit;
        stage.panel.setMeasures({reserve, demand}, {demandKey()});
        const QList<PlotSeries> &lines = stage.plot.series();
        QCOMPARE(lines.at(0).kind, TraceKind::Step);
        QCOMPARE(lines.at(0).axis, ValueAxis::First);
        QCOMPARE(lines.at(1).kind, TraceKind::Line);
        QCOMPARE(lines.at(1).axis, ValueAxis::Second);
        QVERIFY(lines.at(0).limit->shaded);
        QVERIFY(!lines.at(1).limit->shaded); // one tint is enough
        QVERIFY(spokenLegend(stage.panel).contains("Demand, GWh (right)"_L1));
        // A unit that is longer than the one before it has the room that it would have had at first.
        PlotPanel fresh(u"Reserve"_s, stage.view, &stage.cursor);
        fresh.setTime(stage.time);
        fresh.setMeasures({reserve, demand}, {demandKey()});
        fresh.resize(stage.panel.size());
        fresh.show();
        fresh.refresh(stage.time.range(), false);
        const auto figures = [](PlotPanel &panel) {
            (void)draw(*panel.plot());
            auto *rows = panel.findChild<PlotFigures *>();
            rows->refresh();
            return draw(*rows);
        };
        QCOMPARE(figures(stage.panel), figures(fresh));
        if (const QString folder = qEnvironmentVariable("STANFORIS_GRABS"); !folder.isEmpty())
            QVERIFY(draw(stage.panel).save(folder + u"/axes.png"_s));
    }

    void theMenuChoosesScaleAndKind()
    {
        Stage stage;
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint(), Qt::NoModifier);
        QApplication::sendEvent(&stage.plot, &event);
        auto *menu = stage.panel.findChild<QMenu *>(u"plot-menu"_s);
        QTRY_VERIFY(menu && menu->isVisible());
        const auto entry = [menu](QLatin1StringView text) -> QAction * {
            for (QAction *action : menu->findChildren<QAction *>()) {
                if (action->text().startsWith(text))
                    return action;
            }
            return nullptr;
        };
        QVERIFY(entry("Logarithmic scale"_L1) && entry("Steps"_L1) && entry("Band"_L1) && entry("Write a note here"_L1));
        QVERIFY(!entry("Write a note here"_L1)->isEnabled()); // nowhere without a cursor
        entry("Logarithmic scale"_L1)->trigger();
        entry("Steps"_L1)->trigger();
        QVERIFY(stage.panel.isLogarithmic());
        QCOMPARE(stage.panel.drawnAs(), TraceKind::Step);
        menu->close();
    }

    void notesAreMarkedAndSaved()
    {
        Stage stage;
        const Instant at = stage.time.range().from + 30min;
        const QImage before = draw(stage.plot);
        const QString hostile = u"<b>valve</b> \"stuck\", see & ask"_s;
        stage.cursor.setNotes({{stage.time.range().from - 1h, u"long ago"_s}, {at, hostile}});
        QVERIFY(draw(stage.plot) != before);
        QVERIFY(stage.plot.findChild<PlotTools *>()->marks().summary().contains(hostile));
        QSignalSpy asked(&stage.panel, &PlotPanel::noteRequested);
        QTest::keyClick(&stage.plot, Qt::Key_N);
        QCOMPARE(asked.count(), 0); // no cursor: no moment
        stage.cursor.setCursor(at);
        QTest::keyClick(&stage.plot, Qt::Key_N);
        QCOMPARE(asked.count(), 1);
        const PlotRecord record =
            PlotRecord::of(stage.plot, u"Reserve"_s, {u"Norvane"_s, Mode::Simulation, {}}, stage.clock.now());
        QCOMPARE(record.notes.size(), 1);
        QVERIFY(QString::fromUtf8(csvOf(record)).contains(u"# note: "_s));
        QVERIFY(record.lines().last().startsWith("Note 1, "_L1) && record.lines().last().endsWith(hostile));
        const QByteArray svg = plotpicture::svg(stage.plot, record);
        QVERIFY2(!svg.contains("<b>"), svg.mid(svg.indexOf("<b>") - 100, 200).constData());
        QVERIFY2(svg.contains("&lt;b&gt;valve"), svg.mid(svg.indexOf("valve") - 100, 200).constData());
    }

    void doubtfulValuesAreSeenInWhatIsSaved()
    {
        Stage stage;
        stage.panel.setMeasures({measure(reserveKey(), u"Reserve"_s)});
        const Provenance provenance{u"Norvane"_s, Mode::Simulation, {}};
        const auto record = [&] { return PlotRecord::of(stage.plot, u"Reserve"_s, provenance, stage.clock.now()); };
        const QImage good = plotpicture::image(stage.plot, record());
        const QByteArray goodSvg = plotpicture::svg(stage.plot, record());
        for (int second = 1200; second < 2400; ++second)
            stage.view.at(reserveKey(), second).quality = Quality::Invalid;
        stage.plot.refresh();
        const QImage doubtful = plotpicture::image(stage.plot, record());
        QVERIFY(doubtful != good);
        // A stroke in the colour of invalid values, as wide as on the screen and seen through.
        const QByteArray svg = plotpicture::svg(stage.plot, record());
        const QByteArray stroke = "stroke=\"" + Theme::of(&stage.plot).quality(Quality::Invalid).name().toLatin1() + '"';
        QVERIFY(svg.contains(stroke));
        QVERIFY(!goodSvg.contains(stroke));
        const QString folder = qEnvironmentVariable("STANFORIS_GRABS");
        if (!folder.isEmpty())
            QVERIFY(doubtful.save(folder + u"/export-doubt.png"_s) && draw(stage.panel).save(folder + u"/doubt.png"_s));
    }

    void theTableHasExtremesQualityAndDays()
    {
        Stage stage;
        stage.view.at(reserveKey(), 3595).value = 900;
        for (int second = 3580; second < 3600; ++second)
            stage.view.at(reserveKey(), second).quality = Quality::Invalid;
        stage.plot.refresh();
        stage.plot.setTableShown(true);
        const QAbstractItemModel *model = stage.plot.table()->model();
        QCOMPARE(model->columnCount(), 5); // time, two series, where from, quality
        QString all;
        for (int row = 0; row < 5; ++row) {
            for (int column = 0; column < 5; ++column)
                all += model->index(row, column).data().toString() + u'|';
        }
        QVERIFY2(all.contains("to 900)"_L1), qPrintable(all));
        QVERIFY2(all.contains("Reserve: "_L1 + Words::quality(Quality::Invalid)), qPrintable(all));
        QVERIFY2(!all.contains("2026-"_L1), qPrintable(all));
        if (const QString folder = qEnvironmentVariable("STANFORIS_GRABS"); !folder.isEmpty())
            QVERIFY(draw(stage.panel).save(folder + u"/table.png"_s));
        stage.view.fill(reserveKey(), lastMinutes(24 * 60), 60s, [](int i) { return 300.0 + i; });
        stage.time.setFixed(lastMinutes(24 * 60));
        QTRY_VERIFY(model->index(0, 0).data().toString().startsWith("2026-11-22 "_L1));
        QVERIFY(model->index(model->rowCount() - 1, 0).data().toString().startsWith("2026-11-21 "_L1));
    }

    void timesAreWrittenInTheZone()
    {
        Stage stage;
        stage.plot.setTableShown(true);
        const auto newest = [&] { return stage.plot.table()->model()->index(0, 0).data().toString(); };
        stage.time.setZoneChoice(ZoneChoice::Utc);
        QVERIFY2(newest().startsWith("12:31"_L1), qPrintable(newest()));
        stage.time.setZoneChoice(ZoneChoice::Platform);
        stage.time.setPlatformZone(QTimeZone("Asia/Kathmandu"));
        QVERIFY2(newest().startsWith("18:16"_L1), qPrintable(newest()));
    }

    void savedPlotsSayWhereTheyComeFrom()
    {
        Stage stage;
        stage.plot.setSeriesHidden(1, true);
        const Provenance provenance{u"Republic of Norvane"_s, Mode::Simulation, u"Mari, Maasikas"_s};
        const PlotRecord record = PlotRecord::of(stage.plot, u"Reserve, MW"_s, provenance, stage.clock.now());
        const QString csv = QString::fromUtf8(csvOf(record));
        const QStringList lines = csv.split(u"\r\n"_s);
        for (const QString &fact :
             {u"# plot: Reserve, MW"_s, u"# platform: Republic of Norvane"_s, u"# mode: SIMULATION"_s,
              u"# series: energy/grid-balancing/reserve; Reserve; unit MW"_s, u"# saved by: Mari, Maasikas"_s})
            QVERIFY2(lines.contains(fact), qPrintable(fact));
        const qsizetype head = lines.indexOf(u"time,series,min,max,mean,first,last,samples,quality,source,span_s"_s);
        QVERIFY(head > 0);
        QCOMPARE(lines.size() - head - 2, record.columns.first().size());
        QVERIFY(!csv.contains("demand"_L1)); // what is not seen is not saved
        double highest = 0;
        int samples = 0;
        for (qsizetype row = head + 1; row < lines.size() - 1; ++row) {
            const QStringList fields = lines.at(row).split(u',');
            QCOMPARE(fields.size(), 11);
            QCOMPARE(fields.at(9), u"samples"_s);
            QVERIFY(fields.at(2).toDouble() <= fields.at(4).toDouble() && fields.at(4).toDouble() <= fields.at(3).toDouble());
            highest = std::max(highest, fields.at(3).toDouble());
            samples += fields.at(7).toInt();
        }
        QCOMPARE(highest, 300 + 3599 / 36.0);
        QCOMPARE(samples, 3600);
        QCOMPARE(record.fileName(u"csv"_s).left(11), u"reserve-mw-"_s);
    }

    void picturesHaveThePlotAndItsProvenance()
    {
        Stage stage;
        const Provenance provenance{u"Republic of Norvane, National platform"_s, Mode::Simulation, u"Mari Maasikas"_s};
        const PlotRecord record = PlotRecord::of(stage.plot, u"Reserve"_s, provenance, stage.clock.now());
        const QImage image = plotpicture::image(stage.plot, record);
        QVERIFY(image.width() > 2 * stage.plot.width());
        QVERIFY(countOf(image, image.rect(), stage.plot.seriesColor(0)) > 200);
        QVERIFY(countOf(image, QRect(0, 0, image.width(), 20), Theme::of(&stage.plot).mode(Mode::Simulation).banner) > 1000);
        QVERIFY(image.text(u"Description"_s).contains("energy/grid-balancing/reserve"_L1));
        const QByteArray svg = plotpicture::svg(stage.plot, record);
        QVERIFY(svg.contains("SIMULATION") && svg.contains("Mari Maasikas") && svg.contains("<polyline"));
        const QByteArray pdf = plotpicture::pdf(stage.plot, record);
        QVERIFY(pdf.startsWith("%PDF-") && pdf.size() > 2000);
        const QString folder = qEnvironmentVariable("STANFORIS_GRABS");
        if (!folder.isEmpty()) {
            QVERIFY(image.save(folder + u"/export.png"_s));
            QFile drawing(folder + u"/export.svg"_s);
            QVERIFY(drawing.open(QIODevice::WriteOnly) && drawing.write(svg) == svg.size());
            QFile document(folder + u"/export.pdf"_s);
            QVERIFY(document.open(QIODevice::WriteOnly) && document.write(pdf) == pdf.size());
            stage.cursor.setCursor(stage.time.range().from + 20min);
            stage.plot.findChild<PlotTools *>()->togglePin();
            stage.cursor.setMark(stage.time.range().from + 30min);
            stage.cursor.setCursor(stage.time.range().from + 45min);
            stage.plot.findChild<PlotTools *>()->setEvents(
                {{stage.time.range().from + 40min, Severity::High, u"Grid Balancing"_s, u"Reserve low"_s}});
            QVERIFY(draw(stage.panel).save(folder + u"/marks.png"_s));
        }
    }

    void theCursorReadsWhatHistoryTells()
    {
        Stage stage;
        SeriesStore store;
        const TimeRange day{stage.time.range().to - 24h, stage.time.range().to};
        store.fill({historyOf(day, 2000)});
        CursorLink link;
        TimePlot plot(store);
        plot.setCursorLink(&link);
        showPlot(plot, {{reserveKey(), u"Reserve"_s, u"MW"_s}}, day);
        for (Instant at = day.from + 1s; at < day.to - 1min; at += 1011s) {
            link.setCursor(at);
            QVERIFY2(CursorOverlay(plot).lines().first().level, qPrintable(QString::number((at - day.from) / 1s)));
        }
    }

    void aCoarseSummaryLeavesNoHoles()
    {
        const TimeRange hour = lastMinutes(60), near{hour.from + 20min, hour.from + 25min};
        SeriesStore store;
        HistorySeries history = historyOf(hour, 1000);
        store.fill({history});
        TraceData trace;
        trace.take(store, reserveKey(), PixelGrid::of(near, 500), near);
        QVERIFY(trace.columns().size() > 50);
        QVERIFY(trace.pauses().isEmpty());
        // A real one is still there.
        store.clear();
        history.columns.remove(350, 20);
        store.fill({history});
        trace.take(store, reserveKey(), PixelGrid::of(near, 500), near);
        QCOMPARE(trace.pauses().size(), 1);
    }

    void sparklineJoinsSummaries()
    {
        const TimeRange hour = lastMinutes(60);
        SeriesStore store;
        HistorySeries history = historyOf(hour, 100);
        store.fill({history});
        const auto holes = [&] {
            const auto values = SparklineData::from(store, reserveKey(), hour, 400).values;
            return std::ranges::count_if(values.begin(), values.end() - 8, [](double value) { return std::isnan(value); });
        };
        QCOMPARE(holes(), 0);
        store.clear();
        history.columns.remove(40, 10);
        store.fill({history});
        QVERIFY(holes() > 30); // a real one
    }

    void laterIsOfferedWhereThePastEndsBeforeNow()
    {
        Stage stage;
        const auto isOffered = [&stage] {
            QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint(), Qt::NoModifier);
            QApplication::sendEvent(&stage.plot, &event);
            auto *menu = stage.panel.findChild<QMenu *>(u"plot-menu"_s);
            bool offered = false;
            for (const QAction *action : menu->actions())
                offered = offered || (action->text().startsWith(u"Later"_s) && action->isEnabled());
            delete menu;
            return offered;
        };
        QVERIFY(isOffered());
        stage.time.setLive(1h);
        QVERIFY(!isOffered());
        stage.time.select(
            std::get<TimeSelection>(TimeSelection::parse(u"now-2h"_s, u"now-1h"_s, stage.time.now(), QTimeZone::utc())));
        QVERIFY(stage.time.isLive());
        QVERIFY(isOffered());
    }
};

QTEST_MAIN(TestPlotTools)
#include "tst_plots_tools.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/cataloguestore.h"
#include "models/stores/healthstore.h"
#include "models/stores/permissionstore.h"
#include "models/stores/subscriptionstore.h"
#include "models/stores/truststore.h"
#include "tests/gui/tst_plots_support.h"
#include "tests/support/nodeconsole.h"
#include "views/shell/shellpresenter.h"

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// What a person sees of a platform in another language: the line on the screen goes through every row of its file and nowhere
/// else, also after the platform was killed and came back with other numbers, and what could not be read is counted in words.
class TestNodeDrawn final : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<NodeServer> m_server;
    std::unique_ptr<NodeConsole> m_console;
    std::unique_ptr<TimePlot> m_plot;
    Instant m_begin;
    Instant m_first;

    void begin(TelemetryPort::Route route)
    {
        m_begin = fromMicroseconds(toMilliseconds(SystemClock().now()) * 1000) - 2s;
        QVERIFY2(m_server->start(m_begin), qPrintable(m_server->problem));
        QVERIFY(m_console->enter(*m_server));
        m_console->follow(route);
        QTRY_VERIFY_WITH_TIMEOUT(m_console->series.lastSample(loadKey), 10'000);
        m_first = m_console->series.lastSample(loadKey)->time + 1us;
    }
    void show(TimeRange range)
    {
        dress(Variant::Light);
        m_plot = std::make_unique<TimePlot>(m_console->series);
        m_plot->setSeries({PlotSeries{.key = loadKey, .label = u"Load"_s, .unit = u"MW"_s}});
        m_plot->setRange(range);
        m_plot->resize(1400, 320);
        m_plot->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_plot.get()));
    }
    /// Empty when each row of the file in `range` lies on the drawn line; else the first that does not.
    [[nodiscard]] QString missing(TimeRange range)
    {
        const QImage image = draw(*m_plot);
        const QColor line = Theme::of(m_plot.get()).plot().single;
        int looked = 0;
        for (const Row &row : rowsOf(loadKey, m_begin)) {
            if (!range.contains(row.time))
                continue;
            ++looked;
            const int x = int(std::lround(m_plot->xAt(row.time))), y = int(std::lround(m_plot->yAt(row.value)));
            if (!hasNear(image, x, y, line))
                return u"%1 at +%2 us is not drawn at %3, %4"_s.arg(row.value).arg((row.time - m_begin).count()).arg(x).arg(y);
        }
        return looked > 10 ? QString() : u"only %1 rows"_s.arg(looked);
    }
    /// The line's colour anywhere in a stretch of time.
    [[nodiscard]] bool isDrawnIn(TimeRange range)
    {
        const QRect area(QPoint(int(m_plot->xAt(range.from)) + 2, int(m_plot->plotArea().top())),
                         QPoint(int(m_plot->xAt(range.to)) - 2, int(m_plot->plotArea().bottom())));
        return countOf(draw(*m_plot), area, Theme::of(m_plot.get()).plot().single) > 0;
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<NodeServer>();
        m_console = std::make_unique<NodeConsole>();
    }
    void cleanup()
    {
        m_plot.reset();
        m_console.reset();
        m_server.reset();
    }

    void lineGoesThroughEveryRowOfTheFile()
    {
        begin(TelemetryPort::Route::Preferred);
        QTRY_VERIFY_WITH_TIMEOUT(m_console->hasValuesAfter(m_first + 4s), 20'000);
        const TimeRange range{m_first, m_first + 4s};
        show(range);
        QCOMPARE(missing(range), QString());
        // That this can fail: the rows are not drawn where others belong.
        m_plot->setRange({range.from + 1s, range.to + 1s});
        const auto rows = rowsOf(loadKey, m_begin - 1s);
        const QImage shifted = draw(*m_plot);
        QVERIFY(std::ranges::any_of(rows, [&](const Row &row) {
            return row.time > range.from + 1s && row.time < range.to &&
                   !hasNear(shifted, int(m_plot->xAt(row.time)), int(m_plot->yAt(row.value)),
                            Theme::of(m_plot.get()).plot().single);
        }));
    }

    void killedAndBackItIsDrawnWhole()
    {
        begin(TelemetryPort::Route::Preferred);
        QTRY_VERIFY_WITH_TIMEOUT(m_console->hasValuesAfter(m_first + 1s), 10'000);
        m_server->kill();
        const Instant killed = m_console->clock.now();
        QTRY_VERIFY_WITH_TIMEOUT(m_console->clock.now() > killed + 2s, 5000);
        const TimeRange range{m_first, killed + 4s};
        show(range);
        QVERIFY(!isDrawnIn({killed + 1s, killed + 2s})); // a hole, not a line across it
        QVERIFY2(m_server->start(m_begin), qPrintable(m_server->problem));
        QTRY_VERIFY_WITH_TIMEOUT(m_console->hasValuesAfter(range.to), 40'000);
        QTRY_COMPARE_WITH_TIMEOUT((m_plot->refresh(), missing(range)), QString(), 10'000);
    }

    void whatCannotBeReadIsSaid()
    {
        begin(TelemetryPort::Route::UserChannel);
        const CatalogueStore catalogue;
        const SubscriptionStore subscriptions;
        const PermissionStore permissions(subscriptions, catalogue);
        const HealthStore health;
        const TrustStore trust;
        const ShellPresenter presenter(catalogue, subscriptions, permissions, health, m_console->connection, trust);
        QTRY_VERIFY_WITH_TIMEOUT(presenter.connections(m_console->clock.now()).last().connected, 10'000);
        QVERIFY(presenter.status(m_console->clock.now()).stream.isEmpty());
        m_server->command("garbage");
        QTRY_VERIFY_WITH_TIMEOUT(m_console->connection.unreadable() == 4, 10'000);
        const ChipState chip = presenter.connections(m_console->clock.now()).last();
        QVERIFY2(chip.note.contains(u"unreadable"_s), qPrintable(chip.note));
        QCOMPARE(presenter.status(m_console->clock.now()).stream, chip.note);
        QTRY_VERIFY_WITH_TIMEOUT(!presenter.clock().isEmpty(), 10'000);
        m_server->kill();
        QTRY_VERIFY_WITH_TIMEOUT(!presenter.connections(m_console->clock.now()).last().connected, 10'000);
    }
};

QTEST_MAIN(TestNodeDrawn)
#include "tst_nodedrawn.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/wall.h"

#include "views/plots/cursorlink.h"
#include "views/plots/timeplot.h"
#include "views/sector/plotpanel.h"
#include "views/shell/frameclock.h"

#include <QApplication>
#include <QEvent>
#include <QGridLayout>

namespace stanforis::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int columns = 4;

Measure measureOf(int series)
{
    Measure measure;
    measure.key = seriesKey(series);
    measure.name = u"Feeder %1"_s.arg(series + 1);
    measure.unit = u"MW"_s;
    measure.decimals = 1;
    if (series % Wall::lines == 0) {
        Limit limit;
        limit.value = 90;
        limit.severity = Severity::High;
        limit.side = Limit::Side::Above;
        limit.label = u"Most 90 MW"_s;
        measure.limit = limit;
    }
    return measure;
}

} // namespace

SeriesKey seriesKey(int index) { return SeriesKey(u"energy/feeder-%1/power"_s.arg(index)); }

Wall::Wall(const SeriesView &view, Duration window, const Clock &clock)
    : m_clock(clock)
    , m_window(window)
    , m_cursor(new CursorLink(this))
    , m_frames(new FrameClock(this))
{
    auto *grid = new QGridLayout(this);
    for (int panel = 0; panel < panels; ++panel) {
        m_panels += new PlotPanel(u"Feeders %1"_s.arg(panel + 1), view, m_cursor, this);
        QList<Measure> measures;
        for (int line = 0; line < lines; ++line)
            measures += measureOf(panel * lines + line);
        m_panels.last()->setMeasures(measures);
        grid->addWidget(m_panels.last(), panel / columns, panel % columns);
    }
    resize(1920, 1080);
    connect(m_frames, &FrameClock::frameDue, this, &Wall::follow);
    connect(m_frames, &FrameClock::due, this, &Wall::follow);
}

Wall::~Wall()
{
    qDeleteAll(m_panels); // before the cursor they show
}

void Wall::wake() { m_frames->wakePlots(); }

void Wall::notePainted() { m_frames->notePainted(); }

void Wall::follow()
{
    const Instant now = m_clock.now();
    for (PlotPanel *panel : m_panels)
        panel->refresh({now - m_window, now}, true);
    Q_EMIT followed();
}

namespace {

bool isOfPlot(const QObject *object)
{
    while (object && !qobject_cast<const TimePlot *>(object))
        object = object->parent();
    return object != nullptr;
}

} // namespace

PaintWatch::PaintWatch(QWidget *window, std::function<void()> painted)
    : m_window(window)
    , m_painted(std::move(painted))
{
    qApp->installEventFilter(this);
}

bool PaintWatch::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint && watched->isWidgetType()) {
        m_any |= isOfPlot(watched);
    } else if (event->type() == QEvent::UpdateRequest && watched == m_window) {
        // The event itself is carried out here, so that its end is known: painting and the hand-over to the display are inside.
        m_any = false;
        static_cast<QObject *>(m_window)->event(event); // public there
        if (m_any)
            m_painted();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace stanforis::bench

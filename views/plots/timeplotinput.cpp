// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of TimePlot that answer to people: geometry, mouse, keys, and the sentence for assistive technology.
#include "views/plots/columnplottable.h"
#include "views/plots/cursorlink.h"
#include "views/plots/plotcanvas.h"
#include "views/plots/plotscene.h"
#include "views/plots/plottext.h"
#include "views/plots/timeplot.h"

#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace stanforis {

PlotScene TimePlot::scene() const
{
    PlotScene scene;
    scene.theme = Theme::of(this);
    scene.metrics = PlotMetrics::of(scene.theme);
    scene.area = m_area;
    scene.range = range();
    scene.scale = m_scales[0];
    scene.second = m_scales[1];
    scene.series = series();
    scene.state = dataState();
    scene.zone = zone();
    scene.ahead = m_ahead;
    for (const ColumnPlottable *trace : m_traces) {
        scene.columns.append(trace->data().columns());
    }
    for (const ColumnSpan &hole : m_holes) {
        const TimeRange part{std::max(m_grid.startOf(hole.first), range().from), std::min(m_grid.startOf(hole.last), range().to)};
        if (part.from < part.to) {
            scene.holes.append(part);
        }
    }
    return scene;
}

double TimePlot::xAt(Instant time) const { return scene().x(time); }

double TimePlot::yAt(double value, ValueAxis axis) const { return scene().y(value, axis); }

Instant TimePlot::timeAt(double x) const
{
    const QRectF area = m_area;
    const double share = std::clamp((x - area.left()) / std::max(1.0, area.width()), 0.0, 1.0);
    return range().from + Duration(std::llround(share * double(range().length().count())));
}

QSize TimePlot::sizeHint() const { return QSize(Theme::of(this).space(10) * 8, Theme::of(this).space(10) * 3); }

QSize TimePlot::minimumSizeHint() const { return QSize(Theme::of(this).space(10) * 2, Theme::of(this).space(10)); }

void TimePlot::resizeEvent(QResizeEvent *event)
{
    Plot::resizeEvent(event);
    measureArea();
    m_mustDraw = true; // drawn when it is painted: the page may set another range before that
    drawLater(PaintShare::Start::AfterUpdate);
}

void TimePlot::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF at = event->position();
    const QRectF area = m_area;
    const bool inside = at.x() >= area.left() && at.x() <= area.right();
    m_link->setCursor(inside ? std::optional(timeAt(at.x())) : std::nullopt);
    Plot::mouseMoveEvent(event);
}

void TimePlot::leaveEvent(QEvent *event)
{
    m_link->setCursor(std::nullopt);
    Plot::leaveEvent(event);
}

void TimePlot::moveCursor(int pixels)
{
    const Duration step = range().length() / std::max<std::int64_t>(1, std::int64_t(plotArea().width()));
    const Instant from = m_link->cursor().value_or(range().to);
    m_link->setCursor(std::clamp(from + step * pixels, range().from, range().to));
}

bool TimePlot::useKey(int key, Qt::KeyboardModifiers modifiers)
{
    const int pixels = modifiers == Qt::ShiftModifier ? 10 : 1;
    if (modifiers != Qt::NoModifier && modifiers != Qt::ShiftModifier) {
        return false;
    }
    switch (key) {
    case Qt::Key_Left:
        moveCursor(-pixels);
        return true;
    case Qt::Key_Right:
        moveCursor(pixels);
        return true;
    case Qt::Key_Home:
        m_link->setCursor(range().from);
        return true;
    case Qt::Key_End:
        m_link->setCursor(range().to);
        return true;
    case Qt::Key_Escape:
        if (!m_link->cursor()) {
            return false; // nothing to take away here: the page may want the key
        }
        m_link->setCursor(std::nullopt);
        return true;
    default:
        return false;
    }
}

QString TimePlot::description() const
{
    QStringList sentences;
    for (int index = 0; index < m_traces.size(); ++index) {
        const PlotSeries &one = series().at(index);
        const auto &columns = m_traces.at(index)->data().columns();
        if (one.hidden) {
            sentences.append(tr("%1: hidden.").arg(one.label));
            continue;
        }
        if (columns.isEmpty()) {
            sentences.append(tr("%1: no samples in this window.").arg(one.label));
            continue;
        }
        const auto byMinimum = [](const Column &a, const Column &b) { return a.minimum < b.minimum; };
        const auto byMaximum = [](const Column &a, const Column &b) { return a.maximum < b.maximum; };
        const double lowest = std::min_element(columns.cbegin(), columns.cend(), byMinimum)->minimum;
        const double highest = std::max_element(columns.cbegin(), columns.cend(), byMaximum)->maximum;
        const double last = columns.last().last;
        QString sentence =
            tr("%1: %2 at %3, lowest %4, highest %5.")
                .arg(one.label, plottext::quantity(last, one.decimals, one.unit), plottext::clock(columns.last().time, zone()),
                     plottext::number(lowest, one.decimals), plottext::number(highest, one.decimals));
        if (one.kind == TraceKind::Band) {
            sentence += u' ' + tr("Drawn as a band from lowest to highest with the mean as its line.");
        }
        if (one.limit && one.limit->isViolatedBy(last)) {
            sentence += u' ' + tr("Beyond its limit: %1.").arg(one.limit->label);
        }
        sentences.append(sentence);
    }
    if (dataState() == DataState::Disconnected) {
        sentences.append(tr("Disconnected: these are the last values received."));
    }
    return sentences.join(u' ');
}

} // namespace stanforis

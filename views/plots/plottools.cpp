// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/plottools.h"

#include "models/telemetry/timecontext.h"
#include "views/plots/cursorlink.h"
#include "views/plots/timeplot.h"

#include <QAccessible>
#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace stanforis {

namespace {

constexpr double step = 2;       // a key
constexpr double turnStep = 1.3; // a notch of a wheel
constexpr double panStep = 0.25;
constexpr double pinReach = 4; // pixels

/// A range copied as text comes back the same; none is shorter than what may be asked for.
TimeRange wholeMilliseconds(TimeRange range)
{
    const Instant from = std::chrono::floor<std::chrono::milliseconds>(range.from);
    const Instant to = std::chrono::ceil<std::chrono::milliseconds>(range.to);
    return {from, std::max(to, from + TimeSelection::shortest)};
}

} // namespace

PlotTools::PlotTools(TimePlot *plot)
    : QObject(plot)
    , m_plot(plot)
    , m_marks(*plot)
{
    plot->installEventFilter(this);
    plot->addOverlay(&m_marks);
    connect(plot->cursorLink(), &CursorLink::markMoved, this, &PlotTools::marksChanged);
    connect(plot->cursorLink(), &CursorLink::notesChanged, this, &PlotTools::marksChanged);
    connect(plot->cursorLink(), &CursorLink::cursorMoved, this, [this] {
        if (m_plot->cursorLink()->mark())
            marksChanged();
    });
}

void PlotTools::marksChanged()
{
    m_plot->updateOverlays();
    // The panel says in words what the marks show; the plot's own words are those of its values.
    if (QAccessible::isActive() && m_plot->parentWidget() != nullptr)
        m_plot->parentWidget()->setAccessibleDescription(m_marks.summary());
}

void PlotTools::setEvents(const QList<TimeEvent> &events)
{
    m_marks.setEvents(events);
    marksChanged();
}

bool PlotTools::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_plot || m_plot->isTableShown())
        return QObject::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        return press(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseMove:
        drag(*static_cast<QMouseEvent *>(event));
        return false; // the cursor follows too
    case QEvent::MouseButtonRelease:
        return release();
    case QEvent::MouseButtonDblClick: {
        const auto &mouse = *static_cast<QMouseEvent *>(event);
        if (mouse.button() != Qt::LeftButton || !m_plot->plotArea().contains(mouse.position()))
            return false;
        zoomAbout(step, m_plot->timeAt(mouse.position().x()));
        return true;
    }
    case QEvent::Wheel:
        return turn(*static_cast<QWheelEvent *>(event));
    case QEvent::KeyPress: {
        const auto &key = *static_cast<QKeyEvent *>(event);
        return useKey(key.key(), key.modifiers() & ~Qt::KeypadModifier);
    }
    case QEvent::ContextMenu: {
        const auto &menu = *static_cast<QContextMenuEvent *>(event);
        const bool byKeyboard = menu.reason() == QContextMenuEvent::Keyboard;
        Q_EMIT menuRequested(byKeyboard ? m_plot->mapToGlobal(m_plot->plotArea().center().toPoint()) : menu.globalPos());
        return true;
    }
    default:
        return QObject::eventFilter(watched, event);
    }
}

bool PlotTools::press(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton || !m_time || !m_plot->plotArea().contains(event.position()))
        return false;
    m_plot->setFocus(Qt::MouseFocusReason);
    m_pressed = m_plot->timeAt(event.position().x());
    m_pressedAt = event.position().x();
    return true;
}

void PlotTools::drag(const QMouseEvent &event)
{
    if (!m_pressed || !(event.buttons() & Qt::LeftButton))
        return;
    m_dragging = m_dragging || std::abs(event.position().x() - m_pressedAt) >= QApplication::startDragDistance();
    if (!m_dragging)
        return;
    const auto [from, to] = std::minmax({*m_pressed, m_plot->timeAt(event.position().x())});
    m_marks.setBox(TimeRange{from, to});
    marksChanged();
}

bool PlotTools::release()
{
    const bool dragged = m_dragging && m_pressed;
    const auto box = m_marks.box();
    m_pressed.reset();
    m_dragging = false;
    if (!dragged || !box)
        return false;
    m_marks.setBox({});
    marksChanged();
    m_time->setFixed(wholeMilliseconds(*box));
    return true;
}

bool PlotTools::turn(QWheelEvent &event)
{
    if (!m_time || !m_plot->plotArea().contains(event.position()))
        return false;
    const QPoint turned = event.angleDelta();
    const bool sideways = std::abs(turned.x()) > std::abs(turned.y());
    const bool shifted = event.modifiers() == Qt::ShiftModifier;
    if (sideways || (shifted && turned.y() != 0)) {
        // Some platforms turn the wheel sideways by themselves while Shift is held.
        m_time->pan(-panStep / 2 * (sideways ? turned.x() : turned.y()) / 120.0);
        event.accept();
        return true;
    }
    const bool wanted = event.modifiers() == Qt::ControlModifier || (event.modifiers() == Qt::NoModifier && m_plot->hasFocus());
    if (!wanted || turned.y() == 0)
        return false; // the page scrolls
    zoomAbout(std::pow(turnStep, -turned.y() / 120.0), m_plot->timeAt(event.position().x()));
    event.accept();
    return true;
}

void PlotTools::zoomAbout(double factor, Instant about)
{
    if (m_time)
        m_time->zoom(factor, about);
}

Instant PlotTools::keyboardMoment() const
{
    const TimeRange range = m_plot->range();
    if (const auto cursor = m_plot->cursorLink()->cursor(); cursor && *cursor >= range.from && *cursor <= range.to)
        return *cursor;
    return m_time && m_time->isLive() ? m_time->range().to : range.from + range.length() / 2;
}

void PlotTools::zoomIn() { zoomAbout(1 / step, keyboardMoment()); }

void PlotTools::zoomOut() { zoomAbout(step, keyboardMoment()); }

void PlotTools::pan(double share)
{
    if (m_time)
        m_time->pan(share);
}

void PlotTools::zoomToMark()
{
    const auto mark = m_plot->cursorLink()->mark();
    const auto cursor = m_plot->cursorLink()->cursor();
    if (!m_time || !mark || !cursor || *mark == *cursor)
        return;
    const auto [from, to] = std::minmax({*mark, *cursor});
    m_time->setFixed(wholeMilliseconds({from, to}));
    m_plot->cursorLink()->setMark({});
}

void PlotTools::toggleMark()
{
    CursorLink *link = m_plot->cursorLink();
    const auto cursor = link->cursor();
    link->setMark(link->mark() && (!cursor || link->mark() == cursor) ? std::nullopt : cursor);
}

void PlotTools::togglePin()
{
    const Duration pixel = m_plot->range().length() / std::max<qint64>(1, qint64(m_plot->plotArea().width()));
    if (const auto cursor = m_plot->cursorLink()->cursor())
        m_marks.togglePin(*cursor, pixel * qint64(pinReach));
    marksChanged();
}

bool PlotTools::hasMarks() const { return m_plot->cursorLink()->mark() || !m_marks.pins().isEmpty(); }

void PlotTools::clearMarks()
{
    m_marks.clearPins();
    m_plot->cursorLink()->setMark({});
    marksChanged();
}

} // namespace stanforis

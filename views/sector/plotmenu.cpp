// SPDX-License-Identifier: GPL-3.0-or-later
// The context menu of a plot: what mouse and keys do, in words.
#include "models/telemetry/timecontext.h"
#include "views/plots/cursorlink.h"
#include "views/plots/plotfigures.h"
#include "views/plots/plottext.h"
#include "views/plots/plottools.h"
#include "views/plots/timeplot.h"
#include "views/sector/plotpanel.h"
#include "views/widgets/severitymark.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr qsizetype mostEvents = 12;

/// An entry with the key that does the same; the key is shown here and answered by the plot.
template <class Answer>
QAction *add(QMenu *menu, const QString &text, const QKeySequence &key, QObject *context, Answer answer)
{
    QAction *action = menu->addAction(text);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(action, &QAction::triggered, context, answer);
    return action;
}

} // namespace

void PlotPanel::showMenu(const QPoint &place)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"plot-menu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    PlotTools *tools = m_tools;
    CursorLink *link = m_plot->cursorLink();
    if (m_tools->time()) {
        TimeContext *time = m_tools->time();
        add(menu, tr("Zoom in"), Qt::Key_Plus, tools, [tools] { tools->zoomIn(); });
        add(menu, tr("Zoom out"), Qt::Key_Minus, tools, [tools] { tools->zoomOut(); });
        add(menu, tr("Earlier"), Qt::CTRL | Qt::Key_Left, tools, [tools] { tools->pan(-0.25); });
        add(menu, tr("Later"), Qt::CTRL | Qt::Key_Right, tools, [tools] {
            tools->pan(0.25);
        })->setEnabled(!time->isLive() || time->range().to < time->now());
        add(menu, tr("Range looked at before"), Qt::ALT | Qt::Key_Comma, time, [time] {
            time->goBack();
        })->setEnabled(time->canGoBack());
        add(menu, tr("Back to live"), Qt::CTRL | Qt::SHIFT | Qt::Key_L, time, [time] {
            time->resumeLive();
        })->setEnabled(!time->selection().window());
        add(menu, hasOwnRange() ? tr("Follow the range of the page") : tr("A range of its own"), Qt::Key_O, this,
            [this] { setOwnRange(!hasOwnRange()); });
        menu->addSeparator();
    }
    const bool cursor = link->cursor().has_value();
    add(menu, tr("Mark this moment"), Qt::Key_M, tools, [tools] { tools->toggleMark(); })->setEnabled(cursor);
    add(menu, tr("Pin these values"), Qt::Key_P, tools, [tools] { tools->togglePin(); })->setEnabled(cursor);
    add(menu, tr("Zoom to the mark"), Qt::Key_Return, tools, [tools] {
        tools->zoomToMark();
    })->setEnabled(cursor && link->mark() && m_tools->time());
    add(menu, tr("Write a note here…"), Qt::Key_N, this, [this] { askForNote(); })->setEnabled(cursor);
    add(menu, tr("Take mark and pins away"), Qt::Key_Delete, tools, [tools] {
        tools->clearMarks();
    })->setEnabled(tools->hasMarks());
    const QList<TimeEvent> events = m_tools->marks().eventsIn(m_plot->range());
    QMenu *happened = menu->addMenu(tr("What happened"));
    happened->setEnabled(!events.isEmpty());
    for (qsizetype at = events.size() - 1; at >= std::max<qsizetype>(0, events.size() - mostEvents); --at) {
        const TimeEvent &event = events.at(at);
        QAction *action = happened->addAction(severityPixmap(event.severity, true, this),
                                              tr("%1 %2: %3", "time, service, what")
                                                  .arg(plottext::clock(event.time, m_plot->zone()), event.source,
                                                       event.text.isEmpty() ? tr("normal again") : event.text));
        connect(action, &QAction::triggered, link, [link, time = event.time] { link->setCursor(time); });
    }
    menu->addSeparator();
    fillScaleMenu(menu);
    menu->addSeparator();
    if (m_plot->series().size() > 1) {
        for (int index = 0; index < m_plot->series().size(); ++index) {
            const PlotSeries &one = m_plot->series().at(index);
            const QKeySequence key = index < 9 ? QKeySequence(Qt::Key_1 + index) : QKeySequence();
            QAction *action = add(menu, one.label, key, tools, [tools, index] { tools->toggleSeries(index); });
            action->setCheckable(true);
            action->setChecked(!one.hidden);
        }
        add(menu, tr("Show all series"), Qt::Key_0, m_plot, [this] { m_plot->showAllSeries(); });
        menu->addSeparator();
    }
    QAction *figures = add(menu, tr("Figures under the plot"), Qt::Key_L, this, [this] {
        m_figuresWanted = m_figures->isHidden();
        placeFigures();
    });
    figures->setCheckable(true);
    figures->setChecked(!m_figures->isHidden());
    add(menu, tr("Show as a table"), Qt::Key_T, m_plot, [this] { m_plot->setTableShown(true); });
    add(menu, tr("Save…"), Qt::Key_S, this, [this] { Q_EMIT saveRequested(); });
    menu->popup(place);
}

void PlotPanel::fillScaleMenu(QMenu *menu)
{
    const bool possible = m_plot->canBeLogarithmic(ValueAxis::First) && m_plot->canBeLogarithmic(ValueAxis::Second);
    QAction *logarithmic =
        add(menu, possible ? tr("Logarithmic scale") : tr("Logarithmic scale: not with values of zero or less"), Qt::Key_G, this,
            [this] { setLogarithmic(!m_logarithmic); });
    logarithmic->setCheckable(true);
    logarithmic->setChecked(m_logarithmic);
    logarithmic->setEnabled(possible || m_logarithmic);
    QMenu *kinds = menu->addMenu(tr("Draw as"));
    kinds->setEnabled(!m_plot->series().isEmpty());
    const std::pair<TraceKind, QString> choices[] = {{TraceKind::Line, tr("Line")},
                                                     {TraceKind::Step, tr("Steps: each value holds until the next")},
                                                     {TraceKind::Band, tr("Band from lowest to highest, line at the mean")}};
    for (const auto &[kind, text] : choices) {
        // The key goes on to the next one.
        const QKeySequence key = kind == nextKind() ? QKeySequence(Qt::Key_D) : QKeySequence();
        QAction *choice = add(kinds, text, key, this, [this, kind = kind] { drawAs(kind); });
        choice->setCheckable(true);
        choice->setChecked(drawnAs() == kind);
    }
}

} // namespace stanforis

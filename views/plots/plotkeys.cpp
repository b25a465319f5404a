// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of a time plot.
#include "models/telemetry/timecontext.h"
#include "views/plots/cursorlink.h"
#include "views/plots/plottools.h"
#include "views/plots/timeplot.h"

#include <algorithm>

namespace stanforis {

QList<PlotTools::Key> PlotTools::keys()
{
    return {{tr("Left, Right"), tr("Move the cursor of all plots; with Shift by ten pixels")},
            {tr("+, −, or Ctrl and wheel"), tr("Zoom in and out")},
            {tr("Ctrl+Left, Ctrl+Right"), tr("Earlier, later")},
            {tr("M"), tr("Mark this moment: the difference to the cursor is shown")},
            {tr("Enter"), tr("Zoom to what lies between mark and cursor")},
            {tr("P"), tr("Pin the values at the cursor, or take the pin away")},
            {tr("Delete"), tr("Take mark and pins away")},
            {tr("1 … 9, with Alt alone"), tr("Hide or show a series; show no other")},
            {tr("0"), tr("Show all series")},
            {tr("L"), tr("Last, lowest, highest and mean under the plot")},
            {tr("G"), tr("Logarithmic scale, and back")},
            {tr("D"), tr("Draw as a line, as steps, as a band")},
            {tr("N"), tr("Write a note at the cursor, or change the one that is there")},
            {tr("O"), tr("A range of its own for the plot, and back")},
            {tr("S"), tr("Save the plot as a picture or table")}};
}

bool PlotTools::useRangeKey(int key, Qt::KeyboardModifiers held)
{
    // On many keyboards plus and equals need Shift.
    if ((held & ~Qt::ShiftModifier) == Qt::NoModifier) {
        switch (key) {
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            zoomIn();
            return true;
        case Qt::Key_Minus:
        case Qt::Key_Underscore:
            zoomOut();
            return true;
        default:
            break;
        }
    }
    if (held == Qt::ControlModifier && (key == Qt::Key_Left || key == Qt::Key_Right)) {
        pan(key == Qt::Key_Left ? -0.25 : 0.25);
        return true;
    }
    return false;
}

bool PlotTools::useKey(int key, Qt::KeyboardModifiers held)
{
    if (key == Qt::Key_Escape && m_pressed) {
        m_pressed.reset();
        m_dragging = false;
        m_marks.setBox({});
        marksChanged();
        return true;
    }
    if (m_time && useRangeKey(key, held))
        return true;
    if (key >= Qt::Key_1 && key <= Qt::Key_9 && (held == Qt::NoModifier || held == Qt::AltModifier)) {
        const int index = key - Qt::Key_1;
        held == Qt::AltModifier ? toggleOnly(index) : toggleSeries(index);
        return true;
    }
    if (held != Qt::NoModifier)
        return false;
    switch (key) {
    case Qt::Key_0:
        m_plot->showAllSeries();
        return true;
    case Qt::Key_M:
        toggleMark();
        return true;
    case Qt::Key_P:
        togglePin();
        return true;
    case Qt::Key_Delete:
        clearMarks();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        zoomToMark();
        return true;
    case Qt::Key_L:
        Q_EMIT figuresToggleRequested();
        return true;
    case Qt::Key_G:
        Q_EMIT logarithmicToggleRequested();
        return true;
    case Qt::Key_D:
        Q_EMIT nextKindRequested();
        return true;
    case Qt::Key_N:
        Q_EMIT noteRequested();
        return true;
    case Qt::Key_O:
        Q_EMIT ownRangeToggleRequested();
        return true;
    case Qt::Key_S:
        Q_EMIT saveRequested();
        return true;
    default:
        return false;
    }
}

void PlotTools::toggleSeries(int index)
{
    // The only series is what the plot is for.
    if (index >= 0 && index < m_plot->series().size() && m_plot->series().size() > 1)
        m_plot->setSeriesHidden(index, !m_plot->series().at(index).hidden);
}

void PlotTools::toggleOnly(int index)
{
    const auto &series = m_plot->series();
    if (index < 0 || index >= series.size())
        return;
    const auto shown = std::count_if(series.cbegin(), series.cend(), [](const PlotSeries &one) { return !one.hidden; });
    if (shown == 1 && !series.at(index).hidden)
        m_plot->showAllSeries();
    else
        m_plot->showOnly(index);
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/wallmode.h"

#include "views/sector/plotpanel.h"
#include "views/shell/page.h"
#include "views/wall/wallview.h"

#include <QScreen>
#include <QVBoxLayout>
#include <QWindow>

#include <utility>

namespace stanforis {

namespace {

/// Those of the page that are in view and have something to draw.
QList<PlotPanel *> plotsOf(const Page &page)
{
    QList<PlotPanel *> plots = page.wallPlots();
    plots.removeIf([](const PlotPanel *panel) { return panel->isHidden() || panel->shownSeries().isEmpty(); });
    return plots;
}

} // namespace

WallMode::WallMode(QWidget *window, QVBoxLayout *content, QList<QWidget *> parts)
    : QObject(window)
    , m_window(window)
    , m_content(content)
    , m_parts(std::move(parts))
{}

bool WallMode::has(const Page *page) { return page && !plotsOf(*page).isEmpty(); }

bool WallMode::isOn() const { return m_page && !m_isSuspended; }

void WallMode::makeView()
{
    m_view = new WallView(m_window);
    m_view->hide();
    m_content->addWidget(m_view, 1);
    connect(m_view, &WallView::leaveRequested, this, &WallMode::leave);
    connect(m_view, &WallView::distanceChosen, this, [this](ViewingDistance distance) {
        m_distance = distance;
        Q_EMIT distanceChosen(distance);
    });
    if (QWindow *handle = m_window->windowHandle())
        connect(handle, &QWindow::screenChanged, this, &WallMode::measure);
}

/// In logical pixels, as all sizes are.
void WallMode::measure()
{
    const QScreen *screen = m_window->screen();
    m_view->setPitch(pixelPitch(screen->physicalSize().width(), screen->geometry().width()));
}

void WallMode::enter(Page *page)
{
    if (m_page || !has(page))
        return;
    if (!m_view)
        makeView();
    m_page = page;
    m_focus = m_window->focusWidget();
    m_before = m_window->windowState();
    show();
    m_window->setWindowState(m_before | Qt::WindowFullScreen);
}

void WallMode::show()
{
    m_hidden.clear();
    for (QWidget *part : std::as_const(m_parts)) {
        if (!part->isHidden())
            m_hidden.append(part);
        part->hide();
    }
    measure();
    m_view->setDistance(m_distance);
    m_view->setPlots(plotsOf(*m_page));
    m_view->show();
    m_view->setFocus(Qt::OtherFocusReason);
    setPlace(m_place);
    setClock(m_clock);
    setSummary(m_summary);
}

void WallMode::hide()
{
    m_view->hide();
    m_view->setPlots({});
    for (QWidget *part : std::exchange(m_hidden, {}))
        part->show();
    if (m_focus)
        m_focus->setFocus(Qt::OtherFocusReason);
}

void WallMode::leave()
{
    if (!m_page && !m_isSuspended)
        return;
    m_page.clear();
    if (!std::exchange(m_isSuspended, false))
        hide();
    m_window->setWindowState((m_window->windowState() & ~Qt::WindowFullScreen) | m_before);
}

void WallMode::suspend()
{
    if (!isOn())
        return;
    hide();
    m_isSuspended = true;
}

void WallMode::resume()
{
    if (!m_isSuspended)
        return;
    if (!has(m_page))
        return leave();
    m_isSuspended = false;
    m_focus = m_window->focusWidget();
    show();
}

void WallMode::setPlace(const QString &name)
{
    m_place = name;
    if (isOn())
        m_view->setPlace(name);
}

void WallMode::setClock(const QDateTime &platformTime)
{
    m_clock = platformTime;
    if (isOn())
        m_view->setClock(platformTime);
}

void WallMode::setSummary(const StatusSummary &summary)
{
    m_summary = summary;
    if (isOn())
        m_view->setSummary(summary);
}

void WallMode::setDistance(ViewingDistance distance)
{
    m_distance = distance;
    if (m_view)
        m_view->setDistance(distance);
}

void WallMode::refresh()
{
    m_view->setPlots(plotsOf(*m_page));
    m_view->refresh();
}

void WallMode::follow() { m_view->follow(); }

} // namespace stanforis

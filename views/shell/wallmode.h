// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/viewingdistance.h"
#include "views/shell/shellstate.h"

#include <QList>
#include <QObject>
#include <QPointer>

class QVBoxLayout;
class QWidget;

namespace stanforis {

class Page;
class WallView;

/// Puts the plots of a page on the whole screen in place of all that is in a window, and gives the window back as it was. What
/// the wall shows goes with the page: the window leaves it when it shows another one. GUI thread.
class WallMode final : public QObject
{
    Q_OBJECT

public:
    /// `content` is where the wall goes; `parts` are what it takes the place of.
    WallMode(QWidget *window, QVBoxLayout *content, QList<QWidget *> parts);

    [[nodiscard]] static bool has(const Page *page);
    void enter(Page *page);
    void leave();
    [[nodiscard]] bool isOn() const;
    /// While work is covered there is no wall, but the screen stays as it is.
    void suspend();
    void resume();

    void setPlace(const QString &name);
    void setClock(const QDateTime &platformTime);
    void setSummary(const StatusSummary &summary);
    void setDistance(ViewingDistance distance);
    /// Only while it is on: what refresh() and follow() of the page would do.
    void refresh();
    void follow();

Q_SIGNALS:
    void distanceChosen(stanforis::ViewingDistance distance);

private:
    void makeView();
    void show();
    void hide();
    void measure();

    QWidget *m_window;
    QVBoxLayout *m_content;
    QList<QWidget *> m_parts;
    QList<QWidget *> m_hidden;  ///< of the parts, by us
    WallView *m_view = nullptr; ///< made when it is first needed
    QPointer<Page> m_page;
    QPointer<QWidget> m_focus; ///< before
    QString m_place;
    QDateTime m_clock;
    StatusSummary m_summary;
    ViewingDistance m_distance;
    Qt::WindowStates m_before;
    bool m_isSuspended = false;
};

} // namespace stanforis

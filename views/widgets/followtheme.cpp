// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/followtheme.h"

#include <QEvent>
#include <QScopedValueRollback>
#include <QWidget>

namespace stanforis {

namespace {

class Follower final : public QObject
{
public:
    Follower(QWidget *widget, std::function<void(const Theme &)> dress)
        : QObject(widget)
        , m_widget(widget)
        , m_dress(std::move(dress))
    {
        widget->installEventFilter(this);
        follow();
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == m_widget && event->type() == QEvent::StyleChange && !m_dressing)
            follow();
        return QObject::eventFilter(watched, event);
    }

private:
    void follow()
    {
        const QScopedValueRollback dressing(m_dressing, true);
        m_dress(Theme::of(m_widget));
    }

    QWidget *m_widget;
    std::function<void(const Theme &)> m_dress;
    bool m_dressing = false;
};

} // namespace

void followTheme(QWidget *widget, std::function<void(const Theme &)> dress) { new Follower(widget, std::move(dress)); }

} // namespace stanforis

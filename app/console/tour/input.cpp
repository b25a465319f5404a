// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/tour/input.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QMouseEvent>

namespace stanforis::input {

namespace {

bool isReachable(const QWidget *widget) { return widget && widget->isVisible() && widget->isEnabled(); }

void mouse(QWidget *widget, QEvent::Type type, const QPoint &at, Qt::MouseButtons buttons)
{
    QCoreApplication::postEvent(widget,
                                new QMouseEvent(type, at, widget->mapToGlobal(at), Qt::LeftButton, buttons, Qt::NoModifier));
}

} // namespace

bool click(QWidget *widget)
{
    if (!isReachable(widget))
        return false;
    const QPoint middle = widget->rect().center();
    mouse(widget, QEvent::MouseButtonPress, middle, Qt::LeftButton);
    mouse(widget, QEvent::MouseButtonRelease, middle, Qt::NoButton);
    return true;
}

bool doubleClick(QAbstractItemView *view, const QModelIndex &index)
{
    if (!isReachable(view) || !index.isValid())
        return false;
    view->scrollTo(index);
    const QPoint at = view->visualRect(index).center();
    mouse(view->viewport(), QEvent::MouseButtonPress, at, Qt::LeftButton);
    mouse(view->viewport(), QEvent::MouseButtonRelease, at, Qt::NoButton);
    mouse(view->viewport(), QEvent::MouseButtonDblClick, at, Qt::LeftButton);
    mouse(view->viewport(), QEvent::MouseButtonRelease, at, Qt::NoButton);
    return true;
}

void press(QWidget *widget, int key, Qt::KeyboardModifiers modifiers, const QString &text)
{
    QCoreApplication::postEvent(widget, new QKeyEvent(QEvent::KeyPress, key, modifiers, text));
    QCoreApplication::postEvent(widget, new QKeyEvent(QEvent::KeyRelease, key, modifiers, text));
}

bool type(QWidget *widget, const QString &text)
{
    if (!isReachable(widget))
        return false;
    widget->setFocus(Qt::OtherFocusReason);
    press(widget, Qt::Key_A, Qt::ControlModifier);
    for (const QChar c : text)
        press(widget, Qt::Key_unknown, Qt::NoModifier, c);
    return true;
}

bool choose(QWidget *comboBox, int row)
{
    const auto *combo = qobject_cast<QComboBox *>(comboBox);
    if (!isReachable(comboBox) || !combo || row >= combo->count())
        return false;
    comboBox->setFocus(Qt::OtherFocusReason);
    press(comboBox, Qt::Key_Home);
    for (int i = 0; i < row; ++i)
        press(comboBox, Qt::Key_Down);
    return true;
}

} // namespace stanforis::input

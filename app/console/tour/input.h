// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QModelIndex;
class QAbstractItemView;
class QWidget;

namespace stanforis::input {

/// Sends what a mouse and a keyboard would send, through the event queue. GUI thread.

/// Presses and releases the left button in the middle of the widget. False when it is hidden, disabled or null.
bool click(QWidget *widget);
/// Double-clicks the row of the index.
bool doubleClick(QAbstractItemView *view, const QModelIndex &index);
/// One key with its text, to the widget.
void press(QWidget *widget, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier, const QString &text = {});
/// Gives focus to the widget, selects what is in it, and types.
bool type(QWidget *widget, const QString &text);
/// Chooses the entry of a combo box by the keyboard, as Down does.
bool choose(QWidget *comboBox, int row);

} // namespace stanforis::input

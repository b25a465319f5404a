// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace stanforis {

/// Gives a painted widget a value that screen readers read after its name, and tells them that it changed.
/// To be called in the widget's constructor before it is named (naming fixes what screen readers see of it), then
/// at every change. GUI thread only.
void setAccessibleValue(QWidget *widget, const QString &value);
[[nodiscard]] QString accessibleValue(const QWidget *widget);
/// Tells screen readers that a panel is a button as well: it opens with Enter, and with their "press". For constructors.
void setAccessiblePress(QWidget *widget);
/// Makes the values known to the accessibility bridge; ThemeManager calls it once.
void installAccessibleValues();

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>
#include <QString>

class QToolButton;

namespace stanforis {

/// Primary is given to one button of a view; Quiet looks like a link; Danger says in words what will happen.
enum class ButtonKind { Normal, Primary, Quiet, Danger, Bare };
enum class ButtonSize { Normal, Small, Large };

/// A button dressed by the style sheet. The label is its accessible name.
[[nodiscard]] QPushButton *makeButton(const QString &text, ButtonKind kind = ButtonKind::Normal, QWidget *parent = nullptr,
                                      ButtonSize size = ButtonSize::Normal);
/// A square button that shows only an icon; \a name becomes tool tip and accessible name. The icon follows the theme.
[[nodiscard]] QToolButton *makeIconButton(const QString &icon, const QString &name, QWidget *parent = nullptr,
                                          ButtonSize size = ButtonSize::Normal);
/// Changes the kind of a button that exists.
void setButtonKind(QPushButton *button, ButtonKind kind);
/// Disables with the reason in tool tip and accessible description; an empty reason enables.
void setDisabledReason(QWidget *control, const QString &reason);

} // namespace stanforis

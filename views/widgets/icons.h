// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

class QWidget;

namespace stanforis::Icons {

/// True when an icon of that name is part of the application.
[[nodiscard]] bool contains(const QString &name);
/// The icon in one colour at \a size logical pixels, sharp at \a devicePixelRatio. Null for an unknown name.
/// Cached. GUI thread only.
[[nodiscard]] QPixmap pixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio = 1.0);
/// The same as a QIcon for buttons and menus.
[[nodiscard]] QIcon icon(const QString &name, const QColor &color, int size);
/// Icon in the secondary text colour and icon size of the theme of \a widget.
[[nodiscard]] QIcon icon(const QString &name, const QWidget *widget);

} // namespace stanforis::Icons

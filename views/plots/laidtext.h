// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;

namespace stanforis::laidtext {

// One line of plain text whose layout is kept for a while: the plots of a page say the same words in the same frame, and laying
// them out costs more than painting them. GUI thread.

[[nodiscard]] qreal width(const QFont &font, const QString &text);
/// In the middle of the height of `box`, from its left edge; with the painter's pen. Sets the painter's font.
void paint(QPainter &painter, const QRectF &box, const QFont &font, const QString &text);

} // namespace stanforis::laidtext

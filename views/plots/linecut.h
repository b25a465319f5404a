// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPolygonF>
#include <QRectF>

namespace stanforis {

/// The parts of a line that lie within a box, cut where it crosses the edges (Liang and Barsky). For drawings that know no
/// clipping, such as the SVG that QSvgGenerator of Qt 6.4 writes.
[[nodiscard]] QList<QPolygonF> lineWithin(const QPolygonF &line, const QRectF &box);

} // namespace stanforis

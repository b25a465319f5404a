// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/linecut.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace stanforis {

namespace {

/// Where a segment enters and leaves the box, as shares of its length.
std::optional<std::pair<double, double>> sharesWithin(const QPointF &from, const QPointF &to, const QRectF &box)
{
    double enters = 0;
    double leaves = 1;
    const auto narrow = [&](double step, double room) {
        if (step == 0)
            return room >= 0;
        const double share = room / step;
        if (step < 0)
            enters = std::max(enters, share);
        else
            leaves = std::min(leaves, share);
        return enters <= leaves;
    };
    const QPointF step = to - from;
    const bool inside = narrow(-step.x(), from.x() - box.left()) && narrow(step.x(), box.right() - from.x()) &&
                        narrow(-step.y(), from.y() - box.top()) && narrow(step.y(), box.bottom() - from.y());
    return inside ? std::optional(std::pair(enters, leaves)) : std::nullopt;
}

} // namespace

QList<QPolygonF> lineWithin(const QPolygonF &line, const QRectF &box)
{
    QList<QPolygonF> parts;
    if (line.size() == 1 && box.contains(line.first()))
        return {line};
    QPolygonF part;
    const auto end = [&] {
        if (part.size() > 1)
            parts.append(part);
        part.clear();
    };
    for (qsizetype at = 0; at + 1 < line.size(); ++at) {
        const QPointF from = line.at(at);
        const QPointF step = line.at(at + 1) - from;
        const auto shares = sharesWithin(from, line.at(at + 1), box);
        if (!shares) {
            end();
            continue;
        }
        if (part.isEmpty())
            part.append(from + step * shares->first);
        part.append(from + step * shares->second);
        if (shares->second < 1)
            end();
    }
    end();
    return parts;
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/wall/wallgrid.h"

#include <algorithm>
#include <cmath>

namespace stanforis {

namespace {

constexpr double goodShape = 2.0; // width to height: a line that is read in time

int fitting(int room, int smallest, int gutter) { return std::max(1, (room + gutter) / std::max(1, smallest + gutter)); }

/// The fewest places; of equals those whose tiles have the better shape.
WallGrid gridOf(int tiles, QSize room, int mostColumns, int mostRows)
{
    WallGrid best{tiles, mostColumns, mostRows};
    const auto shape = [room](const WallGrid &grid) {
        return std::abs(std::log(double(room.width()) / grid.columns / (double(room.height()) / grid.rows) / goodShape));
    };
    for (int columns = 1; columns <= mostColumns; ++columns) {
        const WallGrid grid{tiles, columns, (tiles + columns - 1) / columns};
        if (grid.rows > mostRows)
            continue;
        const int places = grid.columns * grid.rows, least = best.columns * best.rows;
        if (places < least || (places == least && shape(grid) < shape(best)))
            best = grid;
    }
    return best;
}

} // namespace

QRect WallGrid::place(int tile, const QRect &room, int gutter) const
{
    const auto edge = [gutter](int length, int parts, int part) { return (length + gutter) * part / parts; };
    const int column = tile % columns, row = tile / columns;
    const int left = edge(room.width(), columns, column), top = edge(room.height(), rows, row);
    return {room.left() + left, room.top() + top, edge(room.width(), columns, column + 1) - gutter - left,
            edge(room.height(), rows, row + 1) - gutter - top};
}

QList<WallGrid> wallGrids(int tiles, QSize room, QSize smallest, int gutter)
{
    const int columns = fitting(room.width(), smallest.width(), gutter);
    const int rows = fitting(room.height(), smallest.height(), gutter);
    const int screens = (tiles + columns * rows - 1) / (columns * rows);
    QList<WallGrid> grids;
    for (int screen = 0; screen < screens; ++screen) {
        const int here = tiles * (screen + 1) / screens - tiles * screen / screens;
        grids.append(gridOf(here, room, columns, rows));
    }
    return grids;
}

} // namespace stanforis

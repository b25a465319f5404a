// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRect>

namespace stanforis {

/// How the tiles of one screenful stand.
struct WallGrid
{
    int tiles = 1;
    int columns = 1;
    int rows = 1;

    /// Place of a tile within `room`.
    [[nodiscard]] QRect place(int tile, const QRect &room, int gutter) const;
    friend bool operator==(const WallGrid &, const WallGrid &) = default;
};

/// As few screenfuls as hold all tiles without one that is smaller than `smallest`, each filled as evenly as the others. Even
/// where no tile fits there is one on each.
[[nodiscard]] QList<WallGrid> wallGrids(int tiles, QSize room, QSize smallest, int gutter);

} // namespace stanforis

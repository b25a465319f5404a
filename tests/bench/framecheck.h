// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stanforis::bench {

/// What the comparison of the two pictures found.
struct PictureCheck
{
    int columns = 0; ///< pixel columns in which the peer drew something
    int missing = 0; ///< of them, those in which ours leaves out part of it
    double worst = 0; ///< rows that ours falls short by, at most
};

/// Draws one series by QCustomPlot with adaptive sampling off, and by ours after it scrolled there, and compares column by column:
/// ours must reach as far up and down as the peer does, to a row. With `loss`, ours is given data without its extremes: the check
/// must then find what is missing.
[[nodiscard]] PictureCheck checkPicture(int points, bool loss);

} // namespace stanforis::bench

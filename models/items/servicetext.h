// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stanforis {

/// A number for a table cell or a read-out: always `decimals` digits after the point, thousands apart by U+00A0.
[[nodiscard]] QString numberText(double value, int decimals);
/// What an empty cell shows.
[[nodiscard]] QString emptyCell();

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stanforis {

/// Gives every ChartFace the role Chart. Safe to call any number of times; GUI thread.
void installChartAccessibility();

} // namespace stanforis

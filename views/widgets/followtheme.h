// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <functional>

class QWidget;

namespace stanforis {

/// Calls `dress` now, and again whenever the theme or the density changes, for as long as `widget` lives: what a widget
/// takes from Theme::metrics() when it is made (margins, spacings, heights) would otherwise keep the density it was made in.
/// `dress` must not delete widgets: the style is on its way through all of them. GUI thread.
void followTheme(QWidget *widget, std::function<void(const Theme &)> dress);

} // namespace stanforis

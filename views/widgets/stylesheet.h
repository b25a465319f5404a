// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QString>

namespace stanforis {

/// The style sheet of the application for a theme. Parts are chosen by class or by the dynamic properties
/// "kind" (buttons: primary, quiet, danger), "size" (small, large), "surface" (base, frame, panel, raised, sheet),
/// "tone" (labels: secondary, tertiary, stale, accent) and "role" (labels: caption, label, strong, heading, title,
/// value, display, code). Every size and colour comes from the theme.
[[nodiscard]] QString styleSheetOf(const Theme &theme);

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QString>

namespace stanforis {

/// The style sheet of the application for a theme. Parts are chosen by class or by the dynamic properties
/// "kind" (buttons: primary, quiet, danger), "buttonSize" (small, large), "surface" (base, frame, panel, raised, sheet),
/// "tone" (labels: secondary, tertiary, stale, accent). Every size and colour comes from the theme. Style sheets
/// take images only as files: \a imageFolder is where writeStyleImages() has put them.
[[nodiscard]] QString styleSheetOf(const Theme &theme, const QString &imageFolder);
/// Paints the arrow of choices and the tick of boxes in the colours of \a theme into \a folder.
void writeStyleImages(const Theme &theme, const QString &folder);

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plots/plotrecord.h"

#include <QImage>

namespace stanforis {

class TimePlot;

/// What is seen of a plot as a picture to hand on: under the banner and in the frame of the mode, with title, legend and where it
/// comes from. As wide as on the screen, in the colours of the screen. GUI thread.
namespace plotpicture {

/// Two device pixels for one, so that it can be printed.
[[nodiscard]] QImage image(TimePlot &plot, const PlotRecord &record);
/// Lines stay lines.
[[nodiscard]] QByteArray svg(TimePlot &plot, const PlotRecord &record);
/// One page of the size of the picture.
[[nodiscard]] QByteArray pdf(TimePlot &plot, const PlotRecord &record);

} // namespace plotpicture
} // namespace stanforis

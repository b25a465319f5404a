// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "views/plots/provenance.h"

class QWidget;

namespace stanforis {

class TimePlot;

enum class PlotFormat { Png, Svg, Pdf, Csv };

/// Asks in a menu which kind of file is wanted, and saves the plot so.
void offerToSave(TimePlot &plot, const Provenance &provenance, Instant now);

/// Takes what is seen of the plot now, makes the file of it (pictures are compressed and tables written beside the GUI thread),
/// and asks where to keep it. A plot that goes meanwhile ends it.
void savePlot(TimePlot &plot, PlotFormat format, const Provenance &provenance, Instant now);

} // namespace stanforis

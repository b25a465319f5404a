// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"

namespace stanforis {

class LoadSource;

/// Adds /stanforis.simulation.v1.Simulation/*, for trainers. The source is borrowed.
void addSimulationMethods(Methods &methods, LoadSource &source);

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"
#include "models/core/clock.h"

namespace stanforis {

class Catalogue;
class HealthEngine;

/// Adds /stanforis.health.v1.Health/*. All are borrowed and must outlive the methods and their streams.
void addHealthMethods(Methods &methods, const HealthEngine &engine, const Catalogue &catalogue, const Clock &clock);

} // namespace stanforis

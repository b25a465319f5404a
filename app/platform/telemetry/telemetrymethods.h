// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"

namespace stanforis {

class HistoryStore;
class TelemetryHub;

/// Adds /stanforis.telemetry.v1.Telemetry/*. Hubs and history are borrowed and must outlive the methods and their streams.
/// `load`: another source, whose series are asked for by themselves and have no history but what its hub holds.
void addTelemetryMethods(Methods &methods, TelemetryHub &hub, HistoryStore &history, TelemetryHub *load = nullptr);

} // namespace stanforis

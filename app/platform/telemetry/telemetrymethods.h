// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"

namespace stanforis {

class HistoryStore;
class TelemetryHub;

/// Adds /stanforis.telemetry.v1.Telemetry/*. Hub and history are borrowed and must outlive the methods and their streams.
void addTelemetryMethods(Methods &methods, TelemetryHub &hub, HistoryStore &history);

} // namespace stanforis

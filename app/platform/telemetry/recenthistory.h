// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "stanforis/telemetry/v1/telemetry.pb.h"

namespace stanforis {

class SeriesDirectory;
class TelemetryHub;

/// Where in the directory the series of a request are. Invalid names field and limit; PermissionDenied for a key of another
/// sector; NotFound for one that is unknown.
[[nodiscard]] Result<std::vector<int>> historyIndexes(const SeriesDirectory &directory,
                                                      const telemetry::v1::HistoryRequest &request);
/// History of series that nobody keeps: what the hub still holds. Errors as historyIndexes().
[[nodiscard]] Result<telemetry::v1::HistoryResponse> recentHistory(const TelemetryHub &hub,
                                                                   const telemetry::v1::HistoryRequest &request);

} // namespace stanforis

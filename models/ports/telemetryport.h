// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/ports/watch.h"
#include "models/telemetry/resolution.h"
#include "models/telemetry/sampleblock.h"

#include <QList>

#include <optional>

namespace stanforis {

/// One frame. Values cross by value; nothing points into the transport.
struct TelemetryBatch
{
    Instant sent;    ///< by the platform's clock
    Instant arrived; ///< by the workstation's clock, before anything was done with it
    QList<SampleBlock> blocks;
    bool simulated = false;
    bool hole = false; ///< frames before this one were lost and must be fetched from history
    TimeRange missing; ///< if `hole`: what to fetch
};

struct HistoryQuery
{
    SectorId sector;
    QList<SeriesKey> series; ///< at most 64
    TimeRange range;
    int columns = 1; ///< 0: every sample; the range is then at most an hour
};

struct HistorySeries
{
    SeriesKey key;
    Duration interval{};
    QList<Column> columns;
    Duration width{};             ///< of a column as it was asked for; 0: not known, or every sample is one
    std::optional<Instant> end{}; ///< of the range that was asked for
};

class TelemetryPort
{
public:
    virtual ~TelemetryPort() = default;
    /// Which way a live stream takes. Preferred: gRPC, over the WebSocket by itself while gRPC cannot be reached.
    enum class Route { Preferred, UserChannel };
    /// A key occurs once. Only what was asked for is delivered, whatever the platform sends.
    [[nodiscard]] virtual Watch subscribe(const SectorId &sector, const QList<SeriesWish> &wishes, Route route,
                                          std::function<void(const TelemetryBatch &)> receiver) = 0;
    virtual void history(QObject *context, const HistoryQuery &query, Reply<QList<HistorySeries>> reply) = 0;
};

} // namespace stanforis

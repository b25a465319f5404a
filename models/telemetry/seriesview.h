// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/column.h"

#include <QList>

#include <optional>
#include <vector>

namespace stanforis {

/// What a plot may ask of telemetry. GUI thread.
class SeriesView
{
public:
    virtual ~SeriesView() = default;

    /// At most `pixelColumns` columns (plus one sample either side for the line to enter and leave), ascending, empty columns
    /// left out.
    [[nodiscard]] virtual QList<Column> columns(const SeriesKey &key, TimeRange range, int pixelColumns) const = 0;
    /// The same into `out`, whose memory is used again: for painters, who ask every frame.
    virtual void readColumns(const SeriesKey &key, TimeRange range, int pixelColumns, std::vector<Column> &out) const
    {
        const QList<Column> found = columns(key, range, pixelColumns);
        out.assign(found.begin(), found.end());
    }
    /// Changes whenever anything but an append at the end of the series happened: late samples, history, forgetting. While it
    /// stays, what was drawn of the past still holds and only newer columns need to be asked for.
    [[nodiscard]] virtual quint64 pastRevision(const SeriesKey &key) const = 0;
    [[nodiscard]] virtual std::optional<Sample> lastSample(const SeriesKey &key) const = 0;
    /// The last sample at or before `time`.
    [[nodiscard]] virtual std::optional<Sample> sampleAt(const SeriesKey &key, Instant time) const = 0;
    /// Expected interval between samples; a pause longer than 2.5 times this is a hole.
    [[nodiscard]] virtual Duration interval(const SeriesKey &key) const = 0;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/telemetryport.h"

#include <QHash>

#include <optional>
#include <string_view>

namespace stanforis {

/// One frame as it came, before its place in the sequence was looked at.
struct DecodedFrame
{
    QString epoch;
    quint64 sequence = 0;
    quint64 missed = 0; ///< frames the platform no longer holds
    TelemetryBatch batch;
    int skippedBlocks = 0; ///< blocks that could not be read; the others are there
};

/// Reads the frames of one telemetry stream; keeps the announced handles. Any one thread. Nothing in a frame can make it fail
/// otherwise than by leaving a frame or a block out.
class FrameReader final
{
public:
    /// Malformed: no frame, or one that is over the limits (16 MiB, 100,000 announcements, 1,000,000 samples).
    [[nodiscard]] Result<DecodedFrame> read(std::string_view bytes);

private:
    struct Announced
    {
        SeriesKey key;
        Duration interval{};
    };
    QHash<quint32, Announced> m_handles;
};

/// Where a stream stands: what to resume after, and whether something was lost. GUI thread.
class SequenceTracker final
{
public:
    /// Sets `hole` and `missing` of the batch. False: this frame was seen before.
    [[nodiscard]] bool place(DecodedFrame &frame);
    [[nodiscard]] const QString &epoch() const { return m_epoch; }
    [[nodiscard]] quint64 sequence() const { return m_sequence; }

private:
    QString m_epoch;
    quint64 m_sequence = 0;
    std::optional<Instant> m_sent;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/telemetryport.h"

#include <memory>
#include <optional>

namespace stanforis {

/// One frame as it came, before its place in the sequence was looked at.
struct DecodedFrame
{
    QString epoch;
    quint64 sequence = 0;
    quint64 missed = 0;                  ///< frames the platform no longer holds
    std::optional<quint64> resumedAfter; ///< of the first frame of a call: what was asked for
    TelemetryBatch batch;
    int skippedBlocks = 0; ///< blocks that could not be read or were not asked for; the others are there
    quint64 values = 0;    ///< in the blocks that are there
};

/// Frames that come back when they are let go, so that the next one is read into memory that is there. Ten thousand blocks freed
/// by the thread that shows them cost as much as reading them, and lie in the heap of the thread that decodes: what the other
/// one takes of it to keep for hours leaves holes between frames.
class FramePool final
{
public:
    static constexpr std::size_t mostIdle = 4;
    /// Of more values than this the memory is not kept.
    static constexpr quint64 mostValuesKept = 1 << 19;

    FramePool();
    ~FramePool();
    Q_DISABLE_COPY_MOVE(FramePool)

    /// A frame that nobody else holds. It still says what it said when it was used last. It may be let go on any thread, also
    /// after the pool is gone.
    [[nodiscard]] std::shared_ptr<DecodedFrame> take();

private:
    class Idle;
    std::shared_ptr<Idle> m_idle;
};

} // namespace stanforis

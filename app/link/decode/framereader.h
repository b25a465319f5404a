// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/decode/framepool.h"
#include "models/core/result.h"

#include <QHash>
#include <QSet>

#include <memory>
#include <optional>
#include <string_view>

namespace stanforis::telemetry::v1 {
class Block;
class Frame;
} // namespace stanforis::telemetry::v1

namespace stanforis {

/// Reads the frames of one telemetry stream straight into columns; keeps the announced handles, the memory of one message, which
/// costs less than an arena, and that of frames nobody holds any more. Any one thread, while frames that were read may be held
/// and let go on others. Nothing in a frame can make it fail otherwise than by leaving a frame or a block out.
class FrameReader final
{
public:
    static constexpr std::size_t largestFrame = 32 << 20; ///< bytes, as the contract says
    static constexpr int mostAnnouncements = 100'000;
    static constexpr int mostValues = 4'000'000;

    /// `asked`: the only series that are let through; empty: any.
    explicit FrameReader(QSet<SeriesKey> asked = {});
    ~FrameReader();
    Q_DISABLE_COPY_MOVE(FrameReader)

    /// Malformed: no frame, or one that is over the limits.
    [[nodiscard]] Result<std::shared_ptr<DecodedFrame>> read(std::string_view bytes);

private:
    struct Announced
    {
        SeriesKey key;
        Duration interval{};
    };
    void learn(const telemetry::v1::Frame &frame);
    [[nodiscard]] bool readBlock(const telemetry::v1::Block &block, qint64 latest, SampleBlock &samples) const;
    void readBlocks(DecodedFrame &into) const;

    const QSet<SeriesKey> m_asked;
    QHash<quint32, Announced> m_handles;
    std::unique_ptr<telemetry::v1::Frame> m_frame;
    FramePool m_pool;
};

/// Where a stream stands: what to resume after, and whether something was lost. GUI thread.
class SequenceTracker final
{
public:
    /// Sets `hole` and `missing` of the batch; more than was lost may be named, never less. False: this frame was seen before, or
    /// it is a heartbeat.
    [[nodiscard]] bool place(DecodedFrame &frame);
    [[nodiscard]] const QString &epoch() const { return m_epoch; }
    [[nodiscard]] quint64 sequence() const { return m_sequence; }

private:
    QString m_epoch;
    quint64 m_sequence = 0;
    std::optional<Instant> m_known; ///< the newest sample seen
};

} // namespace stanforis

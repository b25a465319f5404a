// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/decode/framereader.h"

namespace stanforis {

namespace {

/// How much older than another series' newest sample one may be that is still on its way.
constexpr Duration lateness = std::chrono::seconds(5);

/// The newest sample of the frame; none for an empty one.
std::optional<Instant> newestIn(const TelemetryBatch &batch)
{
    std::optional<Instant> newest;
    for (const SampleBlock &block : batch.blocks) {
        const Instant last = block.time(block.size() - 1);
        if (!newest || last > *newest)
            newest = last;
    }
    return newest;
}

} // namespace

bool SequenceTracker::place(DecodedFrame &frame)
{
    const bool begun = m_known.has_value();
    bool sameEpoch = begun && frame.epoch == m_epoch;
    // A source that begins anew should say so with a new epoch. One that does not is known by its first number.
    if (sameEpoch && frame.resumedAfter && frame.sequence < *frame.resumedAfter && frame.sequence < m_sequence)
        sameEpoch = false;
    if (sameEpoch && frame.sequence <= m_sequence)
        return false;

    // What was lost lies after the newest sample seen, except that another source may be a little late. The time of sending would
    // not do: after a resume the platform sends old samples now.
    const auto newest = newestIn(frame.batch);
    const Instant to = std::max(newest.value_or(frame.batch.sent), frame.batch.sent);
    if (begun && (frame.missed > 0 || !sameEpoch || frame.sequence != m_sequence + 1) && *m_known < to) {
        frame.batch.hole = true;
        frame.batch.missing = {*m_known - lateness, to};
    }
    if (newest) // a sample from the future must not hide what is lost after it
        m_known = std::max(m_known.value_or(Instant{}), std::min(*newest, frame.batch.sent));
    else if (!begun)
        m_known = frame.batch.sent;
    m_epoch = frame.epoch;
    m_sequence = frame.sequence;
    return true;
}

} // namespace stanforis

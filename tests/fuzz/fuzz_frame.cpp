// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/decode/framereader.h"

#include <cmath>
#include <cstdlib>

using namespace stanforis;

namespace {

/// What must hold of every block that a reader lets through, whatever came in.
void check(const SampleBlock &block, const QSet<SeriesKey> &asked, Instant sent)
{
    const auto demand = [](bool holds) {
        if (!holds)
            std::abort();
    };
    demand(block.size() > 0);
    demand(asked.isEmpty() || asked.contains(block.key));
    demand(block.interval >= Duration::zero());
    demand(block.times.empty() || block.times.size() == block.size());
    demand(!block.times.empty() || block.size() == 1 || block.step > Duration::zero());
    demand(block.first == block.time(0));
    Instant before = fromMicroseconds(0);
    for (std::size_t i = 0; i < block.size(); ++i) {
        demand(std::isfinite(block.values[i]));
        demand(block.time(i) >= before);
        before = block.time(i);
    }
    demand(before <= sent + std::chrono::hours(24));
    std::size_t marked = 0;
    for (const QualityRun &run : block.quality) {
        demand(run.length > 0);
        marked += run.length;
    }
    demand(block.quality.empty() || marked == block.size());
}

} // namespace

/// The input is a stream of frames, each after its length in two bytes; the first byte says whether only some series were asked
/// for and whether this is a call that resumes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    QSet<SeriesKey> asked;
    if (data[0] & 1)
        asked = {SeriesKey(QStringLiteral("energy/grid/frequency")), SeriesKey(QStringLiteral("energy/grid/load"))};
    FrameReader reader(asked);
    SequenceTracker tracker;
    std::optional<quint64> resumedAfter;
    if (data[0] & 2)
        resumedAfter = 5;
    const char *bytes = reinterpret_cast<const char *>(data);
    std::size_t at = 1;
    while (at + 2 <= size) {
        const std::size_t length = std::min<std::size_t>(data[at] | data[at + 1] << 8, size - at - 2);
        at += 2;
        const auto read = reader.read({bytes + at, length});
        at += length;
        if (!read)
            continue;
        const std::shared_ptr<DecodedFrame> &frame = *read;
        quint64 values = 0;
        for (const SampleBlock &block : frame->batch.blocks) {
            check(block, asked, frame->batch.sent);
            values += block.size();
        }
        if (values != frame->values || values > FrameReader::mostValues)
            std::abort();
        frame->resumedAfter = std::exchange(resumedAfter, {});
        const quint64 sequence = frame->sequence;
        if (tracker.place(*frame) && tracker.sequence() != sequence)
            std::abort();
        if (frame->batch.hole && frame->batch.missing.from >= frame->batch.missing.to)
            std::abort();
    }
    return 0;
}

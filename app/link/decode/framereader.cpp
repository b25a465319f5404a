// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/decode/framereader.h"

#include "app/link/decode/frameshape.h"
#include "app/link/decode/wirequality.h"

#include "stanforis/telemetry/v1/telemetry.pb.h"

#include <google/protobuf/stubs/logging.h>

#include <bit>

namespace stanforis {

namespace wire = stanforis::telemetry::v1;

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qint64 latestTime = 253'402'300'799'999'999;             // the end of the year 9999: sums of times stay in 64 bits
constexpr qint64 mostAhead = 24LL * 3600 * 1'000'000;              // of the time of sending: a source's clock may be wrong
constexpr qint64 longestAnnounced = 366LL * 24 * 3600 * 1'000'000; // a series that comes once a year
constexpr std::size_t longestKey = 512;
constexpr std::size_t worthKeeping = 4 << 20;

/// No NaN, no infinity. The exponent of such a value is all ones, and one more carries into the sign: additions only, which a
/// compiler turns into vector instructions without being allowed to reorder floating point.
bool allFinite(const double *values, int count)
{
    constexpr quint64 exponent = 0x7ff0'0000'0000'0000;
    constexpr quint64 one = 0x0010'0000'0000'0000;
    quint64 carried = 0;
    for (int i = 0; i < count; ++i)
        carried |= (std::bit_cast<quint64>(values[i]) & exponent) + one;
    return carried >> 63 == 0;
}

/// Room for `count` is kept, but not much more than that: where one frame had a long block, the next ones do not keep it.
template <class T>
void empty(std::vector<T> &vector, std::size_t count)
{
    if (vector.capacity() > 4 * count + 64)
        std::vector<T>().swap(vector); // an empty list would be assigned into what is there
    else
        vector.clear();
}

/// `latest`: no time may be later.
bool readTimes(const wire::Block &block, qint64 latest, SampleBlock &samples)
{
    const qint64 count = block.values_size();
    const qint64 first = block.first_us();
    if (first < 0 || first > latest || block.step_us() < 0)
        return false;
    samples.first = fromMicroseconds(first);
    samples.step = {};
    if (block.delta_us_size() == 0) {
        if (count > 1 && (block.step_us() == 0 || block.step_us() > (latest - first) / (count - 1)))
            return false;
        samples.step = Duration{block.step_us()};
        return true;
    }
    if (block.delta_us_size() != count - 1 || block.step_us() != 0)
        return false;
    samples.times.resize(static_cast<std::size_t>(count));
    samples.times[0] = samples.first;
    qint64 time = first;
    for (int i = 0; i < block.delta_us_size(); ++i) {
        const qint64 delta = block.delta_us(i);
        if (delta < 0 || delta > latest - time)
            return false;
        time += delta;
        samples.times[static_cast<std::size_t>(i) + 1] = fromMicroseconds(time);
    }
    return true;
}

bool readQualities(const wire::Block &block, SampleBlock &samples)
{
    std::size_t left = samples.size();
    for (const auto &run : block.quality()) {
        if (run.length() == 0 || run.length() > left)
            return false;
        left -= run.length();
        samples.quality.push_back({qualityOf(run.quality()), run.length()});
    }
    return samples.quality.empty() || left == 0;
}

} // namespace

FrameReader::FrameReader(QSet<SeriesKey> asked)
    : m_asked(std::move(asked))
    , m_frame(std::make_unique<wire::Frame>())
{}

FrameReader::~FrameReader() = default;

Result<std::shared_ptr<DecodedFrame>> FrameReader::read(std::string_view bytes)
{
    const google::protobuf::LogSilencer silent; // who sends nonsense does not get to fill the log with it
    if (bytes.size() > largestFrame || !hasFrameShape(bytes) ||
        !m_frame->ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return Error{Error::Code::Malformed, u"frame"_s};
    const wire::Frame &frame = *m_frame;
    if (m_handles.size() + frame.announcements_size() > mostAnnouncements)
        return Error{Error::Code::Malformed, u"announcements"_s};
    if (frame.sent_us() < 0 || frame.sent_us() > latestTime || frame.epoch().empty() || frame.epoch().size() > longestKey)
        return Error{Error::Code::Malformed, u"header"_s};
    quint64 values = 0;
    for (const auto &block : frame.blocks())
        values += static_cast<quint64>(block.values_size());
    if (values > mostValues)
        return Error{Error::Code::Malformed, u"values"_s};
    learn(frame);
    std::shared_ptr<DecodedFrame> decoded = m_pool.take();
    readBlocks(*decoded);
    if (bytes.size() > worthKeeping)
        m_frame = std::make_unique<wire::Frame>(); // one huge frame does not keep its memory for weeks
    return decoded;
}

void FrameReader::readBlocks(DecodedFrame &into) const
{
    const wire::Frame &frame = *m_frame;
    QList<SampleBlock> blocks = std::exchange(into.batch.blocks, {});
    if (!blocks.isDetached())
        blocks = {}; // somebody keeps them
    into = DecodedFrame{};
    into.epoch = QString::fromStdString(frame.epoch());
    into.sequence = frame.sequence();
    into.missed = frame.missed();
    into.batch.sent = fromMicroseconds(frame.sent_us());
    into.batch.simulated = !frame.simulated_by().empty();
    const Origin origin = into.batch.simulated ? Origin::Simulated : Origin::Live;
    const qint64 latest = std::min(latestTime, frame.sent_us() + mostAhead);
    blocks.resize(frame.blocks_size());
    qsizetype read = 0;
    for (const auto &block : frame.blocks()) {
        SampleBlock &samples = blocks[read];
        if (!readBlock(block, latest, samples)) {
            ++into.skippedBlocks;
            continue;
        }
        samples.origin = origin;
        into.values += samples.size();
        ++read;
    }
    blocks.resize(read);
    into.batch.blocks = std::move(blocks);
}

void FrameReader::learn(const wire::Frame &frame)
{
    for (const auto &announcement : frame.announcements()) {
        if (announcement.series_key().empty() || announcement.series_key().size() > longestKey ||
            announcement.interval_us() < 0 || announcement.interval_us() > longestAnnounced)
            continue;
        SeriesKey key(QString::fromStdString(announcement.series_key()));
        if (!m_asked.isEmpty()) {
            const auto asked = m_asked.constFind(key);
            if (asked == m_asked.constEnd())
                continue;
            key = *asked; // shares its text
        }
        m_handles.insert(announcement.handle(), {std::move(key), Duration(announcement.interval_us())});
    }
}

/// False when the block is left out; what `samples` says is then of no use.
bool FrameReader::readBlock(const wire::Block &block, qint64 latest, SampleBlock &samples) const
{
    const int count = block.values_size();
    const auto announced = m_handles.constFind(block.handle());
    if (count == 0 || announced == m_handles.constEnd() || !allFinite(block.values().data(), count))
        return false;
    empty(samples.times, static_cast<std::size_t>(block.delta_us_size()));
    empty(samples.values, static_cast<std::size_t>(count));
    empty(samples.quality, static_cast<std::size_t>(block.quality_size()));
    samples.values.assign(block.values().data(), block.values().data() + count);
    if (!readTimes(block, latest, samples) || !readQualities(block, samples))
        return false;
    if (!samples.key.value.isSharedWith(announced->key.value))
        samples.key = announced->key; // most frames name the same series in the same order
    samples.interval = announced->interval;
    return true;
}

} // namespace stanforis

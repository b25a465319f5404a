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

/// `latest`: no time may be later.
bool readTimes(const wire::Block &block, qint64 latest, SampleBlock &samples)
{
    const qint64 count = block.values_size();
    const qint64 first = block.first_us();
    if (first < 0 || first > latest || block.step_us() < 0)
        return false;
    samples.first = fromMicroseconds(first);
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

Result<DecodedFrame> FrameReader::read(std::string_view bytes)
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
    learn(frame);

    DecodedFrame decoded;
    decoded.epoch = QString::fromStdString(frame.epoch());
    decoded.sequence = frame.sequence();
    decoded.missed = frame.missed();
    decoded.batch.sent = fromMicroseconds(frame.sent_us());
    decoded.batch.simulated = !frame.simulated_by().empty();
    decoded.batch.blocks.reserve(frame.blocks_size());
    const Origin origin = decoded.batch.simulated ? Origin::Simulated : Origin::Live;
    for (const auto &block : frame.blocks()) {
        if (decoded.values + static_cast<quint64>(block.values_size()) > mostValues)
            return Error{Error::Code::Malformed, u"values"_s};
        if (!readBlock(block, origin, decoded))
            ++decoded.skippedBlocks;
    }
    if (bytes.size() > worthKeeping)
        m_frame = std::make_unique<wire::Frame>(); // one huge frame does not keep its memory for weeks
    return decoded;
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

bool FrameReader::readBlock(const wire::Block &block, Origin origin, DecodedFrame &decoded) const
{
    const int count = block.values_size();
    const auto announced = m_handles.constFind(block.handle());
    if (count == 0 || announced == m_handles.constEnd() || !allFinite(block.values().data(), count))
        return false;
    SampleBlock samples;
    samples.values.assign(block.values().data(), block.values().data() + count);
    const qint64 latest = std::min(latestTime, toMicroseconds(decoded.batch.sent) + mostAhead);
    if (!readTimes(block, latest, samples) || !readQualities(block, samples))
        return false;
    samples.key = announced->key;
    samples.interval = announced->interval;
    samples.origin = origin;
    decoded.values += static_cast<quint64>(count);
    decoded.batch.blocks.append(std::move(samples));
    return true;
}

} // namespace stanforis

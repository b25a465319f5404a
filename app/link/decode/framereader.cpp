// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/decode/framereader.h"

#include "stanforis/telemetry/v1/telemetry.pb.h"

#include <cmath>
#include <limits>

namespace stanforis {

namespace wire = stanforis::telemetry::v1;

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::size_t largestFrame = 16 << 20;
constexpr int mostAnnouncements = 100'000;
constexpr int mostSamples = 1'000'000;

Quality qualityOf(wire::QualityRun::Quality quality)
{
    switch (quality) {
    case wire::QualityRun::GOOD:
        return Quality::Good;
    case wire::QualityRun::MINOR:
        return Quality::Minor;
    case wire::QualityRun::MAJOR:
        return Quality::Major;
    default:
        return Quality::Invalid; // also what a newer platform may say
    }
}

bool addTimes(const wire::Block &block, SampleBlock &samples)
{
    if (block.values_size() == 0 || block.delta_us_size() != block.values_size() - 1 || block.first_us() < 0)
        return false;
    qint64 time = block.first_us();
    samples.first = fromMicroseconds(time);
    const auto count = static_cast<std::size_t>(block.values_size());
    samples.times.reserve(count);
    samples.values.reserve(count);
    for (int i = 0; i < block.values_size(); ++i) {
        if (i > 0) {
            const qint64 delta = block.delta_us(i - 1);
            if (delta < 0 || delta > std::numeric_limits<qint64>::max() - time)
                return false;
            time += delta;
        }
        if (!std::isfinite(block.values(i)))
            return false;
        samples.times.push_back(fromMicroseconds(time));
        samples.values.push_back(block.values(i));
    }
    return true;
}

bool addQualities(const wire::Block &block, SampleBlock &samples)
{
    std::size_t left = samples.size();
    for (const auto &run : block.quality()) {
        if (run.length() > left)
            return false;
        left -= run.length();
        samples.quality.push_back({qualityOf(run.quality()), run.length()});
    }
    return samples.quality.empty() || left == 0;
}

} // namespace

Result<DecodedFrame> FrameReader::read(std::string_view bytes)
{
    wire::Frame frame;
    if (bytes.size() > largestFrame || !frame.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return Error{Error::Code::Malformed, u"frame"_s};
    if (m_handles.size() + frame.announcements_size() > mostAnnouncements)
        return Error{Error::Code::Malformed, u"announcements"_s};
    for (const auto &announcement : frame.announcements()) {
        if (announcement.series_key().empty() || announcement.interval_us() < 0)
            continue;
        m_handles.insert(announcement.handle(),
                         {SeriesKey(QString::fromStdString(announcement.series_key())), Duration(announcement.interval_us())});
    }

    DecodedFrame decoded;
    decoded.epoch = QString::fromStdString(frame.epoch());
    decoded.sequence = frame.sequence();
    decoded.missed = frame.missed();
    decoded.batch.sent = fromMicroseconds(frame.sent_us());
    decoded.batch.simulated = !frame.simulated_by().empty();
    int total = 0;
    for (const auto &block : frame.blocks()) {
        total += block.values_size();
        if (total > mostSamples)
            return Error{Error::Code::Malformed, u"samples"_s};
        const auto announced = m_handles.constFind(block.handle());
        SampleBlock samples;
        if (announced == m_handles.constEnd() || !addTimes(block, samples) || !addQualities(block, samples)) {
            ++decoded.skippedBlocks;
            continue;
        }
        samples.key = announced->key;
        samples.interval = announced->interval;
        decoded.batch.blocks.append(std::move(samples));
    }
    return decoded;
}

bool SequenceTracker::place(DecodedFrame &frame)
{
    const bool sameEpoch = frame.epoch == m_epoch;
    if (sameEpoch && frame.sequence <= m_sequence && m_sent)
        return false;
    const bool gap = frame.missed > 0 || (sameEpoch ? frame.sequence != m_sequence + 1 : true);
    if (m_sent && gap && *m_sent < frame.batch.sent) {
        frame.batch.hole = true;
        frame.batch.missing = {*m_sent, frame.batch.sent};
    }
    m_epoch = frame.epoch;
    m_sequence = frame.sequence;
    m_sent = frame.batch.sent;
    return true;
}

} // namespace stanforis

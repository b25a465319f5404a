// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/telemetry/minuteblock.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <limits>

namespace stanforis {

namespace {

// Archives hold 64 bytes of each summary, in order of their series. Behind them the sums, in the same order, and this mark:
// without it the bytes are a multiple of 64, with it they are a multiple of eight and four more.
constexpr qsizetype summarySize = offsetof(MinuteSummary, sum);
static_assert(std::is_trivially_copyable_v<MinuteSummary> && summarySize == 64);
constexpr auto sumSize = static_cast<qsizetype>(sizeof(double));
constexpr QByteArrayView sumMark("sum1");
constexpr std::array powers{1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
constexpr std::uint8_t rawValues = 0x80;
constexpr std::uint8_t someMissing = 0x40;
constexpr std::uint8_t someNotGood = 0x20;
constexpr std::uint8_t resolutionMask = 0x0f;

void putVarint(QByteArray &out, std::int64_t value)
{
    auto bits = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
    while (bits >= 0x80) {
        out.append(static_cast<char>(bits | 0x80));
        bits >>= 7;
    }
    out.append(static_cast<char>(bits));
}

/// Reads what putVarint wrote; stays false once the bytes end too early.
struct BlockReader
{
    const char *at;
    const char *end;
    bool good = true;

    std::int64_t varint()
    {
        std::uint64_t bits = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const auto next = byte();
            bits |= static_cast<std::uint64_t>(next & 0x7f) << shift;
            if (!(next & 0x80))
                return static_cast<std::int64_t>(bits >> 1) ^ -static_cast<std::int64_t>(bits & 1);
        }
        good = false;
        return 0;
    }
    std::uint8_t byte()
    {
        if (at == end) {
            good = false;
            return 0;
        }
        return static_cast<std::uint8_t>(*at++);
    }
    double number()
    {
        double value = 0;
        if (end - at < 8) {
            good = false;
            return value;
        }
        std::memcpy(&value, at, 8);
        at += 8;
        return value;
    }
};

[[nodiscard]] bool areSteps(const std::vector<double> &values, double power)
{
    return std::all_of(values.begin(), values.end(), [power](double value) {
        const double steps = std::round(value * power);
        return std::isnan(value) || (std::abs(steps) < 9e15 && steps / power == value);
    });
}

} // namespace

MinuteBlockWriter::MinuteBlockWriter(std::vector<std::int64_t> times)
    : m_times(std::move(times))
{
    putVarint(m_block.samples, static_cast<std::int64_t>(m_times.size()));
    std::int64_t previous = 0;
    for (const auto time : m_times) {
        putVarint(m_block.samples, time - previous);
        previous = time;
    }
}

void MinuteBlockWriter::add(std::int32_t series, const std::vector<double> &values, int resolution,
                            const std::vector<unsigned char> &qualities)
{
    MinuteSummary summary;
    summary.series = series;
    summary.offset = static_cast<std::uint32_t>(m_block.samples.size());
    for (size_t i = 0; i < values.size(); ++i) {
        const double value = values[i];
        if (std::isnan(value))
            continue;
        if (summary.count++ == 0) {
            summary.firstTime = m_times[i];
            summary.first = summary.minimum = summary.maximum = value;
        }
        if (!qualities.empty() && qualities[i] > summary.quality)
            summary.quality = qualities[i];
        summary.lastTime = m_times[i];
        summary.last = value;
        summary.sum += value;
        summary.minimum = std::min(summary.minimum, value);
        summary.maximum = std::max(summary.maximum, value);
    }
    if (summary.count == 0)
        return;
    const double power = powers[static_cast<size_t>(std::clamp(resolution, 0, 9))];
    const bool steps = areSteps(values, power);
    const bool missing = summary.count != values.size();
    const bool notGood = summary.quality != 0;
    m_block.samples.append(
        static_cast<char>((steps ? resolution : rawValues) | (missing ? someMissing : 0) | (notGood ? someNotGood : 0)));
    if (missing)
        for (const double value : values)
            m_block.samples.append(std::isnan(value) ? '\0' : '\1');
    for (size_t i = 0; notGood && i < values.size(); ++i)
        m_block.samples.append(static_cast<char>(qualities[i]));
    std::int64_t previous = 0;
    for (const double value : values) {
        if (std::isnan(value))
            continue;
        if (steps) {
            const auto step = static_cast<std::int64_t>(std::round(value * power));
            putVarint(m_block.samples, step - previous);
            previous = step;
        } else {
            m_block.samples.append(reinterpret_cast<const char *>(&value), 8);
        }
    }
    m_block.summaries.append(reinterpret_cast<const char *>(&summary), summarySize);
    m_sums.push_back(summary.sum);
}

MinuteBlock MinuteBlockWriter::take()
{
    m_block.summaries.append(reinterpret_cast<const char *>(m_sums.data()), static_cast<qsizetype>(m_sums.size()) * sumSize);
    m_block.summaries.append(sumMark);
    return std::move(m_block);
}

std::optional<MinuteSummary> MinuteBlock::summary(std::int32_t series) const
{
    const bool hasSums = summaries.endsWith(sumMark) && summaries.size() % sumSize == sumMark.size();
    const qsizetype count = hasSums ? summaries.size() / (summarySize + sumSize) : summaries.size() / summarySize;
    qsizetype low = 0;
    qsizetype high = count;
    while (low < high) {
        const auto middle = (low + high) / 2;
        MinuteSummary found;
        std::memcpy(&found, summaries.constData() + middle * summarySize, summarySize);
        if (found.series == series) {
            found.sum = std::numeric_limits<double>::quiet_NaN();
            if (hasSums)
                std::memcpy(&found.sum, summaries.constData() + count * summarySize + middle * sumSize, sumSize);
            return found;
        }
        (found.series < series ? low : high) = found.series < series ? middle + 1 : middle;
    }
    return std::nullopt;
}

std::vector<Sample> MinuteBlock::read(const MinuteSummary &summary) const
{
    BlockReader reader{samples.constData(), samples.constData() + samples.size()};
    const auto count = reader.varint();
    if (!reader.good || count < 0 || count > samples.size() || summary.offset >= samples.size())
        return {};
    std::vector<std::int64_t> times;
    std::int64_t time = 0;
    for (std::int64_t i = 0; i < count; ++i)
        times.push_back(time += reader.varint());
    reader.at = samples.constData() + summary.offset;
    const auto kind = reader.byte();
    std::vector<bool> present(times.size(), true);
    if (kind & someMissing)
        for (size_t i = 0; i < times.size(); ++i)
            present[i] = reader.byte() != 0;
    std::vector<std::uint8_t> qualities(times.size());
    if (kind & someNotGood)
        std::ranges::generate(qualities, [&reader] { return reader.byte(); });
    const double power = powers[std::min<size_t>(kind & resolutionMask, 9)];
    std::vector<Sample> result;
    std::int64_t step = 0;
    for (size_t i = 0; i < times.size() && reader.good; ++i) {
        if (!present[i])
            continue;
        if (kind & rawValues)
            result.push_back({times[i], reader.number(), qualities[i]});
        else
            result.push_back({times[i], static_cast<double>(step += reader.varint()) / power, qualities[i]});
    }
    if (!reader.good)
        return {};
    return result;
}

} // namespace stanforis

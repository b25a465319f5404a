// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever comes in whatever order: the store answers as a scan of all samples would, and no arithmetic overflows. A second one
// with hardly any memory, whose vault answers late and sometimes wrongly, loses no extreme. Nor is one lost of what history told,
// to whatever questions.
#include "models/ports/chunkvault.h"
#include "models/ports/telemetryport.h"
#include "models/telemetry/seriesstore.h"
#include "tests/support/plainseries.h"

#include <QHash>

#include <array>
#include <cstdlib>
#include <cstring>

using namespace stanforis;

namespace {

constexpr std::int64_t furthest = std::int64_t{1} << 61; // times beyond it are refused

/// Answers when told to.
class SlowVault final : public ChunkVault
{
public:
    void put(QObject *, const QByteArray &bytes, Reply<quint64> reply) override
    {
        m_answers.push_back([this, bytes, reply](bool well) {
            if (well)
                m_kept.insert(++m_tickets, bytes);
            reply(well ? Result<quint64>(m_tickets) : Error{Error::Code::Storage, {}});
        });
    }
    void take(QObject *, quint64 ticket, Reply<QByteArray> reply) override
    {
        m_answers.push_back([this, ticket, reply](bool well) {
            const QByteArray bytes = m_kept.value(ticket);
            reply(well ? bytes : bytes.chopped(std::min<qsizetype>(bytes.size(), 3)));
        });
    }
    void discard(quint64 ticket) override { m_kept.remove(ticket); }
    void answer(bool well)
    {
        for (const auto &answer : std::exchange(m_answers, {}))
            answer(well);
    }

private:
    std::vector<std::function<void(bool)>> m_answers;
    QHash<quint64, QByteArray> m_kept;
    quint64 m_tickets = 0;
};

void demand(bool holds)
{
    if (!holds)
        std::abort();
}

/// Turns bytes into calls; zeros when there are no more.
class Bytes
{
public:
    Bytes(const std::uint8_t *data, std::size_t size)
        : m_data(data)
        , m_left(size)
    {}
    [[nodiscard]] bool isEmpty() const { return m_left == 0; }
    template <class T>
    T take()
    {
        T value{};
        const std::size_t size = std::min(sizeof(T), m_left);
        std::memcpy(&value, m_data, size);
        m_data += size;
        m_left -= size;
        return value;
    }
    std::size_t below(std::size_t end) { return take<std::uint16_t>() % end; }
    Instant time()
    {
        const auto kind = take<std::uint8_t>();
        return fromMicroseconds(kind == 255 ? take<std::int64_t>() : take<std::int16_t>() * std::int64_t{kind});
    }
    double value()
    {
        switch (take<std::uint8_t>() % 4) {
        case 0:
            return take<double>();
        case 1:
            return take<std::int16_t>() / 100.0;
        default:
            return take<std::int8_t>();
        }
    }

private:
    const std::uint8_t *m_data;
    std::size_t m_left;
};

SampleBlock block(Bytes &bytes, const SeriesKey &key)
{
    SampleBlock block;
    block.key = key;
    block.interval = Duration(bytes.take<std::int16_t>());
    block.origin = static_cast<Origin>(bytes.below(4));
    block.first = bytes.time();
    block.step = bytes.time().time_since_epoch();
    const std::size_t count = bytes.below(bytes.below(16) == 0 ? 6000 : 150);
    const bool irregular = bytes.below(2) == 0;
    const double level = bytes.value();
    for (std::size_t i = 0; i < count; ++i) {
        block.values.push_back(bytes.isEmpty() ? level : bytes.value());
        if (irregular)
            block.times.push_back(i > 0 && bytes.isEmpty() ? block.times.back() + Duration(i % 3) : bytes.time());
        if (irregular && toMicroseconds(block.times.back()) > furthest)
            block.times.back() = fromMicroseconds(furthest);
    }
    for (std::size_t left = bytes.below(count + 1); left > 0 && !bytes.isEmpty();) {
        const std::size_t length = 1 + bytes.below(left);
        block.quality.push_back({static_cast<Quality>(bytes.below(6)), static_cast<std::uint32_t>(length)});
        left -= length;
    }
    return block;
}

/// Without those samples that the store refuses for their time.
SampleBlock held(const SampleBlock &block)
{
    SampleBlock held;
    std::size_t run = 0, left = block.quality.empty() ? 0 : block.quality.front().length;
    for (std::size_t i = 0; i < block.size(); ++i) {
        while (left == 0 && run + 1 < block.quality.size())
            left = block.quality[++run].length;
        const Quality quality = left > 0 ? block.quality[run].quality : Quality::Good;
        left -= left > 0 ? 1 : 0;
        std::int64_t time;
        if (!block.times.empty())
            time = toMicroseconds(block.times[i]);
        else if (__builtin_mul_overflow(block.step.count(), static_cast<std::int64_t>(i), &time) ||
                 __builtin_add_overflow(time, toMicroseconds(block.first), &time))
            continue;
        const bool startsTooEarly = block.times.empty() && toMicroseconds(block.first) < -furthest;
        if (time < -furthest || time > furthest || startsTooEarly)
            continue;
        held.times.push_back(fromMicroseconds(time));
        held.values.push_back(block.values[i]);
        held.quality.push_back({quality, 1});
    }
    return held;
}

HistorySeries history(Bytes &bytes, const SeriesKey &key)
{
    HistorySeries history{key, Duration(bytes.take<std::int64_t>()), {}};
    for (std::size_t left = bytes.below(20); left > 0; --left)
        history.columns.append(
            {bytes.time(), bytes.value(), bytes.value(), bytes.value(), bytes.value(), bytes.take<std::uint32_t>()});
    return history;
}

/// A platform with samples a millisecond apart and some holes; what it has told is on record.
class Platform
{
public:
    Platform(Bytes &bytes, const SeriesKey &key)
        : m_key(key)
    {
        std::uint32_t state = bytes.take<std::uint32_t>();
        std::array<std::size_t, 4> holes{};
        for (std::size_t &hole : holes)
            hole = bytes.below(2 * length);
        SampleBlock all{key, interval};
        for (std::size_t i = 0; i < length; ++i) {
            state = state * 1664525 + 1013904223;
            if (std::ranges::any_of(holes, [i](std::size_t hole) { return hole <= i && i < hole + 50; }))
                continue;
            all.times.push_back(fromMicroseconds(static_cast<std::int64_t>(i) * interval.count()));
            all.values.push_back(state >> (state % 7 == 0 ? 0 : 20));
        }
        m_all.append(all);
    }
    TimeRange range(Bytes &bytes)
    {
        const Instant from =
            fromMicroseconds(static_cast<std::int64_t>(bytes.below(length)) * interval.count() + bytes.take<std::uint8_t>());
        return {from, from + interval * static_cast<int>(1 + bytes.below(length)) + Duration(bytes.take<std::uint8_t>())};
    }
    SampleBlock live(TimeRange range)
    {
        SampleBlock block{m_key, interval};
        for (const auto &[time, sample] : m_all.samples()) {
            if (range.contains(time)) {
                block.times.push_back(time);
                block.values.push_back(sample.value);
            }
        }
        m_told.append(block);
        return block;
    }
    HistorySeries history(TimeRange range, int columns)
    {
        HistorySeries history{m_key, interval, m_all.columns(range, columns)};
        history.width = range.length() / columns + Duration(1);
        history.end = range.to;
        history.columns.removeIf([range](const Column &column) { return !range.contains(column.time); });
        (void)live(range);
        return history;
    }
    [[nodiscard]] QList<Column> told(TimeRange range) const
    {
        QList<Column> told = m_told.columns(range, 1);
        told.removeIf([range](const Column &column) { return !range.contains(column.time); });
        return told;
    }

private:
    static constexpr Duration interval{1000};
    static constexpr std::size_t length = 2000;

    SeriesKey m_key;
    PlainSeries m_all;
    PlainSeries m_told;
};

double lowest(const QList<Column> &in) { return std::ranges::min(in, {}, &Column::minimum).minimum; }
double highest(const QList<Column> &in) { return std::ranges::max(in, {}, &Column::maximum).maximum; }

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    Bytes bytes(data, size);
    const SeriesKey key{QStringLiteral("a/b/c")}, other{QStringLiteral("a/b/d")}, asked{QStringLiteral("a/b/e")};
    Platform platform(bytes, asked);
    SeriesStore store;
    SlowVault vault;
    SeriesStore tight({.memory = 4096}, &vault);
    bool vaultFailed = false;
    PlainSeries plain;
    for (int calls = 0; calls < 40 && !bytes.isEmpty(); ++calls) {
        switch (bytes.below(8)) {
        case 0:
        case 1: {
            const SampleBlock one = block(bytes, key);
            store.append({one});
            tight.append({one});
            plain.append(held(one));
            break;
        }
        case 2:
            store.settle();
            tight.settle();
            vaultFailed = bytes.below(16) == 0 || vaultFailed;
            vault.answer(!vaultFailed);
            break;
        case 3:
            store.fill({history(bytes, other)});
            store.append({block(bytes, other)});
            break;
        case 4: {
            const Instant time = bytes.time();
            (void)store.sampleAt(other, time);
            (void)store.columns(other, {time, bytes.time()}, bytes.take<int>() % 3000);
            (void)store.covers(other, {time, bytes.time()}, static_cast<int>(bytes.below(3000)));
            break;
        }
        case 5:
            if (bytes.below(4) == 0)
                store.append({platform.live(platform.range(bytes))});
            else
                store.fill({platform.history(platform.range(bytes),
                                             static_cast<int>(1 + bytes.below(bytes.below(2) == 0 ? 30 : 4000)))});
            break;
        case 6: {
            const TimeRange range = platform.range(bytes);
            const QList<Column> told = platform.told(range);
            const QList<Column> found = store.columns(asked, range, static_cast<int>(1 + bytes.below(1500)));
            if (!told.isEmpty())
                demand(!found.isEmpty() && lowest(found) <= lowest(told) && highest(found) >= highest(told));
            break;
        }
        default: {
            const TimeRange range{bytes.time(), bytes.time()};
            if (std::abs(toMicroseconds(range.from)) > furthest / 2048 || std::abs(toMicroseconds(range.to)) > furthest / 2048)
                break; // the scan would overflow
            const int count = 1 + static_cast<int>(bytes.below(1500));
            const QList<Column> found = store.columns(key, range, count), expected = plain.columns(range, count);
            demand(found.size() == expected.size());
            for (qsizetype i = 0; i < found.size(); ++i)
                demand(isSame(found[i], expected[i]));
            const QList<Column> rough = tight.columns(key, range, count);
            if (!expected.isEmpty() && !vaultFailed)
                demand(!rough.isEmpty() && lowest(rough) <= lowest(expected) && highest(rough) >= highest(expected));
        }
        }
    }
    return 0;
}

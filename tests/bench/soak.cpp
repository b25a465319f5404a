// SPDX-License-Identifier: GPL-3.0-or-later
// A day under a clock of its own: decoded, stored and drawn as fast as the machine can, with what a day brings each hour.
#include "tests/bench/measure.h"
#include "tests/bench/partprocess.h"
#include "tests/bench/rows.h"
#include "tests/bench/walk.h"
#include "tests/bench/wall.h"

#include "app/link/decode/framereader.h"
#include "models/telemetry/seriesstore.h"
#include "views/widgets/thememanager.h"

#include "stanforis/telemetry/v1/telemetry.pb.h"

#include <QApplication>

#include <memory>

namespace stanforis::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int series = 1000;
constexpr auto tick = 10s; ///< between frames of the stream and of the wall
constexpr std::size_t kept = 3 * 3600;

class VirtualClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return m_now; }
    void advance(Duration by) { m_now += by; }

private:
    Instant m_now = fromMicroseconds(1'795'305'600'000'000);
};

/// What a platform sends in `tick`: a sample each second of every series.
class Stream
{
public:
    Stream()
    {
        for (int i = 0; i < series; ++i)
            m_walks.emplace_back(i);
    }
    /// The source starts again: other numbers, the series are announced anew.
    void restart()
    {
        m_frame.set_epoch(std::to_string(++m_epoch));
        m_sequence = 0;
    }
    std::string next(Instant first)
    {
        m_frame.set_sequence(++m_sequence);
        m_frame.set_sent_us(toMicroseconds(first));
        m_frame.clear_announcements();
        m_frame.clear_blocks();
        for (int i = 0; i < series; ++i) {
            if (m_sequence == 1) {
                auto *announcement = m_frame.add_announcements();
                announcement->set_handle(static_cast<std::uint32_t>(i + 1));
                announcement->set_series_key(seriesKey(i).value.toStdString());
                announcement->set_interval_us(1'000'000);
            }
            auto *block = m_frame.add_blocks();
            block->set_handle(static_cast<std::uint32_t>(i + 1));
            block->set_first_us(toMicroseconds(first));
            block->set_step_us(1'000'000);
            for (int sample = 0; sample < tick / 1s; ++sample)
                block->add_values(std::round(m_walks[static_cast<std::size_t>(i)].next() * 10) / 10);
        }
        return m_frame.SerializeAsString();
    }

private:
    std::vector<Walk> m_walks;
    telemetry::v1::Frame m_frame;
    std::uint64_t m_sequence = 0;
    int m_epoch = 0;
};

double slopeOf(const std::vector<double> &values)
{
    const double n = static_cast<double>(values.size());
    double sumX = 0, sumY = 0, sumXY = 0, sumXX = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double x = static_cast<double>(i);
        sumX += x;
        sumY += values[i];
        sumXY += x * values[i];
        sumXX += x * x;
    }
    return values.size() < 2 ? 0 : (n * sumXY - sumX * sumY) / (n * sumXX - sumX * sumX);
}

/// HOURS WARM_UP_HOURS: by then the store has come to its limit and caches are full
int runDay(const QStringList &arguments)
{
    const int hours = arguments.value(0).toInt();
    const int warmUpHours = arguments.value(1).toInt();
    VirtualClock clock;
    SeriesStore store(StoreLimits{std::size_t{256} << 20, kept});
    Stream stream;
    ThemeManager theme(qApp);
    SequenceTracker tracker;
    std::unique_ptr<FrameReader> reader;
    std::unique_ptr<Wall> wall;
    std::vector<double> memory, frameTimes[2];

    for (int hour = 0; hour < hours; ++hour) {
        reader = std::make_unique<FrameReader>(); // the connection was lost and is back
        stream.restart();
        wall = std::make_unique<Wall>(store, hour % 2 == 0 ? Duration(15min) : Duration(2h), clock); // another page
        wall->resize(hour % 3 == 0 ? QSize(1366, 768) : QSize(1920, 1080));
        wall->show();
        theme.setVariant(hour % 2 == 0 ? Variant::Dark : Variant::Light);
        for (auto passed = 0s; passed < 1h; passed += tick) {
            auto decoded = reader->read(stream.next(clock.now()));
            if (!decoded || !tracker.place(**decoded))
                return 1;
            clock.advance(tick);
            store.append((*decoded)->batch.blocks);
            const qint64 began = steadyMicroseconds();
            wall->follow();
            QCoreApplication::processEvents();
            if (hour >= warmUpHours)
                frameTimes[hour < (hours + warmUpHours) / 2 ? 0 : 1].push_back(static_cast<double>(steadyMicroseconds() - began) /
                                                                               1e3);
        }
        store.settle();
        if (hour >= warmUpHours)
            memory.push_back(residentMemory() / 1e6);
    }
    answer({{u"slope_mb_per_hour"_s, slopeOf(memory)},
            {u"memory_mb"_s, memory.empty() ? 0 : memory.back()},
            {u"samples"_s, static_cast<double>(store.received())},
            {u"refused"_s, static_cast<double>(store.refused())},
            {u"first_p99_ms"_s, percentile(frameTimes[0], 0.99)},
            {u"second_p99_ms"_s, percentile(frameTimes[1], 0.99)}});
    return 0;
}

Result<QList<Figure>> run(const Options &options)
{
    const int hours = options.quick ? 3 : 24;
    const auto told = runPart(options, u"soak"_s, {QString::number(hours), options.quick ? u"1"_s : u"8"_s}, 3600);
    if (!told)
        return told.error();
    Figure figure;
    figure.name = u"soak-memory-slope"_s;
    figure.unit = u"MB/h"_s;
    figure.ours = told->value("slope_mb_per_hour"_L1).toDouble();
    figure.n = 1;
    figure.floor = 1;
    figure.aim = 0.05;
    figure.note = u"%1 h, %2 M samples, %3 refused, %4 MB at the end, frame p99 %5 ms in the first half and %6 ms in the second"_s
                      .arg(hours)
                      .arg(told->value("samples"_L1).toDouble() / 1e6, 0, 'f', 0)
                      .arg(told->value("refused"_L1).toDouble())
                      .arg(told->value("memory_mb"_L1).toDouble(), 0, 'f', 0)
                      .arg(told->value("first_p99_ms"_L1).toDouble(), 0, 'f', 1)
                      .arg(told->value("second_p99_ms"_L1).toDouble(), 0, 'f', 1);
    return QList<Figure>{figure};
}

} // namespace

Row soakRow() { return {u"soak"_s, u"a day in minutes: memory after warm-up, against itself"_s, run}; }

Part soakPart() { return {u"soak"_s, runDay}; }

} // namespace stanforis::bench

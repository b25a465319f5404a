// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/seriesstore.h"
#include "tests/bench/walk.h"

#include <QList>
#include <QWidget>

#include <vector>

class QCustomPlot;

namespace stanforis {
class TimePlot;
}

namespace stanforis::bench {

/// What is drawn: charts in four columns, each with some series of the random walk; `points` are in view, a frame is a 600th of
/// the window long and brings a 600th of the points.
struct FrameLoad
{
    int charts = 12;
    int series = 4;
    int points = 10'000;  ///< of each series in the window
    QSize size{480, 360}; ///< of one chart, logical pixels
    double firstPen = 1;  ///< of the peer's first graph and of its others, logical pixels; ours has what its theme says
    double pen = 1;

    [[nodiscard]] Duration window() const { return std::chrono::seconds(10); }
    [[nodiscard]] Duration interval() const { return window() / points; }
    /// Samples before the end of a frame; frame 0 ends with the window.
    [[nodiscard]] std::int64_t samplesUntil(std::int64_t frame) const { return points + frame * points / 600; }
    [[nodiscard]] Instant timeOf(std::int64_t sample) const
    {
        return fromMicroseconds(1'795'305'600'000'000) + interval() * sample;
    }
};

/// Values of all series for frames that follow one another; made before anything is measured.
class FrameValues
{
public:
    FrameValues(const FrameLoad &load, int frames);
    [[nodiscard]] const std::vector<double> &of(int series) const { return m_values[std::size_t(series)]; }
    /// Plants one value that sticks out.
    void plant(int series, std::int64_t sample, double value) { m_values[std::size_t(series)][std::size_t(sample)] = value; }

private:
    std::vector<std::vector<double>> m_values;
};

/// Charts in a window of their own that go on frame by frame.
class FrameCharts
{
public:
    virtual ~FrameCharts() = default;
    /// Takes the samples of the frame and paints; returns when the pixels are there.
    virtual void show(std::int64_t frame) = 0;
};

/// The console's plots with everything round them: legend, units, limit, normal band, quality marks.
class OurCharts final : public FrameCharts
{
public:
    OurCharts(const FrameLoad &load, const FrameValues &values);
    ~OurCharts() override;

    void show(std::int64_t frame) override;
    void paint();
    void append(std::int64_t frame, double outlier = 0);
    void setRanges(std::int64_t frame, Duration window);
    [[nodiscard]] QWidget &window() { return m_window; }
    [[nodiscard]] const QList<TimePlot *> &plots() const { return m_plots; }
    /// Some of the plots do not show yet what they should.
    [[nodiscard]] bool isBehind() const;
    /// How often a canvas was painted.
    [[nodiscard]] int paints() const;

private:
    class Counter;
    FrameLoad m_load;
    const FrameValues &m_values;
    SeriesStore m_store;
    QWidget m_window;
    QList<TimePlot *> m_plots;
    std::unique_ptr<Counter> m_counter;
    std::int64_t m_until = 0;
};

/// QCustomPlot as it comes, or with its fast hint and without antialiasing.
class PeerCharts final : public FrameCharts
{
public:
    PeerCharts(const FrameLoad &load, const FrameValues &values, bool fast);

    void show(std::int64_t frame) override;

private:
    FrameLoad m_load;
    const FrameValues &m_values;
    QWidget m_window;
    QList<QCustomPlot *> m_plots;
    std::int64_t m_until = 0;
};

[[nodiscard]] SeriesKey frameKey(int series);

} // namespace stanforis::bench

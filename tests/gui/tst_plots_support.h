// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/seriesview.h"
#include "views/plots/timeplot.h"
#include "views/widgets/thememanager.h"

#include <QApplication>
#include <QHash>
#include <QImage>
#include <QTest>

#include <algorithm>
#include <functional>
#include <memory>

namespace stanforis {

inline SeriesKey reserveKey() { return SeriesKey(QStringLiteral("energy/grid-balancing/reserve")); }

/// Ends at a whole minute of a fixed day.
inline TimeRange lastMinutes(int minutes)
{
    const Instant to = fromMicroseconds(1795350720LL * 1'000'000); // 2026-11-22 14:32 in Tallinn
    return {to - std::chrono::minutes(minutes), to};
}

/// A plain list of samples per series, cut into pixel columns when asked. For tests only.
class SyntheticView final : public SeriesView
{
public:
    void fill(const SeriesKey &key, TimeRange range, Duration interval, const std::function<double(int)> &value)
    {
        auto &samples = m_samples[key];
        samples.clear();
        m_interval = interval;
        int index = 0;
        for (Instant time = range.from; time < range.to; time += interval) {
            samples.append({time, value(index++), Quality::Good});
        }
    }
    Sample &at(const SeriesKey &key, int index) { return m_samples[key][index]; }
    const Sample &first(const SeriesKey &key) { return m_samples[key].first(); }
    void drop(const SeriesKey &key, int from, int to) { m_samples[key].remove(from, to - from); }
    int reads() const { return m_reads; }

    QList<Column> columns(const SeriesKey &key, TimeRange range, int pixelColumns) const override
    {
        ++m_reads;
        QList<Column> result;
        std::int64_t bucket = -1;
        for (const Sample &sample : m_samples.value(key)) {
            if (!range.contains(sample.time)) {
                continue;
            }
            const auto mine = (sample.time - range.from).count() * pixelColumns / range.length().count();
            if (mine != bucket) {
                bucket = mine;
                result.append({sample.time, sample.value, sample.value, sample.value, sample.value, 0, sample.quality});
            }
            Column &column = result.last();
            column.minimum = std::min(column.minimum, sample.value);
            column.maximum = std::max(column.maximum, sample.value);
            column.last = sample.value;
            column.sum = column.count == 0 ? sample.value : column.sum + sample.value;
            ++column.count;
        }
        return result;
    }
    /// Tests change the past at will, so nothing that was drawn holds.
    quint64 pastRevision(const SeriesKey & /*key*/) const override { return ++m_revision; }
    std::optional<Sample> lastSample(const SeriesKey &key) const override
    {
        const auto samples = m_samples.value(key);
        return samples.isEmpty() ? std::nullopt : std::optional(samples.last());
    }
    std::optional<Sample> sampleAt(const SeriesKey &key, Instant time) const override
    {
        std::optional<Sample> found;
        for (const Sample &sample : m_samples.value(key)) {
            if (sample.time <= time) {
                found = sample;
            }
        }
        return found;
    }
    Duration interval(const SeriesKey & /*key*/) const override { return m_interval; }

private:
    QHash<SeriesKey, QList<Sample>> m_samples;
    Duration m_interval = std::chrono::seconds(1);
    mutable int m_reads = 0;
    mutable quint64 m_revision = 0;
};

inline ThemeManager *dress(Variant variant)
{
    static auto *const manager = new ThemeManager(qApp); // the application ends with the process
    manager->setVariant(variant);
    return manager;
}

inline void showPlot(TimePlot &plot, const QList<PlotSeries> &series, TimeRange range)
{
    plot.resize(544, 190);
    plot.setSeries(series);
    plot.setRange(range);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
}

inline QImage draw(QWidget &widget)
{
    QCoreApplication::processEvents(); // a queued repaint
    return widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

inline bool isLike(const QColor &a, const QColor &b, int tolerance = 56)
{
    return std::abs(a.red() - b.red()) <= tolerance && std::abs(a.green() - b.green()) <= tolerance &&
           std::abs(a.blue() - b.blue()) <= tolerance;
}

inline bool hasNear(const QImage &image, int x, int y, const QColor &color)
{
    for (int row = y - 1; row <= y + 1; ++row) {
        for (int column = x - 1; column <= x + 1; ++column) {
            if (image.valid(column, row) && isLike(image.pixelColor(column, row), color)) {
                return true;
            }
        }
    }
    return false;
}

inline int countOf(const QImage &image, const QRect &area, const QColor &color, int tolerance = 24)
{
    int count = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            count += image.valid(x, y) && isLike(image.pixelColor(x, y), color, tolerance) ? 1 : 0;
        }
    }
    return count;
}

} // namespace stanforis

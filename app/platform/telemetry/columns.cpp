// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/telemetry/columns.h"

#include <algorithm>
#include <cmath>

namespace stanforis {

Columns::Columns(std::int64_t from, std::int64_t to, std::uint32_t columns)
    : m_from(from)
    , m_to(to)
    , m_count(columns)
{}

std::int64_t Columns::columnOf(std::int64_t time) const
{
    if (m_count == 0)
        return time;
    // A range of years times 8192 columns would not fit into 64 bits.
    return static_cast<std::int64_t>(static_cast<long double>(time - m_from) * m_count / static_cast<long double>(m_to - m_from));
}

void Columns::merge(const Column &column)
{
    if (m_columns.empty() || m_columns.back().index != column.index) {
        m_columns.push_back(column);
        return;
    }
    auto &last = m_columns.back();
    last.minimum = std::min(last.minimum, column.minimum);
    last.maximum = std::max(last.maximum, column.maximum);
    last.last = column.last;
    last.count += column.count;
    last.sum += column.sum;
    last.quality = std::max(last.quality, column.quality);
}

void Columns::add(const Sample &sample)
{
    if (sample.time < m_from || sample.time >= m_to)
        return;
    merge({columnOf(sample.time), sample.time, sample.value, sample.value, sample.value, sample.value, 1, sample.quality,
           sample.value});
}

bool Columns::fits(const MinuteSummary &minute) const
{
    return minute.firstTime >= m_from && minute.lastTime < m_to && columnOf(minute.firstTime) == columnOf(minute.lastTime);
}

void Columns::add(const MinuteSummary &minute)
{
    merge({columnOf(minute.firstTime), minute.firstTime, minute.minimum, minute.maximum, minute.first, minute.last, minute.count,
           static_cast<unsigned char>(minute.quality), minute.sum});
}

std::int64_t Columns::fit(std::vector<Columns> &series)
{
    const std::size_t share = mostSamples / std::max<std::size_t>(series.size(), 1);
    std::int64_t end = 0;
    for (const Columns &one : series) {
        if (one.m_count == 0 && one.m_columns.size() > share)
            end = end == 0 ? one.m_columns[share].time : std::min(end, one.m_columns[share].time);
    }
    for (Columns &one : series) {
        if (end > 0)
            std::erase_if(one.m_columns, [end](const Column &column) { return column.time >= end; });
    }
    return end;
}

void Columns::write(telemetry::v1::HistorySeries *series) const
{
    for (const auto &column : m_columns) {
        series->add_time_us(column.time);
        series->add_minimum(column.minimum);
        series->add_maximum(column.maximum);
        series->add_first(column.first);
        series->add_last(column.last);
        series->add_count(column.count);
    }
    if (std::ranges::all_of(m_columns, [](const Column &column) { return std::isfinite(column.sum); })) {
        for (const auto &column : m_columns)
            series->add_sum(column.sum);
    }
    if (std::ranges::all_of(m_columns, [](const Column &column) { return column.quality == 0; }))
        return;
    for (const auto &column : m_columns)
        series->add_quality(static_cast<telemetry::v1::QualityRun::Quality>(column.quality));
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/telemetry/thinning.h"

#include <algorithm>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t minute = 60 * second;

} // namespace

Result<Thinning> Thinning::of(const telemetry::v1::Wish &wish, std::int64_t interval)
{
    Thinning thinning;
    if (wish.has_latest()) {
        const auto wanted = wish.latest().interval_us();
        if (wanted < 0 || wanted > minute)
            return Error{Error::Code::Invalid, u"interval_us: at most a minute"_s};
        thinning.m_width = wanted == 0 ? second : wanted;
        thinning.m_kind = thinning.m_width > interval ? Kind::Latest : Kind::Raw;
    } else if (wish.has_columns()) {
        const auto &columns = wish.columns();
        if (columns.count() < 1 || columns.count() > 8192)
            return Error{Error::Code::Invalid, u"count: 1 to 8192"_s};
        if (columns.window_us() <= 0)
            return Error{Error::Code::Invalid, u"window_us: more than 0"_s};
        thinning.m_width = std::clamp<std::int64_t>(columns.window_us() / columns.count(), 1, second);
        thinning.m_kind = thinning.m_width > 4 * interval ? Kind::Columns : Kind::Raw;
    }
    if (thinning.m_kind == Kind::Raw)
        thinning.m_width = 0;
    return thinning;
}

void Thinning::add(const Point &point, std::vector<Point> &due)
{
    if (m_kind == Kind::Raw) {
        due.push_back(point);
    } else if (m_kind == Kind::Latest) {
        if (point.time < m_next)
            return;
        m_next = (point.time / m_width + 1) * m_width;
        due.push_back(point);
    } else {
        if (const auto column = point.time / m_width; column != m_column) {
            endColumn(due);
            m_column = column;
            m_count = 0;
        }
        addToColumn(point);
    }
}

void Thinning::addToColumn(const Point &point)
{
    if (m_count < m_all.size())
        m_all[m_count] = point;
    if (m_count == 0 || point.value < m_lowest.value)
        m_lowest = point;
    if (m_count == 0 || point.value > m_highest.value)
        m_highest = point;
    m_last = point;
    ++m_count;
}

void Thinning::endColumn(std::vector<Point> &due) const
{
    if (m_count <= m_all.size()) {
        due.insert(due.end(), m_all.begin(), m_all.begin() + static_cast<std::ptrdiff_t>(m_count));
        return;
    }
    std::array<Point, 4> points{m_all.front(), m_lowest, m_highest, m_last};
    std::ranges::sort(points, {}, &Point::time);
    const auto same = std::ranges::unique(points, {}, &Point::time);
    due.insert(due.end(), points.begin(), same.begin());
}

} // namespace stanforis

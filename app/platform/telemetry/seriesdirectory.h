// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/ids.h"
#include "stanforis/catalogue/v1/catalogue.pb.h"

#include <QHash>

#include <vector>

namespace stanforis {

class Catalogue;

/// Every series the platform has, numbered from 0; those of one sector are neighbours. Which there are never
/// changes after it was made.
class SeriesDirectory final
{
public:
    struct Series
    {
        SectorId sector;
        catalogue::v1::Measure measure;
        int resolution = 0; ///< decimal digits the source gives, 0 to 9
    };
    /// Half-open.
    struct Span
    {
        int first = 0;
        int end = 0;
    };

    /// All measures of the catalogue.
    explicit SeriesDirectory(const Catalogue &catalogue, Duration interval = std::chrono::seconds(1));
    /// At least `most` series that mean nothing, shared out among the sectors: `<sector>/load/<n>`, n from 0 in each.
    [[nodiscard]] static SeriesDirectory ofLoad(const Catalogue &catalogue, int most);

    [[nodiscard]] int size() const { return static_cast<int>(m_series.size()); }
    [[nodiscard]] const Series &at(int index) const { return m_series[static_cast<size_t>(index)]; }
    /// -1: there is none.
    [[nodiscard]] int find(const QString &key) const { return m_index.value(key, -1); }
    [[nodiscard]] Span span(const SectorId &sector) const { return m_spans.value(sector); }
    [[nodiscard]] const std::vector<SectorId> &sectors() const { return m_sectors; }
    /// Expected time between samples of each series.
    [[nodiscard]] Duration interval() const { return m_interval; }
    void setInterval(Duration interval) { m_interval = interval; }

private:
    explicit SeriesDirectory(Duration interval)
        : m_interval(interval)
    {}
    void close(const SectorId &sector, int first);
    void index();

    std::vector<Series> m_series;
    std::vector<SectorId> m_sectors;
    QHash<QString, int> m_index;
    QHash<SectorId, Span> m_spans;
    Duration m_interval;
};

} // namespace stanforis

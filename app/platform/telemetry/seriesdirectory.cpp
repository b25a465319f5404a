// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/telemetry/seriesdirectory.h"

#include "app/platform/catalogue/catalogue.h"
#include "app/platform/state/wire.h"

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

// A count is a whole number; everything else is measured one digit finer than it is shown.
[[nodiscard]] int resolutionOf(const catalogue::v1::Measure &measure)
{
    return measure.unit().empty() && measure.decimals() == 0 ? 0 : measure.decimals() + 1;
}

} // namespace

SeriesDirectory::SeriesDirectory(const Catalogue &catalogue, Duration interval, int load)
    : m_interval(interval)
{
    const auto count = static_cast<int>(catalogue.sectors().size());
    int given = 0;
    for (int s = 0; s < count; ++s) {
        const auto *sector = catalogue.sectors()[static_cast<size_t>(s)];
        const SectorId id(fromWire(sector->summary().id()));
        const int first = size();
        for (const auto &service : sector->services())
            for (const auto &measure : service.measures())
                m_series.push_back({id, measure, resolutionOf(measure)});
        const int upTo = load * (s + 1) / count;
        for (; given < upTo; ++given) {
            catalogue::v1::Measure measure;
            measure.set_series_key(toWire(id.value % u"/load/"_s % QString::number(given)));
            measure.set_name("Load " + std::to_string(given));
            measure.set_decimals(2);
            m_series.push_back({id, measure, 3});
        }
        m_sectors.push_back(id);
        m_spans.insert(id, {first, size()});
    }
    for (int i = 0; i < size(); ++i)
        m_index.insert(fromWire(at(i).measure.series_key()), i);
}

} // namespace stanforis

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

SeriesDirectory::SeriesDirectory(const Catalogue &catalogue, Duration interval)
    : m_interval(interval)
{
    for (const auto *sector : catalogue.sectors()) {
        const SectorId id(fromWire(sector->summary().id()));
        const int first = size();
        for (const auto &service : sector->services())
            for (const auto &measure : service.measures())
                m_series.push_back({id, measure, resolutionOf(measure)});
        close(id, first);
    }
    index();
}

SeriesDirectory SeriesDirectory::ofLoad(const Catalogue &catalogue, int most)
{
    SeriesDirectory directory{std::chrono::seconds(1)};
    const auto sectors = static_cast<int>(catalogue.sectors().size());
    const int each = (most + sectors - 1) / sectors;
    for (const auto *sector : catalogue.sectors()) {
        const SectorId id(fromWire(sector->summary().id()));
        const int first = directory.size();
        for (int n = 0; n < each; ++n) {
            catalogue::v1::Measure measure;
            measure.set_series_key(toWire(id.value % u"/load/"_s % QString::number(n)));
            measure.set_name("Load " + std::to_string(n));
            measure.set_decimals(2);
            directory.m_series.push_back({id, measure, 3});
        }
        directory.close(id, first);
    }
    directory.index();
    return directory;
}

void SeriesDirectory::close(const SectorId &sector, int first)
{
    m_sectors.push_back(sector);
    m_spans.insert(sector, {first, size()});
}

void SeriesDirectory::index()
{
    for (int i = 0; i < size(); ++i)
        m_index.insert(fromWire(at(i).measure.series_key()), i);
}

} // namespace stanforis

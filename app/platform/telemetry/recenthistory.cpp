// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/telemetry/recenthistory.h"

#include "app/platform/state/wire.h"
#include "app/platform/telemetry/columns.h"
#include "app/platform/telemetry/telemetryhub.h"

#include <QStringBuilder>

#include <cmath>

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace telemetry::v1;

Result<std::vector<int>> historyIndexes(const SeriesDirectory &directory, const HistoryRequest &request)
{
    if (request.series_keys_size() > 64)
        return Error{Error::Code::Invalid, u"series_keys: at most 64"_s};
    if (request.columns() > 8192)
        return Error{Error::Code::Invalid, u"columns: at most 8192"_s};
    if (request.from_us() < 0 || request.to_us() <= request.from_us())
        return Error{Error::Code::Invalid, u"to_us: must be after from_us"_s};
    if (constexpr std::int64_t hour = 3'600'000'000; request.columns() == 0 && request.to_us() - request.from_us() > hour)
        return Error{Error::Code::Invalid, u"to_us: at most an hour after from_us"_s};
    std::vector<int> result;
    for (const auto &key : request.series_keys()) {
        const auto name = fromWire(key);
        if (!name.startsWith(fromWire(request.sector_id()) % u"/"_s))
            return Error{Error::Code::PermissionDenied, u"series_keys: of another sector"_s};
        result.push_back(directory.find(name));
        if (result.back() < 0)
            return Error{Error::Code::NotFound, u"series_keys: there is no "_s % name};
    }
    return result;
}

Result<HistoryResponse> recentHistory(const TelemetryHub &hub, const HistoryRequest &request)
{
    const auto series = historyIndexes(hub.directory(), request);
    if (!series)
        return series.error();
    std::vector<Columns> columns(series->size(), Columns(request.from_us(), request.to_us(), request.columns()));
    for (const auto &each : hub.recent()) {
        for (std::size_t s = 0; s < columns.size(); ++s) {
            const double value = each.tick->values[static_cast<std::size_t>((*series)[s])];
            if (!std::isnan(value))
                columns[s].add(
                    Sample{toMicroseconds(each.tick->time), value, each.tick->qualityOf(static_cast<std::size_t>((*series)[s]))});
        }
    }
    HistoryResponse response;
    response.set_complete_to_us(Columns::fit(columns));
    for (int s = 0; s < request.series_keys_size(); ++s) {
        auto *out = response.add_series();
        out->set_series_key(request.series_keys(s));
        out->set_interval_us(hub.directory().interval().count());
        columns[static_cast<std::size_t>(s)].write(out);
    }
    return response;
}

} // namespace stanforis

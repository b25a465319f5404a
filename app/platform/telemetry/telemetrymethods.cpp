// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/telemetry/telemetrymethods.h"

#include "app/platform/state/handlers.h"
#include "app/platform/telemetry/historystore.h"
#include "app/platform/telemetry/telemetrystream.h"

#include <algorithm>

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace telemetry::v1;

namespace {

[[nodiscard]] Result<Done> checkSector(const Caller *caller, const std::string &sector)
{
    if (!caller || !caller->sector || caller->sector->value != fromWire(sector))
        return Error{Error::Code::PermissionDenied, u"the token is for another sector"_s};
    return Done{};
}

[[nodiscard]] Result<std::vector<int>> indexesOf(const TelemetryHub &hub, const SubscribeRequest &request)
{
    if (request.series_keys_size() > 20'000)
        return Error{Error::Code::Invalid, u"series_keys: at most 20,000"_s};
    const QString prefix = fromWire(request.sector_id()) % u"/"_s;
    std::vector<int> result;
    for (const auto &key : request.series_keys()) {
        const auto name = fromWire(key);
        if (!name.startsWith(prefix))
            return Error{Error::Code::PermissionDenied, u"series_keys: of another sector"_s};
        const int index = hub.directory().find(name);
        if (index < 0)
            return Error{Error::Code::Invalid, u"series_keys: there is no "_s % name};
        result.push_back(index);
    }
    return result;
}

[[nodiscard]] bool matches(const catalogue::v1::Measure &measure, const QStringList &words)
{
    const QString text = fromWire(measure.series_key()) % u" "_s % fromWire(measure.name()) % u" "_s % fromWire(measure.unit());
    return std::all_of(words.begin(), words.end(), [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

[[nodiscard]] SearchSeriesResponse search(const SeriesDirectory &directory, const SearchSeriesRequest &request)
{
    const auto words = fromWire(request.text()).split(u' ', Qt::SkipEmptyParts);
    const auto limit = static_cast<int>(request.limit() == 0 ? 100u : std::min(request.limit(), 1000u));
    const auto span = directory.span(SectorId(fromWire(request.sector_id())));
    SearchSeriesResponse response;
    std::uint32_t total = 0;
    for (int i = span.first; i < span.end; ++i) {
        if (!matches(directory.at(i).measure, words))
            continue;
        ++total;
        if (response.measures_size() < limit)
            *response.add_measures() = directory.at(i).measure;
    }
    response.set_total(total);
    return response;
}

} // namespace

void addTelemetryMethods(Methods &methods, TelemetryHub &hub, HistoryStore &history)
{
    const QByteArray prefix = "/stanforis.telemetry.v1.Telemetry/";
    methods.insert(
        prefix + "Subscribe",
        streamMethod<SubscribeRequest, Frame>(
            Audience::Sector,
            [&hub](const Caller *caller, const SubscribeRequest &request, Sink *sink) -> Result<std::unique_ptr<QObject>> {
                if (const auto checked = checkSector(caller, request.sector_id()); !checked)
                    return checked.error();
                auto series = indexesOf(hub, request);
                if (!series)
                    return series.error();
                return std::unique_ptr<QObject>(std::make_unique<TelemetryStream>(hub, std::move(*series), request, sink));
            }));
    methods.insert(
        prefix + "History",
        unaryMethod<HistoryRequest, HistoryResponse>(
            Audience::Sector, [&history](const Caller *caller, const HistoryRequest &request) -> Result<HistoryResponse> {
                if (const auto checked = checkSector(caller, request.sector_id()); !checked)
                    return checked.error();
                return history.query(request);
            }));
    methods.insert(
        prefix + "SearchSeries",
        unaryMethod<SearchSeriesRequest, SearchSeriesResponse>(
            Audience::Sector, [&hub](const Caller *caller, const SearchSeriesRequest &request) -> Result<SearchSeriesResponse> {
                if (const auto checked = checkSector(caller, request.sector_id()); !checked)
                    return checked.error();
                return search(hub.directory(), request);
            }));
}

} // namespace stanforis

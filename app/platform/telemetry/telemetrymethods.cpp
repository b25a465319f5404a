// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/telemetry/telemetrymethods.h"

#include "app/platform/state/handlers.h"
#include "app/platform/telemetry/historystore.h"
#include "app/platform/telemetry/recenthistory.h"
#include "app/platform/telemetry/telemetrystream.h"

#include <QSet>

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

/// Whether the series of a request are those of the load; one request is for one source.
[[nodiscard]] bool isFor(const TelemetryHub *load, const google::protobuf::RepeatedPtrField<std::string> &keys)
{
    return load && !keys.empty() && load->directory().find(fromWire(keys[0])) >= 0;
}

[[nodiscard]] bool isFor(const TelemetryHub *load, const SubscribeRequest &request)
{
    return isFor(load, request.series_keys_size() > 0 || request.wishes_size() == 0 ? request.series_keys()
                                                                                    : request.wishes(0).series_keys());
}

/// The series of a request, each with what its wish leaves of it.
[[nodiscard]] Result<std::vector<WantedSeries>> wantedBy(const TelemetryHub &hub, const SubscribeRequest &request)
{
    constexpr std::size_t most = 20'000;
    const QString prefix = fromWire(request.sector_id()) % u"/"_s;
    std::vector<WantedSeries> result;
    QSet<int> known;
    const auto add = [&](const auto &keys, const Thinning &thinning) -> Result<Done> {
        for (const auto &key : keys) {
            const auto name = fromWire(key);
            if (!name.startsWith(prefix))
                return Error{Error::Code::PermissionDenied, u"series_keys: of another sector"_s};
            const int index = hub.directory().find(name);
            if (index < 0)
                return Error{Error::Code::Invalid, u"series_keys: there is no "_s % name};
            if (known.contains(index))
                return Error{Error::Code::Invalid, u"series_keys: twice "_s % name};
            if (result.size() >= most)
                return Error{Error::Code::Invalid, u"series_keys: at most 20,000"_s};
            known.insert(index);
            result.push_back({index, thinning});
        }
        return Done{};
    };
    if (const auto added = add(request.series_keys(), Thinning()); !added)
        return added.error();
    for (const auto &wish : request.wishes()) {
        const auto thinning = Thinning::of(wish, hub.directory().interval().count());
        if (!thinning)
            return thinning.error();
        if (const auto added = add(wish.series_keys(), *thinning); !added)
            return added.error();
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

void addTelemetryMethods(Methods &methods, TelemetryHub &hub, HistoryStore &history, TelemetryHub *load)
{
    const QByteArray prefix = "/stanforis.telemetry.v1.Telemetry/";
    methods.insert(
        prefix + "Subscribe",
        streamMethod<SubscribeRequest, Frame>(
            Audience::Sector,
            [&hub, load](const Caller *caller, const SubscribeRequest &request, Sink *sink) -> Result<std::unique_ptr<QObject>> {
                if (const auto checked = checkSector(caller, request.sector_id()); !checked)
                    return checked.error();
                TelemetryHub &source = isFor(load, request) ? *load : hub;
                auto series = wantedBy(source, request);
                if (!series)
                    return series.error();
                return std::unique_ptr<QObject>(std::make_unique<TelemetryStream>(source, std::move(*series), request, sink));
            }));
    methods.insert(
        prefix + "History",
        unaryMethod<HistoryRequest, HistoryResponse>(
            Audience::Sector, [&history, load](const Caller *caller, const HistoryRequest &request) -> Result<HistoryResponse> {
                if (const auto checked = checkSector(caller, request.sector_id()); !checked)
                    return checked.error();
                if (isFor(load, request.series_keys()))
                    return recentHistory(*load, request);
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/catalogue/catalogue.h"
#include "app/platform/state/wire.h"
#include "app/simulator/nation/nationmodel.h"
#include "app/simulator/nation/noise.h"

#include <QFile>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

// The same name must give the same noise in every run; qHash is seeded.
[[nodiscard]] std::uint64_t streamOf(const QString &name, std::uint64_t seed)
{
    std::uint64_t bits = seed;
    for (const QChar each : name)
        bits = mix(bits ^ each.unicode());
    return bits;
}

} // namespace

QString NationModel::builtIn() { return u":/stanforis/nation"_s; }

NationModel::NationModel(const Catalogue &catalogue, const SeriesDirectory &directory, const NationData &data, std::uint64_t seed)
    : m_catalogue(catalogue)
    , m_directory(directory)
    , m_drivers(data, seed)
    , m_seed(mix(seed))
{
    for (int i = 0; i < directory.size(); ++i)
        m_powers.push_back(std::pow(10.0, directory.at(i).resolution));
}

Result<std::unique_ptr<NationModel>> NationModel::load(const Catalogue &catalogue, const SeriesDirectory &directory,
                                                       const NationData &data, std::uint64_t seed, const QString &folder)
{
    std::unique_ptr<NationModel> model(new NationModel(catalogue, directory, data, seed));
    for (const auto *sector : catalogue.sectors())
        if (const auto done = model->read(folder % u"/"_s % fromWire(sector->summary().id()) % u".json"_s); !done)
            return done.error();
    if (const auto done = model->finish(); !done)
        return done.error();
    return model;
}

Result<Done> NationModel::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Storage, path % u": "_s % file.errorString()};
    QJsonParseError problem;
    const auto root = QJsonDocument::fromJson(file.readAll(), &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return Error{Error::Code::Malformed, path % u": "_s % problem.errorString()};
    const auto services = root.value("services"_L1).toObject();
    for (auto each = services.begin(); each != services.end(); ++each)
        m_serviceJson.insert(each.key(), each.value().toObject());
    const auto measures = root.value("measures"_L1).toObject();
    for (auto each = measures.begin(); each != measures.end(); ++each)
        m_measureJson.insert(each.key(), each.value().toObject());
    return Done{};
}

Result<std::vector<NationModel::Pull>> NationModel::pulls(const QJsonObject &json, const QString &where) const
{
    std::vector<Pull> result;
    const auto drivers = json.value("drivers"_L1).toObject();
    for (auto each = drivers.begin(); each != drivers.end(); ++each) {
        int index = m_drivers.find(each.key());
        const auto service = m_serviceIndex.value(ServiceId(each.key().section(u'.', 1)), -1);
        if (service >= 0 && each.key().startsWith("latency."_L1))
            index = m_drivers.size() + 2 * service;
        if (service >= 0 && each.key().startsWith("errors."_L1))
            index = m_drivers.size() + 2 * service + 1;
        if (index < 0)
            return Error{Error::Code::Invalid, where % u": there is no driver "_s % each.key()};
        result.push_back({index, each.value().toDouble()});
    }
    return result;
}

Result<Done> NationModel::addService(const QString &id, const QJsonObject &json)
{
    const auto found = m_catalogue.service(ServiceId(id));
    auto pulled = pulls(json, id);
    if (!pulled)
        return pulled.error();
    Service service;
    service.id = ServiceId(id);
    service.stream = streamOf(id, m_seed);
    service.rate = json.value("rate"_L1).toDouble();
    service.p50 = json.value("p50"_L1).toDouble();
    service.spread = json.value("spread"_L1).toDouble(2);
    service.utilisation = json.value("utilisation"_L1).toDouble(0.5);
    service.noise = json.value("noise"_L1).toDouble();
    service.instances = json.value("instances"_L1).toInt(3);
    service.usualErrors = 0.02 + 0.12 * std::abs(grain(service.stream, 0));
    service.firstSeries = m_directory.find(fromWire(found.sector->summary().id()) % u"/"_s % id % u"/rate"_s);
    service.pulls = std::move(*pulled);
    if (service.rate <= 0 || service.p50 <= 0 || service.firstSeries < 0)
        return Error{Error::Code::Invalid, id % u": rate, p50 or its series are missing"_s};
    m_serviceIndex.insert(service.id, static_cast<int>(m_services.size()));
    m_services.push_back(std::move(service));
    return Done{};
}

Result<Done> NationModel::addMeasure(const QString &key, const QJsonObject &json)
{
    auto pulled = pulls(json, key);
    if (!pulled)
        return pulled.error();
    constexpr double infinite = std::numeric_limits<double>::infinity();
    const auto kind = json.value("kind"_L1).toString();
    Measure measure;
    measure.series = m_directory.find(key);
    measure.stream = streamOf(key, m_seed);
    measure.kind = kind == "today"_L1 ? Kind::Today : kind == "grow"_L1 ? Kind::Grow : Kind::Value;
    measure.base = json.value("base"_L1).toDouble();
    measure.noise = json.value("noise"_L1).toDouble();
    measure.period = json.value("period"_L1).toDouble(60);
    measure.minimum = json.value("minimum"_L1).toDouble(-infinite);
    measure.maximum = json.value("maximum"_L1).toDouble(infinite);
    measure.pulls = std::move(*pulled);
    m_measures.push_back(std::move(measure));
    return Done{};
}

Result<Done> NationModel::finish()
{
    // A service after those it calls, so that their state is known; a circle starts from the usual.
    Result<Done> outcome = Done{};
    QSet<QString> visited;
    std::function<void(const QString &)> visit = [&](const QString &id) {
        if (visited.contains(id) || !outcome)
            return;
        visited.insert(id);
        for (const auto &dependency : m_catalogue.service(ServiceId(id)).service->dependencies())
            visit(fromWire(dependency.service_id()));
        if (!m_serviceJson.contains(id))
            outcome = Error{Error::Code::Invalid, id % u": the service has no model"_s};
        else if (outcome)
            outcome = addService(id, m_serviceJson.value(id));
    };
    for (const auto *sector : m_catalogue.sectors())
        for (const auto &service : sector->services())
            visit(fromWire(service.id()));
    if (!outcome)
        return outcome.error();
    for (auto &service : m_services)
        for (const auto &dependency : m_catalogue.service(service.id).service->dependencies())
            service.calls.emplace_back(m_serviceIndex.value(ServiceId(fromWire(dependency.service_id()))), dependency.weight());
    static const QSet<QString> red{u"rate"_s, u"errors"_s, u"p50"_s, u"p95"_s, u"p99"_s, u"saturation"_s};
    for (int i = 0; i < m_directory.size(); ++i) {
        const auto key = fromWire(m_directory.at(i).measure.series_key());
        const auto place = key.section(u'/', 1, 1);
        if (m_measureJson.contains(key)) {
            if (const auto done = addMeasure(key, m_measureJson.value(key)); !done)
                return done.error();
        } else if (!red.contains(key.section(u'/', 2)) || !m_serviceIndex.contains(ServiceId(place))) {
            return Error{Error::Code::Invalid, key % u": the series has no model"_s};
        }
    }
    m_serviceJson.clear();
    m_measureJson.clear();
    return Done{};
}

} // namespace stanforis

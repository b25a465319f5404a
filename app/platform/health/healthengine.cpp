// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/health/healthengine.h"

#include "app/platform/catalogue/catalogue.h"
#include "app/platform/health/healthwords.h"
#include "app/platform/state/wire.h"

#include <cmath>

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace catalogue::v1;

HealthEngine::HealthEngine(const Catalogue &catalogue, const SeriesDirectory &directory, const ServiceInsight &insight)
    : m_catalogue(catalogue)
    , m_directory(directory)
    , m_insight(insight)
{
    for (const auto *sector : catalogue.sectors()) {
        for (const auto &region : sector->regions())
            m_regions.insert(fromWire(region.id()));
        for (const auto &service : sector->services()) {
            auto &judged = m_services[ServiceId(fromWire(service.id()))];
            judged.sector = SectorId(fromWire(sector->summary().id()));
            judged.service = &service;
            const QString prefix = judged.sector.value % u"/"_s % fromWire(service.id());
            judged.rate = directory.find(prefix % u"/rate"_s);
            judged.p95 = directory.find(prefix % u"/p95"_s);
            for (const auto &measure : service.measures())
                if (measure.has_limit())
                    judged.watched.push_back({directory.find(fromWire(measure.series_key())), false, {}, {}});
        }
    }
    for (const auto *sector : catalogue.sectors()) {
        for (const auto &service : sector->services()) {
            for (const auto &dependency : service.dependencies()) {
                const ServiceId caller(fromWire(service.id()));
                const ServiceId called(fromWire(dependency.service_id()));
                m_services[caller].calls.emplace_back(called, dependency.weight());
                m_services[called].callers.emplace_back(caller, dependency.weight());
            }
        }
    }
}

double HealthEngine::value(int series) const { return m_tick && series >= 0 ? m_tick->values[static_cast<size_t>(series)] : 0; }

bool HealthEngine::judge(Watched &watched, Instant time) const
{
    const auto &limit = m_directory.at(watched.series).measure.limit();
    const double now = value(watched.series);
    if (std::isnan(now))
        return false;
    const bool beyond = limit.side() == Limit::ABOVE ? now > limit.value() : now < limit.value();
    if (beyond == watched.abnormal) {
        watched.crossing.reset();
        return false;
    }
    if (!watched.crossing)
        watched.crossing = time;
    // What was abnormal when the platform started is shown at once.
    const auto wait = time == m_start ? Duration{} : beyond ? raiseAfter : clearAfter;
    if (time - *watched.crossing < wait)
        return false;
    watched.abnormal = beyond;
    watched.since = *watched.crossing;
    watched.crossing.reset();
    return true;
}

void HealthEngine::update(const TickPointer &tick)
{
    if (!m_tick)
        m_start = tick->time;
    m_tick = tick;
    QHash<SectorId, std::vector<ServiceId>> touched;
    for (auto each = m_services.begin(); each != m_services.end(); ++each) {
        bool moved = tick->time == m_start;
        for (auto &watched : each->watched)
            moved = judge(watched, tick->time) || moved;
        if (moved)
            touched[each->sector].push_back(each.key());
    }
    for (auto each = touched.cbegin(); each != touched.cend(); ++each)
        Q_EMIT changed(each.key(), each.value());
}

const HealthEngine::Watched *HealthEngine::worst(const Judged &judged) const
{
    const Watched *result = nullptr;
    const auto rank = [this](const Watched &watched) { return m_directory.at(watched.series).measure.limit().severity(); };
    for (const auto &watched : judged.watched)
        if (watched.abnormal && (!result || rank(watched) > rank(*result)))
            result = &watched;
    return result;
}

Severity HealthEngine::severityOf(const Judged &judged) const
{
    if (!m_tick)
        return SEVERITY_UNSPECIFIED;
    const auto *watched = worst(judged);
    return watched ? m_directory.at(watched->series).measure.limit().severity() : NORMAL;
}

RegionId HealthEngine::regionOf(const Judged &judged, const Watched &watched) const
{
    const auto place = fromWire(m_directory.at(watched.series).measure.series_key()).section(u'/', 1, 1);
    if (m_regions.contains(place))
        return RegionId(place);
    return m_insight.affectedRegion(ServiceId(fromWire(judged.service->id())), m_tick->time);
}

QString HealthEngine::detail(const Judged &judged, const Watched &watched) const
{
    QString text = conditionSentence(m_directory.at(watched.series).measure, value(watched.series));
    if (watched.series == judged.p95) {
        for (const auto &[id, weight] : judged.calls) {
            const auto &called = *m_services.constFind(id);
            const auto *slow = worst(called);
            if (slow && slow->series == called.p95)
                text += u" "_s % fromWire(called.service->name()) % u", which it calls, takes "_s %
                        QString::number(value(called.p95), 'f', 0) % u" ms."_s;
        }
    }
    const QString cause = m_insight.cause(ServiceId(fromWire(judged.service->id())), m_tick->time);
    return cause.isEmpty() ? text : text % u" "_s % cause;
}

void HealthEngine::fillInstances(const Judged &judged, health::v1::ServiceHealth *out) const
{
    double objective = 0;
    for (const auto &watched : judged.watched)
        if (watched.series == judged.p95)
            objective = m_directory.at(watched.series).measure.limit().value();
    for (auto instance : m_insight.instances(ServiceId(fromWire(judged.service->id())), m_tick->time)) {
        const bool starting = instance.rate() <= 0;
        const bool slow = objective > 0 && instance.p95_ms() > objective * 1.1;
        const bool failing = instance.errors() > 1.0;
        instance.set_severity(starting ? SEVERITY_UNSPECIFIED : failing ? HIGH : slow ? LOW : NORMAL);
        instance.set_condition(starting ? "Starting" : failing ? "Failing" : slow ? "Slow" : "Normal");
        *out->add_instances() = std::move(instance);
    }
}

void HealthEngine::fillCall(const Judged &from, const Judged &to, const Judged &shown, health::v1::CallHealth *out) const
{
    out->set_sector_id(toWire(shown.sector.value));
    out->set_service_id(shown.service->id());
    out->set_name(shown.service->name());
    out->set_rate(value(from.rate));
    out->set_p95_ms(value(to.p95));
    if (from.sector == to.sector) {
        out->set_severity(severityOf(shown));
        return;
    }
    // Another sector's health is its own affair; what is known here is how long the call takes.
    const double limit = to.p95 < 0 ? 0 : m_directory.at(to.p95).measure.limit().value();
    out->set_severity(limit > 0 && value(to.p95) > limit ? LOW : NORMAL);
}

health::v1::ServiceHealth HealthEngine::service(const ServiceId &id) const
{
    health::v1::ServiceHealth out;
    out.set_service_id(toWire(id.value));
    const auto found = m_services.constFind(id);
    if (!m_tick || found == m_services.cend())
        return out;
    const auto &judged = *found;
    out.set_severity(severityOf(judged));
    out.set_condition("Normal");
    out.set_since_us(toMicroseconds(m_start));
    if (const auto *watched = worst(judged)) {
        out.set_condition(toWire(conditionWords(m_directory.at(watched->series).measure)));
        out.set_detail(toWire(detail(judged, *watched)));
        out.set_since_us(toMicroseconds(watched->since));
        out.set_region_id(toWire(regionOf(judged, *watched).value));
    } else {
        for (const auto &each : judged.watched)
            out.set_since_us(std::max<std::int64_t>(out.since_us(), toMicroseconds(each.since)));
    }
    fillInstances(judged, &out);
    for (const auto &[caller, weight] : judged.callers)
        fillCall(*m_services.constFind(caller), judged, *m_services.constFind(caller), out.add_callers());
    for (const auto &[called, weight] : judged.calls)
        fillCall(judged, *m_services.constFind(called), *m_services.constFind(called), out.add_dependencies());
    return out;
}

std::vector<ServiceId> HealthEngine::services(const SectorId &sector) const
{
    std::vector<ServiceId> result;
    if (const auto *found = m_catalogue.sector(sector))
        for (const auto &service : found->services())
            result.emplace_back(fromWire(service.id()));
    return result;
}

std::vector<health::v1::RegionHealth> HealthEngine::regions(const SectorId &sector) const
{
    std::vector<health::v1::RegionHealth> result;
    const auto *found = m_catalogue.sector(sector);
    if (!found)
        return result;
    for (const auto &region : found->regions()) {
        auto &out = result.emplace_back();
        out.set_region_id(region.id());
        out.set_severity(m_tick ? NORMAL : SEVERITY_UNSPECIFIED);
    }
    if (!m_tick)
        return result;
    for (const auto &id : services(sector)) {
        const auto &judged = *m_services.constFind(id);
        for (const auto &watched : judged.watched) {
            if (!watched.abnormal)
                continue;
            const auto &measure = m_directory.at(watched.series).measure;
            const auto place = toWire(regionOf(judged, watched).value);
            for (auto &out : result) {
                if (out.region_id() == place && measure.limit().severity() > out.severity()) {
                    out.set_severity(measure.limit().severity());
                    out.set_word(toWire(conditionWord(measure)));
                }
            }
        }
    }
    return result;
}

} // namespace stanforis

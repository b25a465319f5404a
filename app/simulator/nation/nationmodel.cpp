// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/nation/nationmodel.h"

#include "app/simulator/nation/noise.h"

#include "stanforis/telemetry/v1/telemetry.pb.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stanforis {

using namespace Qt::StringLiterals;

struct NationModel::Moment
{
    Instant time;
    double seconds = 0;
    std::vector<double> drivers; ///< those of Drivers, then latency and errors of each service
    std::vector<ServiceState> services;
};

namespace {

// Fraud Screening is slow for sixteen minutes of every hour.
constexpr std::int64_t slowPeriod = 3'600'000'000;

[[nodiscard]] double slowScreening(Instant time)
{
    const auto minutes = static_cast<double>(toMicroseconds(time) % slowPeriod) / 6e7;
    return std::clamp(std::min((minutes - 24) / 1.5, (40 - minutes) / 1.5), 0.0, 1.0);
}

/// A sensor that fails by itself: in minutes [from, to) of each period its samples are of this quality.
struct SensorFault
{
    const char *series;
    double every;
    double from;
    double to;
    telemetry::v1::QualityRun::Quality quality;
};

using telemetry::v1::QualityRun;
constexpr std::array sensorFaults{
    SensorFault{"energy/hestmark/wind", 10, 3, 4.5, QualityRun::MINOR},
    SensorFault{"energy/grid-balancing/frequency", 30, 7, 8, QualityRun::MINOR},
    SensorFault{"energy/grid-balancing/frequency", 30, 8, 8.5, QualityRun::MAJOR},
    SensorFault{"energy/grid-balancing/solar", 60, 45, 46, QualityRun::INVALID},
};

} // namespace

std::optional<Disturbance> NationModel::disturbance(const ServiceId &id, Instant time) const
{
    std::optional<Disturbance> result;
    if (id.value == "fraud-screening"_L1 && slowScreening(time) > 0) {
        result = Disturbance{id,
                             {},
                             1 + 1.6 * slowScreening(time),
                             0,
                             1,
                             RegionId(u"castrel"_s),
                             u"The scoring model in Castrel answers slowly."_s};
    } else if (id.value == "grid-balancing"_L1 && Drivers::windLull(time) > 0) {
        result = Disturbance{id, {}, 1, 0, 1, RegionId(u"hestmark"_s), u"Wind in Hestmark is falling."_s};
    }
    for (const auto &each : m_disturbances) {
        if (each.service != id || !each.during.contains(time))
            continue;
        if (!result) {
            result = each;
            continue;
        }
        result->slowdown *= each.slowdown;
        result->errors += each.errors;
        result->capacity *= each.capacity;
        result->cause = each.cause;
    }
    return result;
}

double NationModel::follow(const std::vector<Pull> &pulls, const std::vector<double> &drivers) const
{
    double factor = 1;
    for (const auto &pull : pulls)
        factor += pull.gain * (drivers[size_t(pull.driver)] - 1);
    return factor;
}

NationModel::ServiceState NationModel::state(const Service &service, const Moment &moment, std::vector<double> &ratios,
                                             std::vector<double> &errors) const
{
    const auto wrong = disturbance(service.id, moment.time).value_or(Disturbance{});
    const double usual = std::max(follow(service.pulls, moment.drivers), 0.02);
    const double rate = usual * (1 + service.noise * texture(service.stream, moment.seconds, 40));
    // Instances are added with the load, but only half as fast; what is left raises utilisation.
    const double utilisation =
        std::min(service.utilisation * std::sqrt(rate) * std::pow(wrong.slowdown, 0.25) / wrong.capacity, 0.985);
    const double queueing = (1 - service.utilisation) / (1 - utilisation);
    double own = 1;
    double ratio = 0;
    double failing = service.usualErrors * (1 + 0.6 * texture(service.stream + 1, moment.seconds, 50)) + wrong.errors;
    for (const auto &[called, weight] : service.calls) {
        own -= weight;
        ratio += weight * ratios[size_t(called)];
        failing += weight * errors[size_t(called)];
    }
    ratio += own * std::sqrt(queueing) * wrong.slowdown;
    if (utilisation > 0.88)
        failing += (utilisation - 0.88) * 60;
    ratios[size_t(m_serviceIndex.value(service.id))] = ratio;
    errors[size_t(m_serviceIndex.value(service.id))] = std::max(failing - service.usualErrors, 0.0);
    ServiceState state;
    state.rate = service.rate * rate * (1 - std::min(failing, 100.0) / 400);
    state.errors = std::clamp(failing, 0.0, 100.0);
    state.p50 = service.p50 * ratio * (1 + 0.03 * texture(service.stream + 2, moment.seconds, 25));
    state.p95 = service.p50 * service.spread * ratio * (1 + 0.05 * texture(service.stream + 3, moment.seconds, 20));
    state.p99 = std::max(state.p95 * 1.05, service.p50 * service.spread * 1.7 * ratio *
                                               (1 + 0.09 * texture(service.stream + 4, moment.seconds, 15)));
    state.saturation = 100 * utilisation * (1 + 0.02 * grain(service.stream + 5, static_cast<std::int64_t>(moment.seconds)));
    return state;
}

NationModel::Moment NationModel::moment(Instant time) const
{
    Moment moment{time, static_cast<double>(toMicroseconds(time)) / 1e6, {}, {}};
    const auto count = m_services.size();
    const auto outside = size_t(m_drivers.size());
    moment.drivers.resize(outside + 2 * count);
    m_drivers.compute(time, moment.drivers.data());
    std::vector<double> ratios(count, 1.0);
    std::vector<double> errors(count, 0.0);
    moment.services.reserve(count);
    for (size_t s = 0; s < count; ++s) {
        moment.services.push_back(state(m_services[s], moment, ratios, errors));
        moment.drivers[outside + 2 * s] = ratios[s];
        moment.drivers[outside + 2 * s + 1] = 1 + errors[s];
    }
    return moment;
}

double NationModel::measure(const Measure &measure, const Moment &moment) const
{
    double value = measure.base * follow(measure.pulls, moment.drivers);
    switch (measure.kind) {
    case Kind::Value:
        value *= 1 + measure.noise * texture(measure.stream, moment.seconds, measure.period);
        break;
    case Kind::Today:
        value *= Drivers::dayDone(moment.time);
        break;
    case Kind::Grow: {
        // `period` is the growth an hour; a register starts each month where it stood.
        const auto local = moment.time + Drivers::localOffset;
        const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(local));
        const Instant month = std::chrono::sys_days(date.year() / date.month() / 1);
        value += measure.period * static_cast<double>((local - month).count()) / 3.6e9;
        break;
    }
    }
    return std::clamp(value, measure.minimum, measure.maximum);
}

void NationModel::evaluate(Instant time, std::vector<double> &values) const
{
    const auto now = moment(time);
    values.resize(size_t(m_directory.size()));
    for (size_t s = 0; s < m_services.size(); ++s) {
        const auto &state = now.services[s];
        auto *out = values.data() + m_services[s].firstSeries;
        out[0] = state.rate;
        out[1] = state.errors;
        out[2] = state.p50;
        out[3] = state.p95;
        out[4] = state.p99;
        out[5] = state.saturation;
    }
    for (const auto &each : m_measures)
        values[size_t(each.series)] = measure(each, now);
    for (size_t i = 0; i < values.size(); ++i)
        values[i] = std::round(values[i] * m_powers[i]) / m_powers[i];
}

std::shared_ptr<Tick> NationModel::tick(Instant time) const
{
    auto tick = std::make_shared<Tick>();
    tick->time = time;
    evaluate(time, tick->values);
    const double minutes = static_cast<double>(toMicroseconds(time)) / 6e7;
    for (const auto &fault : sensorFaults) {
        const int series = m_directory.find(QLatin1String(fault.series));
        const double minute = std::fmod(minutes, fault.every);
        if (series < 0 || minute < fault.from || minute >= fault.to)
            continue;
        tick->quality.resize(tick->values.size());
        tick->quality[size_t(series)] = static_cast<unsigned char>(fault.quality);
    }
    return tick;
}

NationModel::ServiceState NationModel::service(const ServiceId &id, Instant time) const
{
    const int index = m_serviceIndex.value(id, -1);
    return index < 0 ? ServiceState{} : moment(time).services[size_t(index)];
}

std::vector<NationModel::Step> NationModel::steps(const ServiceId &id, Instant time) const
{
    std::vector<Step> result;
    const int index = m_serviceIndex.value(id, -1);
    if (index < 0)
        return result;
    const auto now = moment(time);
    const auto &service = m_services[size_t(index)];
    const auto outside = size_t(m_drivers.size());
    double own = 1;
    double others = 0;
    for (const auto &[called, weight] : service.calls) {
        const double ratio = now.drivers[outside + 2 * size_t(called)];
        result.push_back({m_services[size_t(called)].id.value, weight, ratio});
        own -= weight;
        others += weight * ratio;
    }
    const double whole = now.drivers[outside + 2 * size_t(index)];
    result.insert(result.begin(), {QString(), own, own > 0 ? (whole - others) / own : 1});
    return result;
}

int NationModel::instances(const ServiceId &id) const
{
    const int index = m_serviceIndex.value(id, -1);
    return index < 0 ? 0 : m_services[size_t(index)].instances;
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/nation/nationinsight.h"

#include "app/platform/catalogue/catalogue.h"
#include "app/platform/state/wire.h"
#include "app/simulator/nation/noise.h"
#include "app/simulator/nation/servicenames.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace health::v1;

namespace {

// What may be asked for at once; older lines are not kept.
constexpr std::int64_t longestLog = 120;

[[nodiscard]] double chance(std::uint64_t bits) { return static_cast<double>(bits >> 11) * 0x1p-53; }

/// Milliseconds of one call, spread as the service's percentiles say.
[[nodiscard]] double callTime(const NationModel::ServiceState &state, std::uint64_t bits)
{
    const double sigma = std::log(std::max(state.p95 / std::max(state.p50, 0.1), 1.05)) / 1.645;
    // Sum of four uniform numbers: near enough to a normal one.
    double sum = -2;
    for (std::uint64_t i = 0; i < 4; ++i)
        sum += chance(mix(bits + i));
    return state.p50 * std::exp(sigma * sum * std::sqrt(3.0));
}

[[nodiscard]] double objectiveOf(const catalogue::v1::Microservice &service)
{
    for (const auto &measure : service.measures())
        if (measure.series_key().ends_with("/p95"))
            return measure.limit().value();
    return 0;
}

} // namespace

RegionId NationInsight::affectedRegion(const ServiceId &service, Instant time) const
{
    const auto wrong = m_model.disturbance(service, time);
    return wrong ? wrong->region : RegionId();
}

QString NationInsight::cause(const ServiceId &service, Instant time) const
{
    const auto wrong = m_model.disturbance(service, time);
    return wrong ? wrong->cause : QString();
}

std::vector<Instance> NationInsight::instances(const ServiceId &id, Instant time) const
{
    std::vector<Instance> result;
    const int count = m_model.instances(id);
    const auto state = m_model.service(id, time);
    const auto wrong = m_model.disturbance(id, time);
    const int working = std::clamp(static_cast<int>(std::lround(count * (wrong ? wrong->capacity : 1.0))), 1, count);
    const auto seconds = static_cast<double>(toMicroseconds(time)) / 1e6;
    for (int i = 0; i < count; ++i) {
        const auto stream = streamOf(id) + static_cast<std::uint64_t>(i) * 101;
        const double sway = 1 + 0.03 * texture(stream, seconds, 45);
        // The trouble sits in one instance first; the others carry a little less of it.
        const bool worst = wrong && wrong->slowdown > 1.2 && i == count / 2;
        Instance instance;
        instance.set_id(toWire(instanceName(id, i)));
        instance.set_site(toWire(siteName(id, i)));
        if (i < working) {
            instance.set_rate(state.rate / working * sway);
            instance.set_errors(state.errors * (worst ? 1.8 : 0.95) * sway);
            instance.set_p95_ms(state.p95 * (worst ? 1.25 : 0.97) * sway);
            instance.set_cpu(std::min(state.saturation * (worst ? 1.35 : 0.8) * sway, 100.0));
            instance.set_memory_gib(1.4 + 1.2 * std::abs(grain(stream, 7)) + (worst ? 0.6 : 0.0) +
                                    0.05 * texture(stream + 1, seconds, 600));
        } else {
            instance.set_cpu(12 + 3 * texture(stream, seconds, 20));
            instance.set_memory_gib(0.7);
        }
        result.push_back(std::move(instance));
    }
    return result;
}

InspectResponse NationInsight::inspect(const ServiceId &id, Instant now, Instant after, std::uint32_t limit) const
{
    InspectResponse out;
    const auto found = m_catalogue.service(id);
    if (!found.service)
        return out;
    log(*found.service, now, after, limit, &out);
    slowest(*found.service, now, out.mutable_slowest());
    newest(*found.sector, *found.service, now, out.mutable_message());
    return out;
}

void NationInsight::log(const catalogue::v1::Microservice &service, Instant now, Instant after, std::uint32_t limit,
                        InspectResponse *out) const
{
    const auto last = toMicroseconds(now) / 1'000'000;
    const auto first = std::max(toMicroseconds(after) / 1'000'000, last - longestLog);
    std::vector<LogLine> lines;
    // Newest second first: with a limit it is the newest lines that count.
    for (auto second = last; second >= first && lines.size() < limit; --second) {
        std::vector<LogLine> inside;
        logSecond(service, second, inside);
        for (auto line = inside.rbegin(); line != inside.rend() && lines.size() < limit; ++line)
            if (line->time_us() > toMicroseconds(after) && line->time_us() <= toMicroseconds(now))
                lines.push_back(*line);
    }
    for (auto line = lines.rbegin(); line != lines.rend(); ++line)
        *out->add_log() = std::move(*line);
}

void NationInsight::logSecond(const catalogue::v1::Microservice &service, std::int64_t second, std::vector<LogLine> &lines) const
{
    const ServiceId id(fromWire(service.id()));
    const auto state = m_model.service(id, fromMicroseconds(second * 1'000'000));
    const auto steps = m_model.steps(id, fromMicroseconds(second * 1'000'000));
    const double objective = objectiveOf(service);
    const QString standard = fromWire(service.protocol()).section(u',', 0, 0);
    // A sample of the calls: all of them when there are few.
    const int count = std::clamp(static_cast<int>(std::lround(state.rate)), 1, 4);
    for (int i = 0; i < count; ++i) {
        const auto bits = mix(streamOf(id) ^ mix(static_cast<std::uint64_t>(second * 8 + i)));
        const double took = callTime(state, bits);
        LogLine line;
        line.set_time_us(second * 1'000'000 + (i * 1'000'000 + static_cast<std::int64_t>(chance(bits) * 900'000)) / count);
        line.set_instance(toWire(instanceName(id, static_cast<int>(bits % static_cast<std::uint64_t>(m_model.instances(id))))));
        const QString call = QString::number(bits >> 40, 16).rightJustified(6, u'0');
        const QString ms = QString::number(took, 'f', 0);
        QString text = standard % u" accepted call="_s % call % u" took="_s % ms % u" ms"_s;
        line.set_level(LogLine::INFO);
        if (chance(mix(bits + 9)) * 100 < state.errors) {
            line.set_level(LogLine::ERROR);
            text = standard % u" failed call="_s % call % u" after="_s % ms % u" ms, answered 503"_s;
        } else if (objective > 0 && took > objective) {
            line.set_level(LogLine::WARN);
            text = standard % u" slow call="_s % call % u" took="_s % ms % u" ms over objective="_s %
                   QString::number(objective, 'f', 0) % u" ms"_s;
        } else if (steps.size() > 1 && bits % 3 == 0) {
            const auto &step = steps[1 + (bits >> 8) % (steps.size() - 1)];
            text = u"called "_s % step.name % u" call="_s % call % u" took="_s %
                   QString::number(took * step.share * step.ratio, 'f', 0) % u" ms"_s;
        }
        line.set_text(toWire(text));
        lines.push_back(std::move(line));
    }
    std::sort(lines.begin(), lines.end(), [](const LogLine &a, const LogLine &b) { return a.time_us() < b.time_us(); });
}

void NationInsight::slowest(const catalogue::v1::Microservice &service, Instant now, Trace *out) const
{
    const ServiceId id(fromWire(service.id()));
    Instant when = now;
    double longest = 0;
    for (std::int64_t back = 1; back <= 10; ++back) {
        const auto step = toMicroseconds(now) / 30'000'000 - back + 1;
        const Instant time = fromMicroseconds(step * 30'000'000);
        const auto bits = mix(streamOf(id) ^ static_cast<std::uint64_t>(step));
        const double took = m_model.service(id, time).p99 * (1 + 0.25 * chance(bits));
        if (took > longest) {
            longest = took;
            when = time;
        }
    }
    const auto bits = mix(streamOf(id) ^ static_cast<std::uint64_t>(toMicroseconds(when)));
    out->set_id(
        toWire(QString::number(bits, 16).rightJustified(16, u'0') % QString::number(mix(bits), 16).rightJustified(16, u'0')));
    out->set_start_us(toMicroseconds(when));
    const auto steps = m_model.steps(id, when);
    double whole = 0;
    for (const auto &step : steps)
        whole += step.share * step.ratio;
    const double unit = longest * 1000 / std::max(whole, 0.01);
    const auto span = [out](const QString &name, int depth, double offset, double duration, bool slow) {
        auto *added = out->add_spans();
        added->set_name(toWire(name));
        added->set_depth(depth);
        added->set_offset_us(static_cast<std::int64_t>(offset));
        added->set_duration_us(static_cast<std::int64_t>(duration));
        added->set_severity(slow ? catalogue::v1::LOW : catalogue::v1::NORMAL);
    };
    constexpr double slowRatio = 1.6;
    const double own = steps.empty() ? 0 : steps.front().share * steps.front().ratio * unit;
    const bool ownSlow = !steps.empty() && steps.front().ratio > slowRatio;
    span(fromWire(service.name()), 0, 0, longest * 1000, false);
    span(u"read request"_s, 1, 0, own * 0.1, false);
    span(u"validate "_s % fromWire(service.protocol()).section(u',', 0, 0), 1, own * 0.1, own * 0.15, false);
    double at = own * 0.25;
    for (size_t i = 1; i < steps.size(); ++i) {
        const double duration = steps[i].share * steps[i].ratio * unit;
        const auto called = m_catalogue.service(ServiceId(steps[i].name));
        span(fromWire(called.service->name()), 1, at, duration, steps[i].ratio > slowRatio);
        at += duration;
    }
    span(u"process"_s, 1, at, own * 0.5, ownSlow);
    span(u"commit"_s, 1, at + own * 0.5, own * 0.25, false);
}

} // namespace stanforis

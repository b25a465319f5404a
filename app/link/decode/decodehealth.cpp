// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/decode/decodehealth.h"

#include "app/link/decode/decodecatalogue.h"
#include "app/link/decode/wiretext.h"

#include "stanforis/health/v1/health.pb.h"

namespace stanforis {

namespace wire = stanforis::health::v1;

namespace {

ServiceInstance instance(const wire::Instance &in)
{
    return {text(in.id()),         shown(in.site()), decodeSeverity(in.severity()),
            shown(in.condition()), in.rate(),        in.errors(),
            in.p95_ms(),           in.cpu(),         in.memory_gib()};
}

CallHealth call(const wire::CallHealth &in)
{
    return {SectorId(text(in.sector_id())),
            ServiceId(text(in.service_id())),
            shown(in.name()),
            decodeSeverity(in.severity()),
            in.rate(),
            in.p95_ms()};
}

ServiceHealth service(const wire::ServiceHealth &in)
{
    ServiceHealth out;
    out.service = ServiceId(text(in.service_id()));
    out.severity = decodeSeverity(in.severity());
    out.condition = shown(in.condition());
    out.detail = shown(in.detail());
    out.since = fromMicroseconds(in.since_us());
    out.region = RegionId(text(in.region_id()));
    out.instances = listOf<ServiceInstance>(in.instances(), instance);
    out.callers = listOf<CallHealth>(in.callers(), call);
    out.dependencies = listOf<CallHealth>(in.dependencies(), call);
    return out;
}

LogLine::Level level(wire::LogLine::Level in)
{
    switch (in) {
    case wire::LogLine::DEBUG:
        return LogLine::Level::Debug;
    case wire::LogLine::WARN:
        return LogLine::Level::Warn;
    case wire::LogLine::ERROR:
        return LogLine::Level::Error;
    default:
        return LogLine::Level::Info;
    }
}

} // namespace

Result<HealthUpdate> decodeHealthUpdate(const QByteArray &bytes)
{
    const auto in = parse<wire::HealthUpdate>(bytes);
    if (!in)
        return in.error();
    HealthUpdate out;
    out.services = listOf<ServiceHealth>(in->services(), service);
    out.regions = listOf<RegionHealth>(in->regions(), [](const wire::RegionHealth &region) {
        return RegionHealth{RegionId(text(region.region_id())), decodeSeverity(region.severity()), text(region.word())};
    });
    return out;
}

Result<Inspection> decodeInspection(const QByteArray &bytes)
{
    const auto in = parse<wire::InspectResponse>(bytes);
    if (!in)
        return in.error();
    Inspection out;
    out.log = listOf<LogLine>(in->log(), [](const wire::LogLine &line) {
        return LogLine{fromMicroseconds(line.time_us()), level(line.level()), text(line.instance()), text(line.text())};
    });
    out.slowest.id = text(in->slowest().id());
    out.slowest.start = fromMicroseconds(in->slowest().start_us());
    out.slowest.spans = listOf<TraceSpan>(in->slowest().spans(), [](const wire::Span &span) {
        return TraceSpan{shown(span.name()), span.depth(), Duration(span.offset_us()), Duration(span.duration_us()),
                         decodeSeverity(span.severity())};
    });
    const auto &message = in->message();
    out.message.standard = text(message.standard());
    out.message.fields = listOf<ProtocolField>(message.fields(), [](const wire::ProtocolField &field) {
        return ProtocolField{text(field.path()), text(field.value()), field.valid()};
    });
    out.message.valid = message.valid();
    out.message.verdict = shown(message.verdict());
    out.message.raw = text(message.raw());
    return out;
}

} // namespace stanforis

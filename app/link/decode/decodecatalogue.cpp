// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/decode/decodecatalogue.h"

#include "app/link/decode/wiretext.h"

#include "stanforis/catalogue/v1/catalogue.pb.h"

namespace stanforis {

namespace wire = stanforis::catalogue::v1;

namespace {

Role role(const wire::Role &in) { return {RoleId(text(in.id())), shown(in.name()), shown(in.summary())}; }

RoleAction action(const wire::Action &in)
{
    return {shown(in.name()), ids<RoleId>(in.role_ids()), ids<RoleId>(in.second_person_role_ids())};
}

SectorSummary summary(const wire::SectorSummary &in)
{
    SectorSummary out;
    out.id = SectorId(text(in.id()));
    out.name = shown(in.name());
    out.icon = text(in.icon());
    out.summary = shown(in.summary());
    out.roles = listOf<Role>(in.roles(), role);
    out.actions = listOf<RoleAction>(in.actions(), action);
    out.legalBases = shownAll(in.legal_bases());
    out.longestDays = in.longest_days();
    out.approver = shown(in.approver());
    out.serviceCount = in.service_count();
    return out;
}

Measure measure(const wire::Measure &in)
{
    Measure out;
    out.key = SeriesKey(text(in.series_key()));
    out.name = shown(in.name());
    out.unit = shown(in.unit());
    out.decimals = std::clamp(in.decimals(), 0, 6);
    if (in.has_normal_low())
        out.normalLow = in.normal_low();
    if (in.has_normal_high())
        out.normalHigh = in.normal_high();
    if (in.has_limit()) {
        out.limit = Limit{in.limit().value(), in.limit().side() == wire::Limit::BELOW ? Limit::Side::Below : Limit::Side::Above,
                          decodeSeverity(in.limit().severity()), shown(in.limit().label()), in.limit().shaded()};
    }
    out.note = shown(in.note());
    out.description = shown(in.description());
    out.drawing = in.drawing() == wire::STEPS ? Drawing::Steps : in.drawing() == wire::BAND ? Drawing::Band : Drawing::Line;
    out.summable = in.summable();
    return out;
}

Microservice microservice(const wire::Microservice &in)
{
    Microservice out;
    out.id = ServiceId(text(in.id()));
    out.name = shown(in.name());
    out.summary = shown(in.summary());
    out.owner = shown(in.owner());
    out.objective = shown(in.objective());
    out.protocol = text(in.protocol());
    out.version = shown(in.version());
    out.dependencies = listOf<Dependency>(in.dependencies(), [](const wire::Dependency &dependency) {
        return Dependency{SectorId(text(dependency.sector_id())), ServiceId(text(dependency.service_id())),
                          shown(dependency.name())};
    });
    out.measures = listOf<Measure>(in.measures(), measure);
    out.pages = listOf<PageSummary>(in.pages(), [](const wire::ServicePageSummary &page) {
        return PageSummary{PageId(text(page.id())), shown(page.name()), shown(page.summary()), ids<RoleId>(page.role_ids())};
    });
    return out;
}

Field::Type fieldType(wire::Field::Type type)
{
    switch (type) {
    case wire::Field::INTEGER:
        return Field::Type::Integer;
    case wire::Field::DECIMAL:
        return Field::Type::Decimal;
    case wire::Field::CHOICE:
        return Field::Type::Choice;
    case wire::Field::DATE:
        return Field::Type::Date;
    case wire::Field::BOOLEAN:
        return Field::Type::Boolean;
    default:
        return Field::Type::Text;
    }
}

Field field(const wire::Field &in)
{
    Field out;
    out.id = text(in.id());
    out.label = shown(in.label());
    out.type = fieldType(in.type());
    out.unit = shown(in.unit());
    out.required = in.required();
    if (in.has_minimum())
        out.minimum = in.minimum();
    if (in.has_maximum())
        out.maximum = in.maximum();
    out.decimals = std::clamp(in.decimals(), 0, 15);
    out.minLength = in.min_length();
    out.maxLength = in.max_length() == 0 ? 200 : in.max_length();
    out.pattern = text(in.pattern());
    out.patternHelp = shown(in.pattern_help());
    out.options = listOf<Option>(in.options(), [](const wire::Option &option) {
        return Option{text(option.value()), shown(option.label())};
    });
    out.help = shown(in.help());
    out.span = in.span() == 0 ? 2 : std::clamp(in.span(), 1, 4);
    out.standardPath = text(in.standard_path());
    out.initial = text(in.initial());
    return out;
}

Operation operation(const wire::Operation &in)
{
    Operation out;
    out.id = text(in.id());
    out.name = shown(in.name());
    out.verb = shown(in.verb());
    out.consequence = shown(in.consequence());
    out.undo = shown(in.undo());
    out.fields = listOf<Field>(in.fields(), field);
    out.roles = ids<RoleId>(in.role_ids());
    out.secondPerson = in.second_person();
    out.approverRoles = ids<RoleId>(in.approver_role_ids());
    out.reasonRequired = in.reason_required();
    return out;
}

} // namespace

Severity decodeSeverity(wire::Severity severity)
{
    switch (severity) {
    case wire::NORMAL:
        return Severity::Normal;
    case wire::LOW:
        return Severity::Low;
    case wire::MEDIUM:
        return Severity::Medium;
    case wire::HIGH:
        return Severity::High;
    case wire::CRITICAL:
        return Severity::Critical;
    default:
        return Severity::Unknown;
    }
}

Result<QList<SectorSummary>> decodeSectors(const QByteArray &bytes)
{
    const auto in = parse<wire::ListSectorsResponse>(bytes);
    if (!in)
        return in.error();
    return listOf<SectorSummary>(in->sectors(), summary);
}

Result<Sector> decodeSector(const QByteArray &bytes)
{
    const auto in = parse<wire::Sector>(bytes);
    if (!in)
        return in.error();
    Sector out;
    out.summary = summary(in->summary());
    out.kpis = listOf<Measure>(in->kpis(), measure);
    out.plots = listOf<PlotDefinition>(in->plots(), [](const wire::Plot &plot) {
        return PlotDefinition{shown(plot.title()), shown(plot.subtitle()), ids<SeriesKey>(plot.series_keys()),
                              ids<SeriesKey>(plot.second_axis_keys())};
    });
    out.services = listOf<Microservice>(in->services(), microservice);
    out.regions = listOf<Region>(in->regions(), [](const wire::Region &region) {
        return Region{RegionId(text(region.id())), shown(region.name())};
    });
    out.tileSeries = ids<SeriesKey>(in->tile_series_keys());
    return out;
}

Result<ServicePageDefinition> decodeServicePage(const QByteArray &bytes)
{
    const auto in = parse<wire::ServicePage>(bytes);
    if (!in)
        return in.error();
    ServicePageDefinition out;
    out.id = PageId(text(in->id()));
    out.sector = SectorId(text(in->sector_id()));
    out.service = ServiceId(text(in->service_id()));
    out.name = shown(in->name());
    out.summary = shown(in->summary());
    out.standard = shown(in->standard());
    out.recordNoun = shown(in->record_noun());
    out.columns = listOf<RecordColumn>(in->columns(), [](const wire::RecordColumn &column) {
        return RecordColumn{text(column.id()), shown(column.label()), shown(column.unit()), column.numeric()};
    });
    out.operations = listOf<Operation>(in->operations(), operation);
    return out;
}

} // namespace stanforis

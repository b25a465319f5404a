// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/catalogue/cataloguecheck.h"

#include "app/platform/catalogue/catalogue.h"
#include "app/platform/state/wire.h"

#include <QRegularExpression>
#include <QSet>
#include <QStringBuilder>

#include <algorithm>

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace catalogue::v1;

namespace {

[[nodiscard]] bool isId(const std::string &text)
{
    static const QRegularExpression rule(u"\\A[a-z0-9]+(-[a-z0-9]+)*\\z"_s);
    return rule.match(fromWire(text)).hasMatch();
}

[[nodiscard]] QString at(const QString &where, const QString &field, const QString &problem)
{
    return where % u", "_s % field % u": "_s % problem;
}

[[nodiscard]] QSet<QString> roleIds(const Sector &sector)
{
    QSet<QString> ids;
    for (const auto &role : sector.summary().roles())
        ids.insert(fromWire(role.id()));
    return ids;
}

[[nodiscard]] QString checkMeasure(const Measure &measure, const std::string &sector, const QString &where, const QString &field)
{
    const auto key = fromWire(measure.series_key());
    if (key.count(u'/') != 2 || !key.startsWith(fromWire(sector) % u"/"_s))
        return at(where, field % u".series_key"_s, u"must be sector/service-or-region/measure, is "_s % key);
    if (measure.name().empty())
        return at(where, field % u".name"_s, u"is empty ("_s % key % u")"_s);
    if (measure.decimals() < 0 || measure.decimals() > 6)
        return at(where, field % u".decimals"_s, u"must be 0 to 6 ("_s % key % u")"_s);
    if (measure.has_normal_low() && measure.has_normal_high() && measure.normal_low() > measure.normal_high())
        return at(where, field % u".normal_low"_s, u"is above normal_high ("_s % key % u")"_s);
    if (measure.has_limit() && (measure.limit().side() == Limit::SIDE_UNSPECIFIED || measure.limit().severity() < LOW))
        return at(where, field % u".limit"_s, u"needs a side and a severity ("_s % key % u")"_s);
    return {};
}

[[nodiscard]] QString checkField(const Field &field, const QString &where, const QString &name)
{
    if (!isId(field.id()))
        return at(where, name % u".id"_s, u"must be lower-case letters, digits and hyphens"_s);
    if (field.label().empty() || field.type() == Field::TYPE_UNSPECIFIED)
        return at(where, name, u"needs a label and a type"_s);
    if (field.has_minimum() && field.has_maximum() && field.minimum() > field.maximum())
        return at(where, name % u".minimum"_s, u"is above maximum"_s);
    if (field.type() == Field::CHOICE && field.options().empty())
        return at(where, name % u".options"_s, u"is empty"_s);
    if (field.span() < 1 || field.span() > 4)
        return at(where, name % u".span"_s, u"must be 1 to 4"_s);
    if (!QRegularExpression(fromWire(field.pattern())).isValid())
        return at(where, name % u".pattern"_s, u"is no regular expression"_s);
    return {};
}

} // namespace

QString checkSector(const Sector &sector, const QString &file)
{
    const auto &id = sector.summary().id();
    if (!isId(id))
        return at(file, u"sector.summary.id"_s, u"must be lower-case letters, digits and hyphens"_s);
    if (sector.summary().roles().empty() || sector.summary().legal_bases().empty() || sector.summary().longest_days() < 1)
        return at(file, u"sector.summary"_s, u"needs roles, legal bases and the longest period"_s);
    const auto roles = roleIds(sector);
    for (const auto &action : sector.summary().actions())
        for (const auto &role : action.role_ids())
            if (!roles.contains(fromWire(role)))
                return at(file, u"sector.summary.actions"_s, u"names no role of the sector: "_s % fromWire(role));
    QSet<QString> keys;
    for (int s = 0; s < sector.services_size(); ++s) {
        const auto &service = sector.services(s);
        const QString name = u"sector.services["_s % QString::number(s) % u"]"_s;
        if (!isId(service.id()) || service.name().empty())
            return at(file, name, u"needs an id and a name"_s);
        for (int m = 0; m < service.measures_size(); ++m) {
            const QString field = name % u".measures["_s % QString::number(m) % u"]"_s;
            if (const QString wrong = checkMeasure(service.measures(m), id, file, field); !wrong.isEmpty())
                return wrong;
            const auto key = fromWire(service.measures(m).series_key());
            if (keys.contains(key))
                return at(file, field % u".series_key"_s, u"is there twice: "_s % key);
            keys.insert(key);
        }
    }
    for (const auto &kpi : sector.kpis())
        if (!keys.contains(fromWire(kpi.series_key())))
            return at(file, u"sector.kpis"_s, u"names no measure of a service: "_s % fromWire(kpi.series_key()));
    for (const auto &plot : sector.plots()) {
        for (const auto &key : plot.series_keys())
            if (!keys.contains(fromWire(key)))
                return at(file, u"sector.plots"_s, u"names no measure of a service: "_s % fromWire(key));
        for (const auto &key : plot.second_axis_keys())
            if (std::ranges::find(plot.series_keys(), key) == plot.series_keys().end())
                return at(file, u"sector.plots.second_axis_keys"_s, u"names no series of the plot: "_s % fromWire(key));
    }
    for (const auto &key : sector.tile_series_keys())
        if (!keys.contains(fromWire(key)))
            return at(file, u"sector.tile_series_keys"_s, u"names no measure of a service: "_s % fromWire(key));
    return {};
}

QString checkPage(const ServicePage &page, const Sector &sector, const QString &where)
{
    bool listed = false;
    for (const auto &service : sector.services())
        if (service.id() == page.service_id())
            for (const auto &summary : service.pages())
                listed = listed || summary.id() == page.id();
    if (page.sector_id() != sector.summary().id() || !listed)
        return at(where, u"service_id"_s, u"is no service of the sector that lists page "_s % fromWire(page.id()));
    if (page.columns().empty() || page.operations().empty())
        return at(where, u"columns"_s, u"a page needs columns and operations"_s);
    const auto roles = roleIds(sector);
    for (int o = 0; o < page.operations_size(); ++o) {
        const auto &operation = page.operations(o);
        const QString name = u"operations["_s % QString::number(o) % u"]"_s;
        if (operation.second_person() == operation.approver_role_ids().empty())
            return at(where, name % u".approver_role_ids"_s, u"must be there if, and only if, a second person approves"_s);
        for (const auto &ids : {operation.role_ids(), operation.approver_role_ids()})
            for (const auto &role : ids)
                if (!roles.contains(fromWire(role)))
                    return at(where, name % u".role_ids"_s, u"names no role of the sector: "_s % fromWire(role));
        QSet<QString> fields;
        for (int f = 0; f < operation.fields_size(); ++f) {
            const QString field = name % u".fields["_s % QString::number(f) % u"]"_s;
            if (const QString wrong = checkField(operation.fields(f), where, field); !wrong.isEmpty())
                return wrong;
            if (fields.contains(fromWire(operation.fields(f).id())))
                return at(where, field % u".id"_s, u"is there twice"_s);
            fields.insert(fromWire(operation.fields(f).id()));
        }
    }
    return {};
}

QString checkCatalogue(const Catalogue &catalogue)
{
    QSet<QString> ids;
    for (const auto *sector : catalogue.sectors()) {
        const QString file = fromWire(sector->summary().id()) % u".json"_s;
        for (const auto &service : sector->services()) {
            const auto id = fromWire(service.id());
            if (ids.contains(id))
                return at(file, u"sector.services"_s, u"id is taken on the platform: "_s % id);
            ids.insert(id);
            for (const auto &dependency : service.dependencies()) {
                const auto called = catalogue.service(ServiceId(fromWire(dependency.service_id())));
                if (!called.service || called.sector->summary().id() != dependency.sector_id())
                    return at(file, id % u".dependencies"_s, u"there is no service "_s % fromWire(dependency.service_id()));
                if (dependency.weight() < 0 || dependency.weight() > 1)
                    return at(file, id % u".dependencies"_s, u"weight must be 0 to 1"_s);
            }
        }
    }
    return {};
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/catalogue.h"

#include <algorithm>

namespace stanforis {

namespace {

template <class List, class Id, class Projection>
auto *findIn(const List &list, const Id &id, Projection projection)
{
    const auto found = std::ranges::find(list, id, projection);
    return found == list.end() ? nullptr : &*found;
}

} // namespace

QString SectorSummary::roleName(const RoleId &role) const
{
    const Role *found = findIn(roles, role, &Role::id);
    return found ? found->name : role.value;
}

const PageSummary *Microservice::page(const PageId &pageId) const { return findIn(pages, pageId, &PageSummary::id); }

const Microservice *Sector::service(const ServiceId &id) const { return findIn(services, id, &Microservice::id); }

const Measure *Sector::measure(const SeriesKey &key) const
{
    if (const Measure *kpi = findIn(kpis, key, &Measure::key))
        return kpi;
    for (const Microservice &service : services) {
        if (const Measure *measure = findIn(service.measures, key, &Measure::key))
            return measure;
    }
    return nullptr;
}

QString Sector::regionName(const RegionId &id) const
{
    const Region *region = findIn(regions, id, &Region::id);
    return region ? region->name : QString();
}

const Operation *ServicePageDefinition::operation(const QString &operationId) const
{
    return findIn(operations, operationId, &Operation::id);
}

} // namespace stanforis

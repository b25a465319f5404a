// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/permissionstore.h"

#include "models/domain/duties.h"
#include "models/stores/cataloguestore.h"
#include "models/stores/subscriptionstore.h"

#include <QLoggingCategory>

namespace stanforis {

namespace {

Q_LOGGING_CATEGORY(guardLog, "stanforis.guard", QtInfoMsg)

} // namespace

PermissionStore::PermissionStore(const SubscriptionStore &subscriptions, const CatalogueStore &catalogue, QObject *parent)
    : QObject(parent)
    , m_subscriptions(subscriptions)
    , m_catalogue(catalogue)
{
    connect(&subscriptions, &SubscriptionStore::changed, this, &PermissionStore::changed);
    connect(&catalogue, &CatalogueStore::sectorChanged, this, &PermissionStore::changed);
}

void PermissionStore::setStanding(const Standing &standing)
{
    if (standing == m_standing)
        return;
    m_standing = standing;
    Q_EMIT changed();
}

void PermissionStore::setPlatformRoles(const QSet<RoleId> &roles)
{
    if (roles == m_platformRoles)
        return;
    m_platformRoles = roles;
    Q_EMIT changed();
}

std::optional<RoleId> PermissionStore::conflictOf(const SectorId &sector, const RoleId &role, const TimeRange &period) const
{
    for (const RoleId &held : m_platformRoles) {
        if (rolesConflict(held, role))
            return held;
    }
    for (const Subscription &mine : m_subscriptions.mine()) {
        const bool granted = mine.state == Subscription::State::Active || mine.state == Subscription::State::Approved;
        const bool overlaps = mine.period.from < period.to && period.from < mine.period.to;
        if (granted && overlaps && mine.sector == sector && rolesConflict(mine.role, role))
            return mine.role;
    }
    return {};
}

ActionRequest PermissionStore::requestFor(const PageLink &link) const
{
    const Sector *sector = m_catalogue.sector(link.sector);
    const Microservice *service = sector ? sector->service(link.service) : nullptr;
    const PageSummary *page = service ? service->page(link.page) : nullptr;
    return stanforis::requestFor(link, page ? page->roles : QList<RoleId>());
}

bool PermissionStore::allows(const ActionRequest &request) const
{
    Holdings held;
    held.onPlatform = m_platformRoles;
    if (!request.sector.value.isEmpty()) {
        for (const RoleId &role : m_subscriptions.rolesIn(request.sector))
            held.inSector.insert(role);
    }
    return permits(request, m_standing, held);
}

bool PermissionStore::admit(const ActionRequest &request)
{
    if (allows(request))
        return true;
    qCWarning(guardLog).noquote() << "refused:" << nameOf(request.action) << "in" << request.sector.value;
    Q_EMIT refused(request);
    return false;
}

void PermissionStore::notePolicyChange(const SectorId &sector)
{
    qCInfo(guardLog).noquote() << "the platform denied what the roles here allow; they are read again. Sector:" << sector.value;
    Q_EMIT policyChanged(sector);
}

} // namespace stanforis

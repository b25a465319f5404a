// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/subscriptions/subscriptiontext.h"

#include "models/stores/cataloguestore.h"
#include "views/widgets/dates.h"

namespace stanforis {

QString SubscriptionText::state(Subscription::State state)
{
    switch (state) {
    case Subscription::State::Requested:
        return tr("Waits for a decision");
    case Subscription::State::Approved:
        return tr("Approved, not begun");
    case Subscription::State::Active:
        return tr("In force");
    case Subscription::State::Refused:
        return tr("Refused");
    case Subscription::State::Withdrawn:
        return tr("Withdrawn");
    case Subscription::State::Ended:
        return tr("Ended");
    }
    return {};
}

bool SubscriptionText::isEnding(const Subscription &subscription, Instant now)
{
    return subscription.state == Subscription::State::Active && Dates::daysUntil(subscription.period.to, now) <= endingDays;
}

TimelineRow SubscriptionText::bar(const Subscription &subscription, const CatalogueStore &catalogue, Instant now)
{
    const SectorSummary *sector = catalogue.summary(subscription.sector);
    TimelineRow row{subscription.id.value, sector ? sector->name : subscription.sector.value,
                    sector ? sector->roleName(subscription.role) : subscription.role.value, subscription.period.from,
                    subscription.period.to};
    const QString end = Dates::shortDay(Dates::moment(subscription.period.to).date());
    switch (subscription.state) {
    case Subscription::State::Active:
        row.label = isEnding(subscription, now) ? tr("ends %1, renew").arg(end) : tr("ends %1").arg(end);
        row.severity = isEnding(subscription, now) ? Severity::Low : Severity::Normal;
        break;
    case Subscription::State::Approved:
        row.state = TimelineState::Asked;
        row.label = tr("approved, begins %1").arg(Dates::shortDay(Dates::moment(subscription.period.from).date()));
        break;
    case Subscription::State::Requested:
        row.state = TimelineState::Asked;
        row.label = tr("asked, waits for a decision");
        break;
    case Subscription::State::Refused:
        row.state = TimelineState::Ended;
        row.label = tr("refused");
        break;
    case Subscription::State::Withdrawn:
        row.state = TimelineState::Ended;
        row.label = tr("withdrawn");
        break;
    case Subscription::State::Ended:
        row.state = TimelineState::Ended;
        row.label = tr("ended %1").arg(end);
        break;
    }
    return row;
}

RowText SubscriptionText::sectorRow(const SectorSummary &sector, const Subscription *current, Instant now)
{
    QStringList roles;
    for (const Role &role : sector.roles)
        roles << role.name;
    RowText row{sector.icon, sector.name, roles.join(tr(", ", "between roles"))};
    if (!current) {
        row.trailing = tr("No role");
        row.faded = true;
    } else if (current->state != Subscription::State::Active) {
        row.trailing = current->state == Subscription::State::Requested ? tr("Asked") : tr("Approved");
    } else if (isEnding(*current, now)) {
        const int days = std::max(0, Dates::daysUntil(current->period.to, now));
        row.trailing = days == 1 ? tr("1 day left") : tr("%n days left", nullptr, days);
        row.severity = Severity::Low;
    } else {
        row.trailing = sector.roleName(current->role);
        row.checked = true;
    }
    return row;
}

RowText SubscriptionText::inboxRow(const Subscription &subscription, const CatalogueStore &catalogue, Instant now)
{
    const SectorSummary *sector = catalogue.summary(subscription.sector);
    const QString role = sector ? sector->roleName(subscription.role) : subscription.role.value;
    return {{},
            subscription.requester.name,
            tr("%1, %2", "role, sector").arg(role, sector ? sector->name : subscription.sector.value),
            Dates::since(subscription.requested, now)};
}

} // namespace stanforis

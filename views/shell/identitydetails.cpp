// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/identitydetails.h"

#include "models/stores/cataloguestore.h"
#include "models/stores/subscriptionstore.h"
#include "views/widgets/dates.h"

#include <algorithm>

namespace stanforis {

QString IdentityText::sectorName(const SectorId &sector) const
{
    const SectorSummary *summary = m_catalogue.summary(sector);
    return summary ? summary->name : sector.value;
}

IdentityDetails IdentityText::details(const SessionPort &session, Instant now) const
{
    const Identity *identity = session.identity();
    if (!identity)
        return {};
    IdentityDetails details{.name = identity->name, .organisation = identity->organisation};
    const Instant ends = session.sessionEnds();
    details.proof = {
        {tr("Identifier"), identity->subject.value},
        {tr("Assurance"), identity->assurance},
        {tr("Proved by"), identity->method},
        {tr("Signed in"), Dates::when(identity->signedIn, now)},
        {tr("Session ends"), ends > now ? tr("%1, in %2").arg(Dates::when(ends, now), Dates::until(ends, now)) : tr("now"),
         ends - now < std::chrono::minutes(5) ? Severity::Low : Severity::Normal},
    };
    details.roles = roles(*identity, now);
    for (const SessionPass &pass : session.passes()) {
        const QString name = pass.sector.value.isEmpty() ? tr("Platform") : sectorName(pass.sector);
        const QString left = pass.ends - now < std::chrono::minutes(1) ? tr("less than a minute left")
                                                                       : tr("%1 left").arg(Dates::until(pass.ends, now));
        details.passes.append({name, tr("%1 · %2").arg(left, pass.audience)});
    }
    details.secrets = secretsSentence(session.secretPlace());
    return details;
}

QList<Fact> IdentityText::roles(const Identity &identity, Instant now) const
{
    QList<Fact> rows;
    for (const RoleId &role : identity.roles)
        rows.append({tr("Platform"), tr("%1 · given by the platform").arg(role.value)});
    for (const Subscription &subscription : m_subscriptions.mine()) {
        if (subscription.state != Subscription::State::Active)
            continue;
        const SectorSummary *sector = m_catalogue.summary(subscription.sector);
        const QString role = sector ? sector->roleName(subscription.role) : subscription.role.value;
        const QString until = tr("until %1").arg(Dates::day(subscription.period.to));
        const bool ending = subscription.period.to - now < std::chrono::days(7);
        rows.append({sectorName(subscription.sector),
                     subscription.decidedBy.isEmpty() ? tr("%1 · %2").arg(role, until)
                                                      : tr("%1 · granted by %2, %3").arg(role, subscription.decidedBy, until),
                     ending ? Severity::Low : Severity::Normal});
    }
    std::ranges::stable_sort(rows, {}, &Fact::name);
    return rows;
}

QString IdentityText::secretsSentence(const SecretPlace &place)
{
    switch (place.kind) {
    case SecretPlace::Kind::Keychain:
        return tr("The session's refresh token is in the keychain of this system. After a restart the console goes on without a "
                  "new sign-in. Access tokens are in memory only.");
    case SecretPlace::Kind::Memory:
        return place.retrying
                   ? tr("All tokens are in memory only for now: the keychain of this system does not answer. It is "
                        "asked again by itself.")
                   : tr("All tokens are in memory only: there is no keychain here that takes them. After a restart you "
                        "sign in again.");
    case SecretPlace::Kind::Nowhere:
        break;
    }
    return tr("No tokens are held.");
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/shellpresenter.h"

#include "models/stores/cataloguestore.h"
#include "models/stores/connectionstore.h"
#include "models/stores/healthstore.h"
#include "models/stores/permissionstore.h"
#include "models/stores/subscriptionstore.h"
#include "models/stores/truststore.h"
#include "views/access/signintext.h"
#include "views/widgets/dates.h"

#include <QLocale>

#include <algorithm>
#include <climits>
#include <cmath>

namespace stanforis {

using namespace Qt::StringLiterals;
using Level = PageLink::Level;

namespace {

std::chrono::milliseconds milliseconds(Duration duration)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(duration);
}

PageLink sectorLink(const SectorId &sector) { return {.level = Level::Sector, .sector = sector}; }

PageLink serviceLink(const SectorId &sector, const ServiceId &service)
{
    return {.level = Level::Service, .sector = sector, .service = service};
}

/// What was lost on the way, in words; empty when nothing was.
QString lossWords(quint64 dropped, quint64 unreadable)
{
    QStringList parts;
    if (dropped > 0)
        parts.append(ShellPresenter::tr("%n value(s) dropped", nullptr, int(std::min<quint64>(dropped, INT_MAX))));
    if (unreadable > 0)
        parts.append(ShellPresenter::tr("%n message(s) unreadable", nullptr, int(std::min<quint64>(unreadable, INT_MAX))));
    return parts.join(u" · "_s);
}

/// "0.42 ms", "1.3 s": three digits are enough for a clock.
QString spanWords(Duration span)
{
    const double seconds = std::chrono::duration<double>(span).count();
    const bool small = std::abs(seconds) < 1;
    const double shown = small ? seconds * 1000 : seconds;
    const QString number = QLocale().toString(std::abs(shown), 'f', std::abs(shown) < 10 ? 2 : 0);
    return small ? ShellPresenter::tr("%1\u00A0ms").arg(number) : ShellPresenter::tr("%1\u00A0s").arg(number);
}

} // namespace

ModeState ShellPresenter::mode() const
{
    if (!m_connection.profile())
        return {.mode = Mode::Live,
                .sentence = tr("Not connected to a platform yet."),
                .platform = tr("console %1").arg(QStringLiteral(STANFORIS_VERSION))};
    const ConnectionProfile &profile = *m_connection.profile();
    return {.mode = profile.mode,
            .platform = tr("%1 · %2 · console %3").arg(profile.name, profile.platform, QStringLiteral(STANFORIS_VERSION))};
}

QString ShellPresenter::sectorName(const SectorId &sector) const
{
    const SectorSummary *summary = m_catalogue.summary(sector);
    return summary ? summary->name : sector.value;
}

QList<RailItem> ShellPresenter::rail(const Identity *identity, Instant now) const
{
    QList<RailItem> items{
        {.link = PageLink{}.toString(), .title = tr("Entry"), .icon = u"entry"_s},
        {.link = PageLink{.level = Level::Subscriptions}.toString(), .title = tr("Subscriptions"), .icon = u"key"_s},
    };
    for (const SectorSummary &sector : m_catalogue.sectors()) {
        if (!m_permissions.allows({Action::OpenSector, sector.id}))
            continue;
        const SeverityCounts counts = m_health.isStale() ? SeverityCounts{} : m_health.counts(sector.id);
        items.append({.link = sectorLink(sector.id).toString(),
                      .title = sector.name,
                      .icon = sector.icon,
                      .group = tr("My sectors"),
                      .worst = counts.worst(),
                      .abnormal = counts.total()});
    }
    const TrustSummary trust = m_trust.summary(now);
    items.append({.link = PageLink{.level = Level::Trust}.toString(),
                  .title = tr("Trust"),
                  .icon = u"trust"_s,
                  .group = tr("Platform"),
                  .worst = trust.abnormal > 0 ? trust.worst : Severity::Normal,
                  .abnormal = trust.abnormal});
    if (identity && m_permissions.allows({Action::OpenSessions}))
        items.append({.link = PageLink{.level = Level::Sessions}.toString(),
                      .title = tr("Sessions"),
                      .icon = u"person"_s,
                      .group = tr("Platform")});
    const bool simulation = m_connection.profile() && m_connection.profile()->mode == Mode::Simulation;
    if (simulation && identity && m_permissions.allows({Action::OpenLoad}))
        items.append({.link = PageLink{.level = Level::Load}.toString(),
                      .title = tr("Load"),
                      .icon = u"training"_s,
                      .group = tr("Training")});
    return items;
}

QList<Crumb> ShellPresenter::crumbs(const PageLink &link, const QString &lastTitle) const
{
    QList<Crumb> crumbs;
    QString nation = m_connection.profile() ? m_connection.profile()->name : QString();
    crumbs.append({nation, PageLink{}.toString()});
    if (!link.sector.value.isEmpty()) {
        crumbs.append({sectorName(link.sector), sectorLink(link.sector).toString()});
        if (link.level == Level::Page) {
            const Microservice *service = m_catalogue.service(link.service);
            crumbs.append({service ? service->name : link.service.value, serviceLink(link.sector, link.service).toString()});
        }
    }
    if (link.level == Level::Sector)
        crumbs.last().link.clear();
    else
        crumbs.append({lastTitle, QString()});
    return crumbs;
}

QList<ChipState> ShellPresenter::connections(Instant now) const
{
    const auto chip = [&](Transport transport, const QString &name) {
        const TransportState &state = m_connection.transport(transport);
        ChipState shown{.name = name, .connected = state.state == LinkState::Connected};
        if (state.lastMessage)
            shown.age = std::max(milliseconds(now - *state.lastMessage), std::chrono::milliseconds(0));
        shown.note = lossWords(state.dropped, state.unreadable);
        return shown;
    };
    // Telemetry belongs on gRPC; when it had to move, the chip that carries it says so.
    const bool moved = m_connection.transport(Transport::WebSocket).carriesTelemetry &&
                       m_connection.transport(Transport::Grpc).state != LinkState::Connected &&
                       m_connection.transport(Transport::Grpc).state != LinkState::Idle;
    return {chip(Transport::Gateway, tr("Gateway")), chip(Transport::Grpc, tr("gRPC")),
            chip(Transport::WebSocket, moved ? tr("WS, with telemetry") : tr("WS"))};
}

IdentitySummary ShellPresenter::identity(const SessionPort &session, const PageLink &link, Instant now) const
{
    const Identity *identity = session.identity();
    if (!identity)
        return {};
    IdentitySummary summary{.name = identity->name, .assurance = identity->assurance};
    const SectorSummary *sector = link.sector.value.isEmpty() ? nullptr : m_catalogue.summary(link.sector);
    const QList<RoleId> roles = m_subscriptions.rolesIn(link.sector);
    summary.role = sector && !roles.isEmpty() ? sector->roleName(roles.first()) : identity->organisation;
    summary.sessionLeft =
        std::chrono::duration_cast<std::chrono::seconds>(std::max(session.sessionEnds() - now, Duration::zero()));
    summary.covered = session.isCovered();
    if (session.isCovered())
        summary.state = session.beneath() == SessionState::Locked ? tr("Locked") : tr("Session ended");
    else if (session.state() == SessionState::OfflineGrace)
        summary.state = tr("Read only");
    else if (session.state() == SessionState::StepUp)
        summary.state = tr("Confirming who you are");
    return summary;
}

LockState ShellPresenter::lock(const SessionPort &session, const std::optional<Error> &failure, SignInWay way, Instant now) const
{
    const Identity *identity = session.identity();
    const auto cover = session.cover();
    if (!identity || !cover)
        return {};
    const bool locked = session.beneath() == SessionState::Locked;
    LockState lock{.shown = true, .title = locked ? tr("Locked") : tr("Session ended"), .name = identity->name};
    lock.since = tr("since %1").arg(Dates::clock(cover->since));
    lock.waiting = session.state() == SessionState::SigningIn;
    lock.hasLink = lock.waiting && way == SignInWay::Browser;
    lock.detail = session.sessionEnds() > now && locked
                      ? tr("%1 · session ends in %2").arg(identity->organisation, Dates::until(session.sessionEnds(), now))
                      : identity->organisation;
    lock.reason = locked ? lockReason(*cover) : tr("The platform does not renew this session any more. Sign in again to go on.");
    lock.display = !identity->mayAct;
    if (lock.waiting && way == SignInWay::DeviceCode) {
        const SignInPrompt prompt = session.signInPrompt();
        lock.code = prompt.userCode;
        lock.codeAddress = prompt.codeAddress;
        lock.problem = prompt.userCode.isEmpty()
                           ? tr("Asking the platform for a code.")
                           : tr("Scan it, or type the code at %1, as %2. It holds until %3. This display goes on showing and can "
                                "change nothing.")
                                 .arg(prompt.address.toString(QUrl::RemoveScheme | QUrl::RemoveQuery).mid(2), identity->name,
                                      Dates::clock(prompt.ends));
    } else if (lock.hasLink)
        lock.problem = tr("Waiting for your browser. Sign in there as %1.").arg(identity->name);
    else if (lock.waiting)
        lock.problem = tr("Waiting for the PIN of your card, as %1.").arg(identity->name);
    else if (failure && failure->code == Error::Code::Conflict)
        lock.problem = tr("Somebody else signed in. Only %1 can unlock this; nothing was shown to the other person, and their "
                          "sign-in was given back.")
                           .arg(identity->name);
    else if (failure)
        lock.problem =
            tr("%1 It stays locked.")
                .arg((way == SignInWay::Card ? SignInText::card(*failure) : SignInText::attempt(*failure, way)).happened);
    return lock;
}

QString ShellPresenter::lockReason(const SessionCover &cover)
{
    switch (cover.reason) {
    case LockReason::Person:
        return tr("You locked this console.");
    case LockReason::Idle:
        return tr("Nobody used this console for a while.");
    case LockReason::Screen:
        return tr("The screen of this workstation was locked.");
    case LockReason::Sleep:
        return tr("This workstation went to sleep.");
    case LockReason::Card:
        return tr("The card was taken out of the reader.");
    case LockReason::Administrator:
        break;
    }
    return cover.sentence.isEmpty() ? tr("An administrator of the platform locked this session.") : cover.sentence;
}

std::optional<Instant> ShellPresenter::lastHeard() const
{
    if (m_connection.lostSince() || !m_health.isStale())
        return m_connection.lostSince();
    return m_connection.transport(Transport::WebSocket).lastMessage; // the session is over: nothing is lost, and nothing comes
}

StatusSummary ShellPresenter::status(Instant now, bool covered) const
{
    StatusSummary summary;
    const SeverityCounts counts = m_health.counts();
    summary.counts[static_cast<std::size_t>(Severity::Low)] = counts.low;
    summary.counts[static_cast<std::size_t>(Severity::Medium)] = counts.medium;
    summary.counts[static_cast<std::size_t>(Severity::High)] = counts.high;
    summary.counts[static_cast<std::size_t>(Severity::Critical)] = counts.critical;
    if (m_health.isEmpty() && !(m_subscriptions.isKnown() && m_subscriptions.activeSectors().isEmpty()))
        summary.instead = tr("How the services of your sectors are is not known yet");
    else if (covered)
        summary.instead = counts.total() > 0 ? tr("%n service(s) abnormal. Unlock to see them.", nullptr, counts.total())
                                             : tr("No abnormal services in your sectors");
    if (const auto last = lastHeard())
        summary.asOf = Dates::moment(*last);
    if (covered)
        return summary;
    const QList<AbnormalService> abnormal = m_health.abnormal();
    const auto newest = std::ranges::max_element(abnormal, {}, [](const AbnormalService &a) { return a.health.since; });
    if (newest != abnormal.end()) {
        const Microservice *service = m_catalogue.service(newest->health.service);
        summary.newest = StatusSummary::Condition{
            .severity = newest->health.severity,
            .title = tr("%1 · %2").arg(sectorName(newest->sector), service ? service->name : newest->health.service.value),
            .detail = newest->health.detail.isEmpty() ? newest->health.condition : newest->health.detail,
            .link = serviceLink(newest->sector, newest->health.service).toString(),
            .age = milliseconds(std::max(now - newest->health.since, Duration::zero())),
        };
    }
    summary.stream = lossWords(m_connection.dropped(), m_connection.unreadable());
    return summary;
}

QString ShellPresenter::clock() const
{
    const auto &clock = m_connection.clock();
    if (!clock)
        return {};
    const QString offset = clock->offset >= Duration::zero()
                               ? tr("The platform's clock is %1 ahead of this workstation").arg(spanWords(clock->offset))
                               : tr("The platform's clock is %1 behind this workstation").arg(spanWords(clock->offset));
    return clock->uncertainty ? tr("%1, give or take %2.").arg(offset, spanWords(*clock->uncertainty))
                              : tr("%1, or a little more; it has not answered a question yet.").arg(offset);
}

BannerState ShellPresenter::banner(Instant now, bool readOnly) const
{
    if (!m_connection.lostSince() && !readOnly)
        return {};
    BannerState banner{.shown = true};
    if (m_connection.lostSince())
        banner.since = Dates::moment(*m_connection.lostSince());
    if (readOnly) {
        banner.happened = tr("Your access has run out, and the sign-in service can't be reached.");
        banner.kept = tr("You stay signed in. What is here can be read; nothing can be sent until it answers.");
    }
    if (const auto next = m_connection.nextAttempt(); next && *next > now)
        banner.nextAttempt = std::chrono::ceil<std::chrono::seconds>(*next - now);
    return banner;
}

QList<PaletteEntry> ShellPresenter::palette(const Identity *identity, Instant now) const
{
    QList<PaletteEntry> entries;
    for (const RailItem &item : rail(identity, now))
        entries.append({item.title, item.group, item.icon, item.link});
    for (const SectorId &id : m_subscriptions.activeSectors()) {
        const Sector *sector = m_catalogue.sector(id);
        if (!sector || !m_permissions.allows({Action::OpenService, id}))
            continue;
        for (const Microservice &service : sector->services) {
            entries.append({service.name, tr("%1 · service").arg(sector->summary.name), sector->summary.icon,
                            serviceLink(id, service.id).toString()});
            for (const PageSummary &page : service.pages) {
                const PageLink link{.level = Level::Page, .sector = id, .service = service.id, .page = page.id};
                if (m_permissions.allows(m_permissions.requestFor(link)))
                    entries.append(
                        {page.name, tr("%1 · %2").arg(sector->summary.name, service.name), u"list"_s, link.toString()});
            }
        }
    }
    entries.append({tr("Light theme"), tr("Look"), u"settings"_s, u"theme-light"_s});
    entries.append({tr("Dark theme"), tr("Look"), u"settings"_s, u"theme-dark"_s});
    entries.append({tr("Performance figures"), tr("Look"), u"clock"_s, u"performance"_s});
    entries.append({tr("Identity, roles and tokens"), tr("Session"), u"person"_s, u"identity"_s});
    entries.append({tr("Lock"), tr("Session"), u"lock"_s, u"lock"_s});
    if (m_permissions.allows({Action::SignOut}))
        entries.append({tr("Sign out"), tr("Session"), u"sign-out"_s, u"sign-out"_s});
    return entries;
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/trustwatch.h"

#include <algorithm>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const RevocationList *ofSameAuthority(const QList<RevocationList> &lists, const RevocationList &list)
{
    const auto found = std::ranges::find(lists, list.authority, &RevocationList::authority);
    return found == lists.end() ? nullptr : &*found;
}

/// Whether a certificate was taken back between the two.
bool revokesMore(const QList<RevocationList> &now, const QList<RevocationList> &before)
{
    return std::ranges::any_of(now, [&before](const RevocationList &list) {
        const RevocationList *older = ofSameAuthority(before, list);
        return older && !older->serials.contains(list.serials);
    });
}

} // namespace

TrustWatch::TrustWatch(PlatformTrust trust, const ConnectionProfile &profile, const TrustTools &tools, QObject *parent)
    : QObject(parent)
    , m_trust(std::move(trust))
    , m_profile(profile)
    , m_tools(tools)
    , m_revocations(tools.clock)
    , m_http(new HttpClient(m_trust.anchor, this))
    , m_checked(tools.clock.now())
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_tools.clock.now() >= m_next)
            look();
        else
            schedule(); // a timer does not count the time in which a machine sleeps, so the clock is looked at now and then
    });
    take(m_trust);
}

void TrustWatch::look()
{
    if (m_attempt)
        return;
    m_attempt = std::make_unique<QObject>();
    new TrustReader(m_attempt.get(), *m_http, m_tools, m_profile, m_trust.root, [this](const Result<PlatformTrust> &trust) {
        m_attempt.release()->deleteLater(); // we are inside its callback
        m_checked = m_tools.clock.now();
        take(trust);
        Q_EMIT looked();
    });
}

void TrustWatch::take(const Result<PlatformTrust> &trust)
{
    const auto now = m_tools.clock.now();
    const auto good = trust ? isNoOlder(*trust) : trust.error();
    if (!good) {
        m_problem = good.error();
        m_next = now + 1min;
        schedule();
        return;
    }
    m_problem.reset();
    const bool others = trust->anchor.der() != m_trust.anchor.der();
    const bool revoked = revokesMore(trust->revocations, m_trust.revocations);
    m_trust = *trust;
    if (others) {
        auto *before = std::exchange(m_http, new HttpClient(m_trust.anchor, this));
        before->deleteLater(); // we are inside its callback
    }
    Duration shortest = m_trust.list.nextUpdate - now;
    for (const auto &list : m_trust.revocations) {
        m_revocations.add(list);
        shortest = std::min<Duration>(shortest, list.nextUpdate - now);
    }
    m_next = now + std::max<Duration>(shortest / 2, 1s);
    schedule();
    if (others || revoked)
        Q_EMIT groundsChanged(m_trust.anchor);
}

Result<Done> TrustWatch::isNoOlder(const PlatformTrust &trust) const
{
    const Error rollback{Error::Code::Untrusted, u"rollback"_s};
    if (trust.list.serial < m_trust.list.serial)
        return rollback;
    const bool older = std::ranges::any_of(trust.revocations, [this](const RevocationList &list) {
        const RevocationList *known = ofSameAuthority(m_trust.revocations, list);
        return known && isOlder(list, *known);
    });
    if (older)
        return rollback;
    return Done{};
}

void TrustWatch::schedule()
{
    const auto left = std::clamp<Duration>(m_next - m_tools.clock.now(), 0ms, 1min);
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(left) + 1ms);
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/trustwatch.h"

namespace stanforis {

using namespace std::chrono_literals;

TrustWatch::TrustWatch(PlatformTrust trust, const ConnectionProfile &profile, const TrustTools &tools, QObject *parent)
    : QObject(parent)
    , m_trust(std::move(trust))
    , m_profile(profile)
    , m_tools(tools)
    , m_revocations(tools.clock)
    , m_http(m_trust.anchor)
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
    new TrustReader(m_attempt.get(), m_http, m_tools, m_profile, m_trust.anchor, [this](const Result<PlatformTrust> &trust) {
        m_attempt.release()->deleteLater(); // we are inside its callback
        m_checked = m_tools.clock.now();
        take(trust);
        Q_EMIT looked();
    });
}

void TrustWatch::take(const Result<PlatformTrust> &trust)
{
    const auto now = m_tools.clock.now();
    if (!trust) {
        m_problem = trust.error();
        m_next = now + 1min;
        schedule();
        return;
    }
    m_problem.reset();
    m_trust.list = trust->list;
    m_trust.revocations = trust->revocations;
    Duration shortest = m_trust.list.nextUpdate - now;
    for (const auto &list : m_trust.revocations) {
        m_revocations.add(list);
        shortest = std::min<Duration>(shortest, list.nextUpdate - now);
    }
    m_next = now + std::max<Duration>(shortest / 2, 1s);
    schedule();
}

void TrustWatch::schedule()
{
    const auto left = std::clamp<Duration>(m_next - m_tools.clock.now(), 0ms, 1min);
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(left) + 1ms);
}

} // namespace stanforis

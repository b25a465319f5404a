// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/connectionstore.h"

namespace stanforis {

std::optional<Instant> ConnectionStore::nextAttempt() const
{
    std::optional<Instant> next;
    for (const TransportState &state : m_transports) {
        if (state.nextAttempt && (!next || *state.nextAttempt < *next))
            next = state.nextAttempt;
    }
    return next;
}

void ConnectionStore::setProfile(const ConnectionProfile &profile, const TrustFacts &trust)
{
    m_profile = profile;
    m_trust = trust;
    m_failure.reset();
    Q_EMIT profileChanged();
    Q_EMIT failureChanged();
}

void ConnectionStore::setTransport(const TransportState &state)
{
    m_transports[static_cast<size_t>(state.transport)] = state;
    Q_EMIT transportChanged(state.transport);
}

quint64 ConnectionStore::dropped() const
{
    quint64 sum = 0;
    for (const TransportState &state : m_transports)
        sum += state.dropped;
    return sum;
}

quint64 ConnectionStore::unreadable() const
{
    quint64 sum = 0;
    for (const TransportState &state : m_transports)
        sum += state.unreadable;
    return sum;
}

void ConnectionStore::setClock(const std::optional<ClockComparison> &clock)
{
    if (m_clock == clock)
        return;
    m_clock = clock;
    Q_EMIT clockChanged();
}

void ConnectionStore::setLostSince(std::optional<Instant> since)
{
    if (since.has_value() == m_lostSince.has_value())
        return;
    m_lostSince = since;
    Q_EMIT lostChanged(since.has_value());
}

void ConnectionStore::setFailure(std::optional<Error> failure)
{
    m_failure = std::move(failure);
    Q_EMIT failureChanged();
}

} // namespace stanforis

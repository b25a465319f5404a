// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/connection.h"

#include <QObject>

#include <array>

namespace stanforis {

/// Which platform this console is connected to and how each transport is. GUI thread.
class ConnectionStore final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Empty until the profile was read.
    [[nodiscard]] const std::optional<ConnectionProfile> &profile() const { return m_profile; }
    [[nodiscard]] const std::optional<TrustFacts> &trust() const { return m_trust; }
    [[nodiscard]] const TransportState &transport(Transport transport) const
    {
        return m_transports[static_cast<size_t>(transport)];
    }
    /// None before anything was heard.
    [[nodiscard]] const std::optional<ClockComparison> &clock() const { return m_clock; }
    /// Values let go because this console did not keep up, and messages that could not be read; since the platform was entered.
    [[nodiscard]] quint64 dropped() const;
    [[nodiscard]] quint64 unreadable() const;
    /// Empty while values flow; else since when they do not.
    [[nodiscard]] std::optional<Instant> lostSince() const { return m_lostSince; }
    /// Of the running or planned attempt, while lost.
    [[nodiscard]] std::optional<Instant> nextAttempt() const;
    /// Why the platform cannot be reached at all (before sign-in).
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }

    void setProfile(const ConnectionProfile &profile, const TrustFacts &trust);
    void setTransport(const TransportState &state);
    void setClock(const std::optional<ClockComparison> &clock);
    void setLostSince(std::optional<Instant> since);
    void setFailure(std::optional<Error> failure);

Q_SIGNALS:
    void profileChanged();
    void transportChanged(Transport transport);
    void clockChanged();
    void lostChanged(bool lost);
    void failureChanged();

private:
    std::optional<ConnectionProfile> m_profile;
    std::optional<TrustFacts> m_trust;
    std::array<TransportState, 3> m_transports{TransportState{Transport::Gateway}, TransportState{Transport::Grpc},
                                               TransportState{Transport::WebSocket}};
    std::optional<ClockComparison> m_clock;
    std::optional<Instant> m_lostSince;
    std::optional<Error> m_failure;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"
#include "models/domain/severity.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace stanforis {

/// What `GET /.well-known/stanforis-configuration` says; the one thing a console is told by hand is the address.
struct ConnectionProfile
{
    QString address; ///< https://HOST[:PORT]
    QString name;    ///< "Republic of Norvane"
    QString platform;
    Mode mode = Mode::Live;
    QString issuer;
    QString clientId;
    QString grpcEndpoint; ///< HOST:PORT
    QString websocketUrl;
    QString apiBase;
    QString platformResource;
    QString sectorResourcePrefix;
    QString receiptKeysUrl;
    QString enrolmentUrl;
    QString trustListUrl;
    QString contract; ///< "v1"
    QString timeZone; ///< IANA name; empty where the platform states none
};

/// How the platform proved who it is.
struct TrustFacts
{
    QString subject; ///< of its certificate
    QString issuer;
    QDateTime validUntil;
    QString protocol;       ///< "TLS 1.3"
    QString anchor;         ///< in one of three ways: the simulator's own line, a pinned authority, the system's authorities
    Duration clockOffset{}; ///< platform minus workstation
};

enum class Transport { Gateway, Grpc, WebSocket };

enum class LinkState { Idle, Connecting, Connected, Waiting, Lost };

/// One connection chip.
struct TransportState
{
    Transport transport = Transport::Gateway;
    LinkState state = LinkState::Idle;
    std::optional<Instant> lastMessage;
    std::optional<Instant> nextAttempt; ///< while Waiting
    quint64 messages = 0;
    bool carriesTelemetry = false;
    quint64 dropped = 0;    ///< values let go because this console did not keep up; history brings them back
    quint64 unreadable = 0; ///< messages, or parts of them, that could not be read and were left out
};

/// The platform's clock against the workstation's.
struct ClockComparison
{
    Duration offset{}; ///< platform minus workstation
    /// The true offset is within this of `offset`, known from questions the platform answered (half the way there and back).
    /// None: only messages that came one way are known, and `offset` is too small by the time the quickest took.
    std::optional<Duration> uncertainty;

    friend bool operator==(const ClockComparison &, const ClockComparison &) = default;
};

} // namespace stanforis

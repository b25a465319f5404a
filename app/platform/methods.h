// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"
#include "models/domain/ids.h"

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QSet>

#include <functional>
#include <memory>
#include <optional>

namespace stanforis {

/// Who calls, as proved by the access token. Made by the guard of the doors only.
struct Caller
{
    SubjectId subject;
    QString name;
    QString organisation;
    QString assurance;   ///< eIDAS level: low, substantial, high
    QString session;     ///< `sid` of the sign-in
    QString workstation; ///< SPIFFE id in the certificate of the workstation
    Instant signedIn;
    Instant expires;                ///< of the token or the workstation's certificate; streams end then
    std::optional<SectorId> sector; ///< the token's audience; empty: the platform
    QSet<RoleId> roles;             ///< in that sector, or on the platform
    bool byCard = false;            ///< the session was begun with a card
    bool mayAct = false;            ///< else the session may look only
};

/// What a method's token must be for.
enum class Audience { Public, Platform, Sector };

/// Where a streaming method puts its messages. Given by a door; every call on the simulator's main thread.
class Sink : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Serialized response message. Returns false when the peer does not keep up and the message was not taken;
    /// telemetry may then leave it out, everything else waits for drained().
    virtual bool send(const QByteArray &message) = 0;
    /// Ends the call; nothing may be sent after it.
    virtual void finish(const Error &error) = 0;

Q_SIGNALS:
    void drained();
};

/// How recent a sign-in has to be for something, and for what: "Deciding on a subscription".
struct Freshness
{
    std::chrono::seconds maxAge;
    QString what;
};

/// A method of the contract, door-independent: gRPC, HTTPS and WebSocket all lead here, so a rule holds on all or on none.
struct Method
{
    Audience audience = Audience::Sector;
    /// One request, one reply. `caller` is null for Public methods only. When audience is Sector the guard has already checked
    /// that the token is for a sector that is subscribed to; the handler refuses requests that name another sector.
    std::function<Result<QByteArray>(const Caller *caller, const QByteArray &request)> unary;
    /// One request, many replies. The returned object lives as long as the call; destroying it stops the stream. The Sink
    /// outlives it.
    std::function<Result<std::unique_ptr<QObject>>(const Caller *caller, const QByteArray &request, Sink *sink)> stream;
    /// Changes something: refused for a session that may only look. MethodPolicy says which do not.
    bool acts = true;
    /// Null, or what this request asks of the sign-in.
    std::function<std::optional<Freshness>(const QByteArray &request)> freshness;
    /// For the JSON form on HTTPS: fully qualified message names, "stanforis.telemetry.v1.HistoryRequest".
    QByteArray requestType;
    QByteArray responseType;
};

/// All methods by path, "/stanforis.telemetry.v1.Telemetry/Subscribe".
using Methods = QHash<QByteArray, Method>;

} // namespace stanforis

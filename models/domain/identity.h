// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/ids.h"

#include <QList>
#include <QSet>
#include <QString>

#include <optional>

namespace stanforis {

/// Who is signed in, from the verified ID token.
struct Identity
{
    SubjectId subject;
    QString name;
    QString organisation;
    QString assurance; ///< eIDAS level: low, substantial, high
    QString method;    ///< how it was proved, from `amr`, in words of the provider
    Instant signedIn;
    QSet<RoleId> roles = {}; ///< on the platform itself, beside those in sectors
    bool mayAct = true;      ///< else the session may look only, as that of a wall display

    /// RFC 8176.
    [[nodiscard]] bool isByCard() const { return method.split(QStringLiteral(", ")).contains(QStringLiteral("sc")); }
};

/// Of the one session of a console window. What leads from one to the other is in SessionMachine.
enum class SessionState {
    SignedOut,
    SigningIn,    ///< for the first time, or again over the covered work of the same person
    Active,       ///< the only one in which something may be done
    Locked,       ///< the work is covered until the same person signs in again
    StepUp,       ///< a fresher or stronger sign-in was asked for; the work stays in view
    OfflineGrace, ///< the token has ended and the provider cannot be reached: what is there may be read
    Expired,      ///< the provider does not renew any more; covered as when locked
};

/// What locked the session.
enum class LockReason { Person, Idle, Screen, Sleep, Card, Administrator };

/// Why work is covered, and since when.
struct SessionCover
{
    LockReason reason = LockReason::Person;
    Instant since{};
    QString sentence = {}; ///< the platform's own words when an administrator did it; else empty
};

/// The platform says that this session was locked or ended by somebody else.
struct SessionEnding
{
    enum class Kind { Locked, Ended };
    Kind kind = Kind::Ended;
    QString sentence; ///< who, and why, in the platform's words
};

/// A session as the platform keeps it.
struct SessionRecord
{
    QString id; ///< `sid`
    SubjectId subject;
    QString name;
    QString organisation;
    Instant signedIn;
    Instant ends; ///< of the shift
    bool thisOne = false;
    QString workstation = {}; ///< SPIFFE id
    Instant lastSeen = {};
    QList<SectorId> sectors = {}; ///< those it has called
};

/// An access token as far as it may be shown: for what it is good, and until when. Never the token.
struct SessionPass
{
    SectorId sector; ///< empty: the platform itself
    QString audience;
    Instant ends;
    std::optional<Instant> renews = {}; ///< none: nobody has asked for it since it was got, and it is let go at its end
};

/// Where the refresh token of the session is.
struct SecretPlace
{
    enum class Kind { Nowhere, Memory, Keychain };
    Kind kind = Kind::Nowhere;
    bool retrying = false; ///< in memory for now: the keychain does not answer yet and is asked again
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/transaction.h"

#include <optional>

namespace stanforis {

/// What a person signed and the platform has not been heard to accept. Nothing in it is secret: it is what is handed in.
struct UnsentWork
{
    enum class State {
        Waiting,   ///< is sent as soon as the platform can be reached
        TooLate,   ///< the platform did not get it in time; nothing was written
        Overtaken, ///< the record changed before it came; nothing was written
        Refused,   ///< the platform said no, for the reason in `answer`
    };
    TransactionId id;
    QString platform; ///< its issuer; nothing is ever sent to another
    SubjectId subject;
    SectorId sector;
    ServiceId service;
    PageId page;
    QString operation;
    RecordId record;
    QString title;         ///< as a person calls it: "Reserve call, Hydro Taal 2"
    bool isSecond = false; ///< the second person's signature
    QByteArray jws;
    QByteArray body;
    QString bodyType;
    Instant signedAt;
    Instant signBy; ///< the platform takes it until then
    State state = State::Waiting;
    QString answer; ///< the platform's sentence, unless Waiting
};

/// What was kept and cannot be read now. It stays where it is and is tried again.
struct UnreadWork
{
    int pieces = 0; ///< 0: not known, nothing at all could be read
    Error why;      ///< Unavailable: it is sealed with a key of the system's keychain, which is not there
};

} // namespace stanforis

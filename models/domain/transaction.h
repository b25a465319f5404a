// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/ids.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

namespace stanforis {

/// A filled form, before anything was asked of the platform.
struct Draft
{
    SectorId sector;
    ServiceId service;
    PageId page;
    QString operation;
    RecordId record;
    QString etag;                  ///< of the record as it was shown
    QMap<QString, QString> values; ///< by Field::id
    QString reason;
};

/// A violation found by the platform; `field` is empty when it concerns the whole form.
struct RemoteViolation
{
    QString field;
    QString description;
};

/// The platform's answer to a Draft: what is needed to sign.
struct Prepared
{
    TransactionId id;
    QString nonce;
    Instant expires; ///< of the whole: also the second signature must be there by then; `due`
    QByteArray body;
    QString bodyType; ///< media type
    bool secondPerson = false;
    QStringList approvers;
    Instant nonceExpires; ///< the first signature must be there by then; `exp`
    QString session;      ///< `sid`
    QString workstation;  ///< `ws`; empty: the platform was shown no certificate
};

/// The platform's leave to sign as the second person.
struct Approval
{
    QString nonce;
    Instant nonceExpires;
};

/// What a person signs, with the exact bytes. Everything shown on the confirm sheet is read back from `payload`.
struct Intent
{
    QByteArray payload; ///< canonical JSON (RFC 8785)
    QByteArray body;    ///< the domain body the payload names by hash
    QString bodyType;
    QString controlCode; ///< four digits, from SHA-256 over SHA-256 of the payload

    TransactionId id;
    SectorId sector;
    ServiceId service;
    PageId page;
    QString operation;
    RecordId record;
    QMap<QString, QString> values;
    QString reason;
    QString bodySha256; ///< hexadecimal
    QString etag;       ///< of the record as it was shown
    SubjectId signer;   ///< who composed it
    QString workstation;
    Instant expires;
    int signaturesNeeded = 1;

    // Not part of what is signed, but of signing it.
    QString nonce;  ///< for the header of the signature that is asked for
    Instant signBy; ///< until when that signature must be handed in
};

/// What the receipt proves, after its signature was checked.
struct ReceiptFacts
{
    TransactionId id;
    Instant time;
    QString result;
    QStringList subjects;
    qint64 ledgerIndex = 0; ///< from 1
    QString keyId;
    qint64 ledgerSize = 0; ///< entries of the ledger when it was issued
    /// Each person's own signature was checked, with the key that the receipt says was theirs. False: the receipt is of a time
    /// when it did not say.
    bool personsProved = false;
};

/// Proof of what was written; can be saved to a file and checked later.
struct Receipt
{
    QByteArray jws;            ///< compact, signed by the platform's receipt key
    QByteArray transactionJws; ///< general JSON serialization
    QByteArray body;
    QByteArray proof; ///< of its place in the ledger (c2sp.org/tlog-proof)
};

struct Transaction
{
    enum class State { Waiting, Written, Declined, Expired, Outdated };
    TransactionId id;
    State state = State::Waiting;
    QByteArray jws;
    QByteArray body;
    QString bodyType;
    SectorId sector;
    ServiceId service;
    PageId page;
    QString operation;
    QString title;
    QString requester;
    SubjectId requesterSubject;
    Instant submitted;
    Instant expires;
    bool mine = false;
    bool mayApprove = false;
    QString decidedBy;
    QString reason;
    Receipt receipt; ///< empty unless Written
};

} // namespace stanforis

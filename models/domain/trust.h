// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"
#include "models/core/strong.h"
#include "models/domain/severity.h"

#include <QList>
#include <QString>

#include <optional>

namespace stanforis {

using TrustId = Strong<struct TrustIdTag, QString>; ///< "certificate/gateway"; unique in the console, the same after each start

/// What trust rests on. Each has a name and a sentence in `views/trust/trusttext`.
enum class TrustKind {
    GatewayCertificate,
    GrpcCertificate,
    WebSocketCertificate,
    Authority,
    WorkstationCertificate,
    TrustList,
    RevocationList,
    ReceiptKey,
    LedgerKey,
    TokenKeys, ///< with which the identity provider signs
    SigningKey,
    Token, ///< one for each audience; never its text
    Session,
    Checkpoint, ///< of the platform's ledger
    Clock,
    Provider,
    Keychain,
    AuditLog, ///< the console's own
    Stream,
    Card,
};

/// What a check found. Decides over the sentences shown: what happened and what to do.
enum class TrustFinding {
    Well,
    NotChecked, ///< not once yet
    NotInUse,   ///< nothing is wrong, it is only not needed now: a stream that is not open, a card that is not inserted
    Unreachable,
    TimedOut,
    Untrusted, ///< does not lead to what is trusted, or a signature does not hold
    Revoked,
    NotYetValid,
    Expired,
    EndsSoon,    ///< it has to be renewed by somebody
    RenewalLate, ///< it renews itself and should have done so
    Stale,       ///< older than it may be: a list after its next update, a check that stays away
    RolledBack,  ///< older than what was seen before
    Tampered,    ///< it was changed, cut or replaced
    Missing,     ///< it should be there
    Malformed,
    ClockOff,
    Unsafe,  ///< works, but not as well protected as it should be: kept in memory only, without a keychain
    Blocked, ///< a card whose PIN was entered wrong too often
    Renamed, ///< the platform keeps the audit logs of the old name for another workstation, so a new one has begun
};

/// A certificate as a person reads it, from the leaf to the authority.
struct TrustCertificate
{
    QString subject;
    QString issuer;
    QString serial; ///< hexadecimal
    Instant from;
    Instant until;
    QString sha256;    ///< of the DER, hexadecimal
    QString key;       ///< "EC P-256"
    QStringList names; ///< subject alternative names

    friend bool operator==(const TrustCertificate &, const TrustCertificate &) = default;
};

/// What else is known about an item. Named in `views/trust/trusttext`; the value is shown as it is, so it is never a secret.
struct TrustFact
{
    enum class Name {
        Address,
        Protocol,
        Cipher,
        Issuer,
        Audience,
        KeyId,
        Algorithm,
        Origin, ///< of a ledger
        Entries,
        Root,
        Serial,
        Offset,
        Uncertainty,
        LastMessage,
        Messages,
        Dropped,
        Unreadable,
        Place, ///< where something is kept
        Anchor,
        Answer, ///< of the peer, in its own words
    };
    Name name;
    QString value;

    friend bool operator==(const TrustFact &, const TrustFact &) = default;
};

/// One row of the Trust page. Only what is really checked is an item.
struct TrustItem
{
    TrustId id;
    TrustKind kind = TrustKind::Stream;
    QString subject; ///< which one, where there are several: a host, an audience, a key id
    /// As the last check left it, apart from time running out; see severityAt().
    TrustFinding finding = TrustFinding::NotChecked;
    Severity severity = Severity::Unknown; ///< of `finding`
    QString detail;                        ///< facts of what was found, never a secret
    std::optional<Instant> checked;
    std::optional<Instant> nextCheck; ///< none: it is told by events, not looked at from time to time
    std::optional<Instant> from;
    std::optional<Instant> until;
    std::optional<Instant> renewal; ///< when it is renewed by itself
    QList<TrustCertificate> chain;
    QList<TrustFact> facts;
    bool canCheck = false; ///< TrustPort::check() does something
    bool checking = false;

    friend bool operator==(const TrustItem &, const TrustItem &) = default;
};

/// `finding` with the severity that belongs to it.
void setFinding(TrustItem &item, TrustFinding finding, const QString &detail = {});
/// What an attempt to look says about the item.
[[nodiscard]] TrustFinding findingOf(const Error &error);
/// The finding now: the one of the last check, or that its time is running out or has run out, or that the check is overdue.
/// What does not renew itself is told at 30, 7 and 1 days, or at a third, a sixth and a twelfth of its life where that is less; a
/// session, which ends every day, only a quarter of an hour before.
[[nodiscard]] TrustFinding findingAt(const TrustItem &item, Instant now);
/// Normal is well; Unknown is not checked, or not in use.
[[nodiscard]] Severity severityAt(const TrustItem &item, Instant now);

/// All items in one look.
struct TrustSummary
{
    int items = 0;
    int well = 0;
    int unknown = 0;  ///< not checked yet; what is not in use counts neither here nor there
    int abnormal = 0; ///< Low or worse
    Severity worst = Severity::Normal;
    int atWorst = 0;               ///< as bad as `worst`
    TrustId first;                 ///< the worst of them, the one that ends first; empty when all is well
    std::optional<Instant> oldest; ///< last check of the item that was looked at longest ago

    friend bool operator==(const TrustSummary &, const TrustSummary &) = default;
};
[[nodiscard]] TrustSummary summaryOf(const QList<TrustItem> &items, Instant now);
/// Worst first, then what ends first, then by kind and subject.
[[nodiscard]] bool comesBefore(const TrustItem &a, const TrustItem &b, Instant now);

} // namespace stanforis

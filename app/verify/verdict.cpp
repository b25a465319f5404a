// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verify/verdict.h"

#include "models/ports/transactionport.h"

#include <QDateTime>

namespace stanforis {

using namespace Qt::StringLiterals;

QString utc(Instant time)
{
    return QDateTime::fromMSecsSinceEpoch(toMilliseconds(time), Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s);
}

Verifier::Verifier(QByteArray keySet)
    : m_keySet(std::move(keySet))
    , m_receipts(m_keySet)
    , m_witnesses(identity::noteVerifiers(m_keySet))
{
    m_witnesses.removeIf([](const auto &verifier) { return verifier.kind != identity::NoteVerifier::Kind::Cosignature; });
}

Verdict Verifier::look(const QByteArray &file)
{
    if (beginsAuditLog(file))
        return lookAtAuditLog(file);
    if (file.trimmed().startsWith('{'))
        return lookAtReceipt(file);
    if (const auto from = identity::successorOf(file))
        return lookAtSuccessor(file, *from);
    if (const auto pair = identity::readPair(file)) {
        const Verdict older = lookAtCheckpoint(pair->older);
        const auto size = identity::successorOf(pair->successor);
        return older.genuine && size ? lookAtSuccessor(pair->successor, *size) : older;
    }
    if (const auto seen = identity::readSeenNote(file))
        return lookAtSeen(*seen);
    return lookAtCheckpoint(file);
}

Verdict Verifier::lookAtReceipt(const QByteArray &file)
{
    const auto receipt = receiptFromFile(file);
    const auto proved = receipt ? m_receipts.prove(*receipt) : Result<identity::ProvedReceipt>(receipt.error());
    if (!proved)
        return refused(proved.error());
    if (contradicts(proved->checkpoint))
        return twoHistories(proved->checkpoint);
    m_known.append(proved->checkpoint);
    const ReceiptFacts &facts = proved->facts;
    const QString people = facts.subjects.join(tr(" and "));
    const QString signatures = facts.personsProved ? tr("signed by %1; each person's own signature was checked").arg(people)
                                                   : tr("signed by %1 as the platform says; the person's signature could not be "
                                                        "checked offline, for this receipt is from "
                                                        "before receipts held the persons' keys")
                                                         .arg(people);
    return {true, tr("genuine receipt: transaction %1, written %2, entry %3 of %4 in the ledger, %5")
                      .arg(facts.id.value, utc(facts.time), QString::number(facts.ledgerIndex), QString::number(facts.ledgerSize),
                           signatures)};
}

bool Verifier::contradicts(const identity::Checkpoint &checkpoint) const
{
    return std::ranges::any_of(m_known, [&](const identity::Checkpoint &known) {
        return known.origin == checkpoint.origin && known.size == checkpoint.size && known.root != checkpoint.root;
    });
}

Verdict Verifier::twoHistories(const identity::Checkpoint &checkpoint)
{
    return {false,
            tr("two histories: the ledger %1 had %2 entries here and in a file before this one, but not the same ones; keep "
               "both files, together they prove that it was rewritten")
                .arg(checkpoint.origin, QString::number(checkpoint.size))};
}

/// The times are the console's own word; that the ledger signed both is proved.
Verdict Verifier::lookAtSeen(const identity::SeenNote &seen)
{
    if (const auto from = identity::successorOf(seen.text))
        return lookAtSuccessor(seen.text, *from);
    if (seen.text.isEmpty())
        return {false,
                tr("not proved: on %1 the ledger showed no entries at all, and signed nothing that says so").arg(utc(seen.time))};
    const auto checkpoint = identity::readCheckpoint(seen.text, m_keySet);
    if (!checkpoint)
        return refused(checkpoint.error());
    if (contradicts(*checkpoint))
        return twoHistories(*checkpoint);
    for (const auto &[time, other] : m_seen) {
        const identity::Checkpoint &earlier = time < seen.time ? other : *checkpoint;
        const identity::Checkpoint &later = time < seen.time ? *checkpoint : other;
        if (other.origin == checkpoint->origin && later.size < earlier.size)
            return {false, tr("two histories: the ledger %1 showed %2 entries on %3 and only %4 on %5; it was put back or "
                              "rewritten, and both files are the proof")
                               .arg(other.origin, QString::number(earlier.size), utc(std::min(time, seen.time)),
                                    QString::number(later.size), utc(std::max(time, seen.time)))};
    }
    m_known.append(*checkpoint);
    m_seen.append({seen.time, *checkpoint});
    return {true, tr("genuine checkpoint of %1: %2 entries, shown to a console on %3")
                      .arg(checkpoint->origin, QString::number(checkpoint->size), utc(seen.time))};
}

Verdict Verifier::lookAtCheckpoint(const QByteArray &file)
{
    const auto checkpoint = identity::readCheckpoint(file, m_keySet);
    if (!checkpoint && checkpoint.error().code == Error::Code::Untrusted) {
        const auto note = identity::readNote(file);
        const auto other = identity::checkpointOf(*note);
        if (other && sightingOf(*note))
            return lookAtAuditCheckpoint(*note, *other);
    }
    if (!checkpoint)
        return refused(checkpoint.error());
    if (contradicts(*checkpoint))
        return twoHistories(*checkpoint);
    m_known.append(*checkpoint);
    return {true, tr("genuine checkpoint of %1: %2 entries").arg(checkpoint->origin, QString::number(checkpoint->size))};
}

Verdict Verifier::lookAtSuccessor(const QByteArray &file, qint64 from)
{
    const auto stated = identity::checkpointInSuccessor(file, m_keySet);
    if (!stated)
        return refused(stated.error());
    const auto older = std::ranges::find_if(
        m_known, [&](const identity::Checkpoint &known) { return known.size == from && known.origin == stated->origin; });
    if (older == m_known.end())
        return {false, tr("not checked: it goes on from a checkpoint of %1 entries; give that file first").arg(from)};
    const auto newer = identity::readSuccessor(file, *older, m_keySet);
    if (!newer)
        return refused(newer.error());
    if (contradicts(*newer))
        return twoHistories(*newer);
    m_known.append(*newer);
    return {true, tr("genuine checkpoint of %1: %2 entries, the first %3 of them as they were before")
                      .arg(newer->origin, QString::number(newer->size), QString::number(from))};
}

Verdict Verifier::refused(const Error &error)
{
    const QString what = error.detail;
    if (error.code == Error::Code::Malformed)
        return {false, tr("not checked: this is no receipt, audit log, checkpoint or consistency proof (%1)").arg(what)};
    if (what == "key"_L1 || what == "ledger key"_L1)
        return {false, tr("not genuine: none of the platform's keys has signed it; it may be of another platform")};
    if (what == "signature"_L1 || what == "checkpoint"_L1)
        return {false, tr("not genuine: it was changed after it was signed")};
    if (what == "tx_sha256"_L1 || what == "txid"_L1)
        return {false, tr("not genuine: the receipt is of another transaction than the one beside it")};
    if (what == "body_sha256"_L1)
        return {false, tr("not genuine: the content was changed after it was signed")};
    if (what == "person"_L1)
        return {false,
                tr("not genuine: the platform signed it, but a person's own signature in it does not hold; keep the file, it "
                   "is proof against the platform")};
    if (what == "inclusion"_L1 || what == "index"_L1)
        return {false, tr("not genuine: the receipt is not in the ledger at the place it names")};
    if (what == "consistency"_L1)
        return {false, tr("two histories: the newer ledger does not begin with the older one; keep both files, together they "
                          "prove that it was rewritten")};
    return {false, tr("not genuine (%1)").arg(what)};
}

} // namespace stanforis

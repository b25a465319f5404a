// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/audit/ledgermemory.h"

#include "app/identity/merkleproof.h"

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using LedgerKind = LedgerState::Kind;

namespace {

struct Remembered
{
    Instant time;
    QByteArray note;
    std::optional<identity::Checkpoint> checkpoint;
};

std::optional<Remembered> fromFile(const QByteArray &file)
{
    const auto seen = identity::readSeenNote(file);
    if (!seen)
        return std::nullopt;
    Remembered remembered{seen->time, identity::noteOfSuccessor(seen->text).value_or(seen->text), {}};
    const auto note = identity::readNote(remembered.note);
    const auto checkpoint = note ? identity::checkpointOf(*note) : Error{Error::Code::Malformed, {}};
    if (checkpoint)
        remembered.checkpoint = *checkpoint;
    return remembered;
}

} // namespace

LedgerMemory::LedgerMemory(AuditLog &log, WitnessPort &witness, const Clock &clock, const QString &platform, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_witness(witness)
    , m_clock(clock)
    , m_platform(platform)
{
    log.store().setLedger({});
    m_minute.setInterval(60s);
    connect(&m_minute, &QTimer::timeout, this, &LedgerMemory::look);
    if (log.isReady())
        recall();
    else
        connect(&log, &AuditLog::ready, this, &LedgerMemory::recall, Qt::SingleShotConnection);
}

void LedgerMemory::recall()
{
    using Files = std::pair<QByteArray, QByteArray>;
    m_log.files().ask(
        this,
        [platform = m_platform](AuditFiles::Place &place) -> Result<Files> {
            return Files{place.folder.kept(u"ledger-%1.checkpoint"_s.arg(platform)),
                         place.folder.kept(u"ledger-%1.contradiction"_s.arg(platform))};
        },
        [this](const Result<Files> &files) {
            const auto known = fromFile(files->first);
            const auto contradiction = fromFile(files->second);
            if (known && known->checkpoint) {
                m_known = known->checkpoint;
                m_first = known->note;
                m_state = {LedgerKind::Well, m_known->origin, m_known->size, 0, known->time, {}};
            }
            if (contradiction) {
                m_state.answer = contradiction->checkpoint ? contradiction->checkpoint->size : 0;
                m_state.kind = m_state.answer < m_state.size ? LedgerKind::RolledBack : LedgerKind::Forked;
                m_state.wrongSince = contradiction->time;
            }
            m_log.store().setLedger(m_state);
            m_recalled = true;
            m_minute.start();
            look();
        });
}

void LedgerMemory::look()
{
    if (!m_recalled || m_busy)
        return;
    m_busy = true;
    m_witness.keySet(this, [this](const Result<QByteArray> &keys) {
        if (!keys) {
            m_busy = false;
            return;
        }
        m_keys = *keys;
        ask(m_known ? m_known->size : 0);
    });
}

void LedgerMemory::ask(qint64 knownSize)
{
    m_witness.ledgerHead(this, knownSize, [this, knownSize](const Result<LedgerHead> &head) {
        m_busy = false;
        take(knownSize, head);
    });
}

void LedgerMemory::take(qint64 knownSize, const Result<LedgerHead> &head)
{
    if (!head) {
        // It has fewer entries than it had. What it says it is now is signed, so that is asked for and kept as the proof.
        if (head.error().code == Error::Code::Invalid && knownSize > 0) {
            m_busy = true;
            ask(0);
        }
        return;
    }
    if (head->note.isEmpty()) {
        if (m_known && m_known->size > 0)
            contradict(LedgerKind::RolledBack, 0, {});
        return;
    }
    const auto checkpoint = identity::readCheckpoint(head->note, m_keys);
    if (!checkpoint) {
        m_state.kind = LedgerKind::Unsigned;
        m_log.store().setLedger(m_state);
        return;
    }
    if (!m_known) {
        accept(*checkpoint, head->note);
    } else if (checkpoint->origin != m_known->origin) {
        contradict(LedgerKind::Forked, checkpoint->size, head->note);
    } else if (checkpoint->size < m_known->size) {
        contradict(LedgerKind::RolledBack, checkpoint->size, head->note);
    } else if (knownSize == m_known->size) {
        const QByteArray proof = identity::successorText(m_known->size, head->consistency, head->note);
        if (identity::isConsistent(m_known->size, m_known->root, checkpoint->size, checkpoint->root, head->consistency))
            accept(*checkpoint, head->note);
        else
            contradict(LedgerKind::Forked, checkpoint->size, identity::noteOfSuccessor(proof) ? proof : head->note);
    }
}

void LedgerMemory::exportProof(QObject *context, Reply<QByteArray> reply)
{
    const auto first = m_keys.isEmpty()    ? Error{Error::Code::Unreachable, {}} // it has not answered once
                       : m_first.isEmpty() ? Error{Error::Code::NotFound, {}}
                                           : identity::readCheckpoint(m_first, m_keys);
    if (!first) {
        QTimer::singleShot(0, context, [reply = std::move(reply), error = first.error()] { reply(error); });
        return;
    }
    m_witness.ledgerHead(context, first->size, [this, reply = std::move(reply)](const Result<LedgerHead> &head) {
        reply(head ? proofOf(*head) : Result<QByteArray>(head.error()));
    });
}

Result<QByteArray> LedgerMemory::proofOf(const LedgerHead &head) const
{
    const auto first = identity::readCheckpoint(m_first, m_keys);
    if (!first)
        return first.error();
    const QByteArray successor = identity::successorText(first->size, head.consistency, head.note);
    const auto newer = identity::readSuccessor(successor, *first, m_keys);
    if (!newer)
        return newer.error();
    return newer->size == first->size ? m_first : identity::toText(identity::CheckpointPair{m_first, successor});
}

void LedgerMemory::accept(const identity::Checkpoint &checkpoint, const QByteArray &note)
{
    const bool isNew = !m_known || m_known->size != checkpoint.size;
    m_known = checkpoint;
    if (m_first.isEmpty())
        m_first = note;
    m_state.origin = checkpoint.origin;
    m_state.size = checkpoint.size;
    m_state.seen = m_clock.now();
    if (!m_state.wrongSince) // what once contradicted itself is not well again by going on
        m_state.kind = LedgerKind::Well;
    if (isNew)
        keep(u"checkpoint"_s, note, *m_state.seen);
    m_log.store().setLedger(m_state);
}

void LedgerMemory::contradict(LedgerKind kind, qint64 answer, const QByteArray &proof)
{
    const bool isNew = !m_state.wrongSince;
    m_state.kind = kind;
    m_state.answer = answer;
    if (isNew) {
        m_state.wrongSince = m_clock.now();
        keep(u"contradiction"_s, proof, *m_state.wrongSince);
        m_log.record({.event = u"ledger.contradicted"_s,
                      .object = u"%1: %2 entries were seen, %3 are shown"_s.arg(m_state.origin).arg(m_state.size).arg(answer),
                      .result = u"failed"_s});
    }
    m_log.store().setLedger(m_state);
}

void LedgerMemory::keep(const QString &what, const QByteArray &text, Instant time)
{
    m_log.files().ask(
        this,
        [name = u"ledger-%1.%2"_s.arg(m_platform, what), file = identity::toText({time, text})](AuditFiles::Place &place) {
            return place.folder.keep(name, file);
        },
        [this](const Result<Done> &kept) {
            if (!kept)
                m_log.record({.event = u"ledger.not-remembered"_s, .object = kept.error().detail, .result = u"failed"_s});
        });
}

} // namespace stanforis

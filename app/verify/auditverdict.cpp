// SPDX-License-Identifier: GPL-3.0-or-later
// What is to be said of a console's audit log and of its checkpoints.
#include "app/verify/verdict.h"

namespace stanforis {

using namespace Qt::StringLiterals;
using identity::AuditChain;
using identity::AuditReplay;
using Fault = identity::AuditFault::Kind;

bool beginsAuditLog(const QByteArray &start) { return start.startsWith("{\"dh\":\""); }

std::optional<Verifier::Sighting> Verifier::sightingOf(const identity::Note &note) const
{
    for (const auto &witness : m_witnesses) {
        if (const auto when = witness.signedAt(note))
            return Sighting{witness.name, *when};
    }
    return std::nullopt;
}

void Verifier::announce(const QString &name, const QByteArray &file)
{
    if (beginsAuditLog(file)) {
        m_heads.insert(AuditReplay::of(file).chain.head(), name);
        return;
    }
    const auto note = identity::readNote(file);
    const auto checkpoint = note ? identity::checkpointOf(*note) : Error{Error::Code::Malformed, {}};
    if (checkpoint)
        m_announced.append({name, *note, *checkpoint});
}

QString Verifier::contradiction(const AuditReplay &log, const Announced &announced)
{
    const auto &checkpoint = announced.checkpoint;
    const qint64 entries = log.chain.size();
    if (!log.key->hasSigned(announced.note))
        return tr("%1 names it but is not signed with its key").arg(announced.name);
    if (entries < checkpoint.size)
        return tr("it has %1 entries, but had %2 by %3: the end was cut off or an older copy put back")
            .arg(QString::number(entries), QString::number(checkpoint.size), announced.name);
    if (!log.chain.holds(checkpoint))
        return tr("its first %1 entries are not those of %2: an entry up to line %1 was changed")
            .arg(QString::number(checkpoint.size), announced.name);
    return {};
}

Verdict Verifier::lookAtAuditLog(const QByteArray &file) const
{
    const AuditReplay log = AuditReplay::of(file);
    if (log.fault) {
        const QString line = QString::number(log.fault->line);
        switch (log.fault->kind) {
        case Fault::NotAnEntry:
            return {false, tr("not genuine: line %1 is no entry of an audit log").arg(line)};
        case Fault::Unfinished:
            return {false, tr("not whole: line %1 was not written to its end").arg(line)};
        case Fault::OutOfOrder:
            return {false, tr("not genuine: line %1 is entry %2: lines were moved, taken out or put in")
                               .arg(line, QString::number(log.fault->found))};
        case Fault::NoKey:
            return {false, tr("not genuine: line 1 does not begin a log with the key of its checkpoints")};
        case Fault::Broken:
            return {false, tr("not genuine: line %1 does not follow line %2: one of them was changed after it was written")
                               .arg(line, QString::number(log.fault->line - 1))};
        }
    }
    qint64 seen = 0;
    Sighting sighting;
    for (const Announced &announced : m_announced) {
        if (announced.checkpoint.origin != log.key->name)
            continue;
        if (const QString wrong = contradiction(log, announced); !wrong.isEmpty())
            return {false, tr("not genuine: %1").arg(wrong)};
        const auto found = sightingOf(announced.note);
        if (found && announced.checkpoint.size > seen) {
            seen = announced.checkpoint.size;
            sighting = *found;
        }
    }
    const QString entries = QString::number(log.chain.size());
    if (seen == 0)
        return {false,
                tr("not proved: its %1 lines follow each other, but no cosigned checkpoint of it was given, so they could have "
                   "been written by anybody at any time; give that file too")
                    .arg(entries)};
    QString before;
    if (log.continues != AuditChain::nothing())
        before = m_heads.contains(log.continues) ? tr("; it goes on from %1").arg(m_heads.value(log.continues))
                                                 : tr("; it goes on from a log that was not given");
    return {true, tr("genuine audit log of %1: %2 entries, the first %3 of them seen by %4 on %5%6")
                      .arg(log.workstation, entries, QString::number(seen), sighting.witness, utc(sighting.when), before)};
}

Verdict Verifier::lookAtAuditCheckpoint(const identity::Note &note, const identity::Checkpoint &checkpoint) const
{
    const auto sighting = sightingOf(note);
    return {true, tr("genuine checkpoint of the audit log %1: %2 entries, seen by %3 on %4")
                      .arg(checkpoint.origin, QString::number(checkpoint.size), sighting->witness, utc(sighting->when))};
}

} // namespace stanforis

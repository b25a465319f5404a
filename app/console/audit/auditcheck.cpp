// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/audit/auditcheck.h"

#include <QFileInfo>

#include <algorithm>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using Fault = identity::AuditFault::Kind;
using Kind = AuditFinding::Kind;

namespace {

Kind kindOf(Fault fault)
{
    switch (fault) {
    case Fault::OutOfOrder:
        return Kind::OutOfOrder;
    case Fault::NotAnEntry:
    case Fault::NoKey:
    case Fault::Unfinished:
        return Kind::Unreadable;
    case Fault::Broken:
        break;
    }
    return Kind::Edited;
}

AuditFinding against(const FoundLog &log, const identity::Checkpoint &promised, std::optional<Instant> cosigned)
{
    const qint64 size = log.replay.chain.size();
    AuditFinding finding{.kind = size < promised.size ? Kind::CutShort : Kind::OtherHistory,
                         .file = log.path,
                         .entries = size,
                         .expected = promised.size,
                         .cosigned = cosigned};
    return finding;
}

/// A damaged log by its number and the last link that is good.
QString keyOf(const FoundLog &log)
{
    return QFileInfo(log.path).fileName().section(u'.', 0, 0) + u':' + QString::fromLatin1(log.replay.chain.head());
}

} // namespace

void vouch(FoundLog &log, const QByteArray &key)
{
    if (!log.replay.key || log.replay.key->key != key)
        return;
    for (const auto &promised : log.promised) {
        if (log.replay.chain.holds(promised))
            log.vouched = std::max(log.vouched, promised.size);
    }
}

QStringList settledIn(const QList<FoundLog> &logs)
{
    QStringList all;
    for (const FoundLog &log : logs) {
        for (const auto &settlement : log.replay.settled) {
            if (settlement.line <= log.vouched && !all.contains(settlement.damage))
                all.append(settlement.damage);
        }
    }
    return all;
}

bool isSettled(const QList<FoundLog> &logs, const QString &key) { return settledIn(logs).contains(key); }

bool hasUnprovedSettlement(const FoundLog &log)
{
    return std::ranges::any_of(log.replay.settled, [&](const auto &settlement) { return settlement.line > log.vouched; });
}

FoundLog replayLog(const AuditFolder::Log &log)
{
    FoundLog found{.number = log.number, .path = log.path, .replay = identity::AuditReplay::of(log.content)};
    if (!found.replay.key)
        return found;
    const auto promise = [&found](const QByteArray &note) {
        const auto checkpoint = identity::readCheckpoint(note, {*found.replay.key});
        if (checkpoint && checkpoint->origin == found.replay.key->name) {
            found.promised.append(*checkpoint);
            return checkpoint->size;
        }
        found.checkpointError = checkpoint ? Error{Error::Code::Untrusted, u"origin"_s} : checkpoint.error();
        return qint64(0);
    };
    for (const QByteArray &note : log.cosigned)
        found.cosigned = std::max(found.cosigned, promise(note));
    if (!log.checkpoint.isEmpty())
        promise(log.checkpoint);
    found.firstOpen = identity::auditTime(log.content, found.cosigned + 1);
    return found;
}

bool isMerelyUnfinished(const FoundLog &log)
{
    return log.replay.fault && log.replay.fault->kind == Fault::Unfinished &&
           std::ranges::all_of(log.promised, [&](const auto &promised) { return log.replay.chain.holds(promised); });
}

bool isWhole(const FoundLog &log)
{
    return (!log.replay.fault || isMerelyUnfinished(log)) && !log.checkpointError &&
           std::ranges::all_of(log.promised, [&](const auto &promised) { return log.replay.chain.holds(promised); });
}

std::optional<AuditDamage> damageIn(const QList<FoundLog> &logs)
{
    const QByteArray *link = &identity::AuditChain::nothing();
    bool beforeIsWhole = true; // else the link is not to be had
    for (const FoundLog &log : logs) {
        std::optional<AuditFinding> finding;
        const auto &replay = log.replay;
        const bool last = &log == &logs.last();
        if (replay.fault && !(isMerelyUnfinished(log) && last))
            finding = AuditFinding{.kind = kindOf(replay.fault->kind),
                                   .file = log.path,
                                   .line = replay.fault->line,
                                   .entries = replay.chain.size(),
                                   .expected = 0};
        // Fewer entries than were signed says more than the one line that is wrong.
        for (const auto &promised : log.promised) {
            if (!finding && !replay.chain.holds(promised))
                finding = against(log, promised, std::nullopt);
        }
        if (!finding && log.checkpointError)
            finding = AuditFinding{.kind = Kind::Unsigned, .file = log.path, .entries = replay.chain.size()};
        if (!finding && replay.key && beforeIsWhole && replay.continues != *link)
            finding = AuditFinding{.kind = Kind::Missing, .file = log.path, .line = 1, .entries = replay.chain.size()};
        const QString key = keyOf(log);
        if (finding && !isSettled(logs, key))
            return AuditDamage{*finding, key};
        link = &replay.chain.head();
        beforeIsWhole = !finding;
    }
    return std::nullopt;
}

std::optional<AuditDamage> damageAgainst(const QList<FoundLog> &logs, const identity::Checkpoint &cosigned, Instant when)
{
    const QString key = cosigned.origin + u':' + QString::number(cosigned.size);
    if (isSettled(logs, key))
        return std::nullopt;
    const auto log = std::ranges::find_if(
        logs, [&](const FoundLog &found) { return found.replay.key && found.replay.key->name == cosigned.origin; });
    if (log == logs.end())
        return AuditDamage{{.kind = Kind::Missing, .expected = cosigned.size, .cosigned = when}, key};
    if (log->replay.chain.holds(cosigned) || isSettled(logs, keyOf(*log))) // what was settled is not told again by the platform
        return std::nullopt;
    return AuditDamage{against(*log, cosigned, when), key};
}

} // namespace stanforis

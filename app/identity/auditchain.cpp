// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/auditchain.h"

#include "app/identity/signingkey.h"

#include <QDateTime>

namespace stanforis::identity {

using namespace Qt::Literals::StringLiterals;

const QByteArray &AuditChain::nothing()
{
    static const QByteArray zeroes(64, '0');
    return zeroes;
}

void AuditChain::add(const Digest &leaf)
{
    m_tree.append(leaf);
    m_head = bytesOf(leaf).toHex();
}

Result<QByteArray> AuditChain::append(const AuditFacts &facts)
{
    auto line = writeAuditLine(facts, size() + 1, m_head);
    if (line)
        add(leafDigest(*line));
    return line;
}

QByteArray AuditChain::checkpointText(const QString &origin, qint64 size) const
{
    const QByteArray root = bytesOf(m_tree.root(size)).toBase64();
    const QByteArray text = origin.toUtf8() + '\n' + QByteArray::number(size) + '\n' + root + '\n';
    return text;
}

bool AuditChain::holds(const Checkpoint &checkpoint) const
{
    return checkpoint.size <= size() && bytesOf(m_tree.root(checkpoint.size)) == checkpoint.root;
}

AuditReplay AuditReplay::of(const QByteArray &file)
{
    AuditReplay replay;
    const QByteArrayView all(file);
    qsizetype begin = 0;
    qint64 line = 0;
    const auto stop = [&](AuditFault::Kind kind, qint64 found = 0) {
        replay.fault = AuditFault{kind, line, found};
        return replay;
    };
    while (begin < all.size()) {
        ++line;
        const qsizetype end = all.indexOf('\n', begin);
        const QByteArrayView text = all.sliced(begin, (end < 0 ? all.size() : end) - begin);
        const auto entry = readAuditLine(text);
        if (end < 0)
            return stop(AuditFault::Kind::Unfinished);
        if (!entry)
            return stop(AuditFault::Kind::NotAnEntry);
        if (entry->sequence != line)
            return stop(AuditFault::Kind::OutOfOrder, entry->sequence);
        if (line == 1) {
            if (entry->event == auditBegun)
                replay.key = NoteVerifier::fromText(unescaped(entry->object).toUtf8());
            if (!replay.key)
                return stop(AuditFault::Kind::NoKey);
            replay.continues = entry->previous.toByteArray();
            replay.workstation = unescaped(entry->workstation);
            replay.chain = AuditChain(replay.continues);
        } else if (entry->previous != replay.chain.head()) {
            return stop(AuditFault::Kind::Broken);
        }
        replay.chain.add(leafDigest(text));
        if (entry->event == auditSettled)
            replay.settled.append({unescaped(entry->object), line});
        begin = end + 1;
        replay.good = begin;
    }
    return replay;
}

std::optional<Instant> auditTime(const QByteArray &file, qint64 line)
{
    qsizetype begin = 0;
    qsizetype end = file.indexOf('\n');
    for (qint64 before = 1; before < line && end >= 0; ++before) {
        begin = end + 1;
        end = file.indexOf('\n', begin);
    }
    const auto entry = end < 0 ? std::nullopt : readAuditLine(QByteArrayView(file).sliced(begin, end - begin));
    const auto time = entry ? QDateTime::fromString(QString::fromLatin1(entry->time), Qt::ISODateWithMs) : QDateTime();
    return time.isValid() ? std::optional(fromMicroseconds(time.toMSecsSinceEpoch() * 1000)) : std::nullopt;
}

QString auditOrigin(const QString &workstation, const QByteArray &publicKey)
{
    return u"console.stanforis.example/"_s + workstation + u'/' + QString::fromLatin1(sha256(publicKey).left(8).toHex());
}

} // namespace stanforis::identity

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/auditentry.h"
#include "app/identity/checkpoint.h"
#include "app/identity/hashtree.h"

namespace stanforis::identity {

/// How far an audit log has come: its last hash and its tree. h(n) = SHA-256(0x00 || entry) is both the link that the next entry
/// carries and the leaf of the tree. Any one thread.
class AuditChain final
{
public:
    /// The link of a first entry that has nothing before it.
    [[nodiscard]] static const QByteArray &nothing();

    AuditChain()
        : AuditChain(nothing())
    {}
    /// `previous`: the last link of the log that this one goes on from.
    explicit AuditChain(QByteArray previous)
        : m_head(std::move(previous))
    {}

    /// Writes the next line and makes it part of the log. Invalid: it would be too long, or not canonical.
    [[nodiscard]] Result<QByteArray> append(const AuditFacts &facts);

    [[nodiscard]] qint64 size() const { return m_tree.size(); }
    [[nodiscard]] const QByteArray &head() const { return m_head; } ///< hexadecimal
    [[nodiscard]] const HashTree &tree() const { return m_tree; }
    /// The text of a checkpoint (c2sp.org/tlog-checkpoint) of the first `size` entries.
    [[nodiscard]] QByteArray checkpointText(const QString &origin, qint64 size) const;
    /// The checkpoint is of these entries: the log has not fewer, and the first ones are those.
    [[nodiscard]] bool holds(const Checkpoint &checkpoint) const;

private:
    friend struct AuditReplay;
    void add(const Digest &leaf);

    QByteArray m_head;
    HashTree m_tree;
};

/// What is wrong with an audit log, and where.
struct AuditFault
{
    enum class Kind {
        NotAnEntry, ///< a line that cannot be read
        Unfinished, ///< the last line has no end: its writing was cut short
        OutOfOrder, ///< the number is not the next one
        Broken,     ///< the line does not follow the one before it
        NoKey,      ///< the first entry does not name the log's key
    };
    Kind kind = Kind::NotAnEntry;
    qint64 line = 0;  ///< from 1
    qint64 found = 0; ///< the number it has, if OutOfOrder
};

/// A log read from its first line to its last, or to the first fault.
struct AuditReplay
{
    AuditChain chain;
    std::optional<AuditFault> fault;
    std::optional<NoteVerifier> key; ///< of its checkpoints, named by the first entry; its name is the log's origin
    QByteArray continues;            ///< link of the log before it; AuditChain::nothing() when it is the first
    QString workstation;             ///< as the first entry has it
    qint64 good = 0;                 ///< bytes of the lines before the fault
    /// A `log.settled` entry: somebody says that damage was dealt with. Anybody can put such a line at the end of a file.
    struct Settlement
    {
        QString damage; ///< its object
        qint64 line = 0;
    };
    QList<Settlement> settled;

    [[nodiscard]] static AuditReplay of(const QByteArray &file);
};

/// When the entry in that line (from 1) was written, by its own words. None: there is no such entry.
[[nodiscard]] std::optional<Instant> auditTime(const QByteArray &file, qint64 line);

/// The event of a log's first entry; its object is the verifier key (c2sp.org/signed-note) of the log.
inline constexpr auto auditBegun = "log.begun";
/// The event with which a person says that damage was dealt with; its object names the damage.
inline constexpr auto auditSettled = "log.settled";

/// The name a log's key and its checkpoints have; it names the key itself, so nobody can take it for another one.
[[nodiscard]] QString auditOrigin(const QString &workstation, const QByteArray &publicKey);

} // namespace stanforis::identity

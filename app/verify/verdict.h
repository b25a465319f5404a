// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/checkpoint.h"

#include <QCoreApplication>

namespace stanforis {

/// What is to be said of one file.
struct Verdict
{
    bool genuine = false;
    QString sentence;
};

/// Looks at files one after the other with the keys of one platform. A checkpoint that was found genuine is what the next one of
/// the same ledger is held to.
class Verifier final
{
    Q_DECLARE_TR_FUNCTIONS(Verifier)

public:
    /// `keySet`: the document the platform serves at its `receipt_jwks_uri` (RFC 7517).
    explicit Verifier(QByteArray keySet)
        : m_keySet(std::move(keySet))
    {}

    /// A receipt as the console saves it, a checkpoint (c2sp.org/tlog-checkpoint), or a checkpoint with the proof that it goes on
    /// from one given before (the request body of c2sp.org/tlog-witness).
    [[nodiscard]] Verdict look(const QByteArray &file);

private:
    [[nodiscard]] Verdict lookAtReceipt(const QByteArray &file) const;
    [[nodiscard]] Verdict lookAtCheckpoint(const QByteArray &file);
    [[nodiscard]] Verdict lookAtSuccessor(const QByteArray &file, qint64 from);
    [[nodiscard]] static Verdict refused(const Error &error);
    /// Two checkpoints of one ledger that cannot both be true.
    [[nodiscard]] bool contradicts(const identity::Checkpoint &checkpoint) const;

    QByteArray m_keySet;
    QList<identity::Checkpoint> m_known;
};

} // namespace stanforis

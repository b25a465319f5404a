// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/transaction.h"

#include <QByteArray>
#include <QList>

namespace stanforis {

/// What the platform signed last for a log of this workstation, as bytes; whoever asked checks them.
struct CosignedNote
{
    QByteArray note; ///< c2sp.org/tlog-checkpoint; empty: nothing was ever signed
    QByteArray key;  ///< verifier key of the log, c2sp.org/signed-note
};

/// A checkpoint to be signed.
struct CosignWish
{
    QByteArray note;
    QByteArray key;
    qint64 knownSize = 0; ///< of the checkpoint signed last
    QList<QByteArray> consistency;
};

/// The newest checkpoint of the platform's ledger.
struct LedgerHead
{
    QByteArray note; ///< empty: no entries yet
    QList<QByteArray> consistency;
};

/// Platform and console hold each other to what they wrote: stanforis.audit.v1 for the console's log, stanforis.ledger.v1 for the
/// platform's. GUI thread; no reply after `context` is gone.
class WitnessPort
{
public:
    virtual ~WitnessPort() = default;
    /// Conflict: the log does not go on from what was signed before; `detail` is the platform's sentence. Needs somebody signed
    /// in.
    virtual void cosign(QObject *context, const CosignWish &wish, Reply<CosignedNote> reply) = 0;
    /// Of the log named `origin` or, if that is empty, of the workstation's newest.
    virtual void cosigned(QObject *context, const QString &origin, const QString &workstation, Reply<CosignedNote> reply) = 0;
    /// Invalid: the ledger has fewer than `knownSize` entries.
    virtual void ledgerHead(QObject *context, qint64 knownSize, Reply<LedgerHead> reply) = 0;
    /// The receipt as an ASiC-E container under the platform's seal, for courts. Invalid: it is not genuine.
    virtual void seal(QObject *context, const Receipt &receipt, Reply<QByteArray> reply) = 0;
    /// The key set that receipts, checkpoints and cosignatures are checked with (RFC 7517).
    virtual void keySet(QObject *context, Reply<QByteArray> reply) = 0;
};

} // namespace stanforis

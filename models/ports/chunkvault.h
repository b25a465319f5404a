// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>

class QObject;

namespace stanforis {

/// Keeps packed samples that memory has no room for, as long as the program runs. Asynchronous; a reply comes on the thread of
/// its context, and none comes after that is gone. GUI thread.
class ChunkVault
{
public:
    virtual ~ChunkVault() = default;
    /// Keeps the bytes and replies with a ticket for them; Storage when there is no room.
    virtual void put(QObject *context, const QByteArray &bytes, Reply<quint64> reply) = 0;
    /// The bytes of a ticket, which stay in the vault.
    virtual void take(QObject *context, quint64 ticket, Reply<QByteArray> reply) = 0;
    /// They are not needed any more.
    virtual void discard(quint64 ticket) = 0;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/unsentwork.h"

#include <QList>

class QObject;

namespace stanforis {

/// What is kept of one person at one platform, in the order they signed it.
struct KeptWork
{
    QList<UnsentWork> works;
    std::optional<UnreadWork> unread; ///< the rest
};

/// Keeps signed work until the platform has accepted it, over a crash or a loss of power. Replies come later, on the caller's
/// thread. Storage: it could not be kept.
class OutboxPort
{
public:
    virtual ~OutboxPort() = default;
    /// Puts it at the end, or in place of what has the same platform, subject and transaction. Done: it is on disk.
    virtual void put(QObject *context, const UnsentWork &work, Reply<Done> reply) = 0;
    virtual void remove(QObject *context, const UnsentWork &work, Reply<Done> reply) = 0;
    /// One person's at one platform. What cannot be read keeps nothing else from being read.
    virtual void read(QObject *context, const QString &platform, const SubjectId &subject, Reply<KeptWork> reply) = 0;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/identity.h"
#include "models/ports/watch.h"

#include <QList>

namespace stanforis {

/// What the platform knows of sessions: one's own on every workstation, and for a security officer everybody's. As in every port:
/// GUI thread, `reply` once, later, not after `context` is gone.
class SessionsPort
{
public:
    virtual ~SessionsPort() = default;
    virtual void list(QObject *context, Reply<QList<SessionRecord>> reply) = 0;
    /// The same list, live: the first one at once, then each time that it has changed, and now and then when it has not.
    [[nodiscard]] virtual Watch watchList(std::function<void(const QList<SessionRecord> &)> receiver) = 0;
    /// PermissionDenied: another person's, and no security officer. NotFound: it is over already.
    virtual void end(QObject *context, const QString &id, SessionEnding::Kind kind, const QString &reason, Reply<Done> reply) = 0;
    /// Every session of the person, this one too.
    virtual void endMine(QObject *context, Reply<Done> reply) = 0;
    /// Told once, when somebody else locks or ends this session.
    [[nodiscard]] virtual Watch watch(std::function<void(const SessionEnding &)> receiver) = 0;
};

} // namespace stanforis

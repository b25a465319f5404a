// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/standingstream.h"
#include "models/ports/sessionsport.h"

namespace stanforis {

/// stanforis.sessions.v1; borrows the caller and the ways, which outlive it.
class SessionsLink final : public SessionsPort
{
public:
    SessionsLink(Caller &caller, const Ways &ways)
        : m_caller(caller)
        , m_ways(ways)
    {}
    void list(QObject *context, Reply<QList<SessionRecord>> reply) override;
    Watch watchList(std::function<void(const QList<SessionRecord> &)> receiver) override;
    void end(QObject *context, const QString &id, SessionEnding::Kind kind, const QString &reason, Reply<Done> reply) override;
    void endMine(QObject *context, Reply<Done> reply) override;
    Watch watch(std::function<void(const SessionEnding &)> receiver) override;

private:
    Caller &m_caller;
    const Ways m_ways;
};

/// A serialized SessionEvent. Malformed also when it does not say what is to be done.
[[nodiscard]] Result<SessionEnding> decodeSessionEnding(const QByteArray &bytes);

} // namespace stanforis

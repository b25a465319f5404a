// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/auditport.h"
#include "models/ports/sessionport.h"

namespace stanforis {

class AuditLog;

/// Puts who is signed in to what is recorded, and records the session itself. One for each session. GUI thread.
class AuditTrail final : public QObject, public AuditPort
{
    Q_OBJECT
public:
    AuditTrail(AuditLog &log, const SessionPort &session, QObject *parent = nullptr);

    void record(const AuditEvent &event) override;

private:
    void follow(SessionState state);
    void signedIn(SessionState before);

    AuditLog &m_log;
    const SessionPort &m_session;
    SessionState m_state;
    std::optional<LockReason> m_reason; ///< while locked
    SubjectId m_subject;
    QString m_sessionId; ///< random, made at each sign-in
};

} // namespace stanforis

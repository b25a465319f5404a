// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/audit/audittrail.h"

#include "app/console/audit/auditlog.h"
#include "app/identity/signingkey.h"

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

QString resultWord(const Error &error)
{
    switch (error.code) {
    case Error::Code::PermissionDenied:
        return u"denied"_s;
    case Error::Code::Cancelled:
        return u"cancelled"_s;
    case Error::Code::TimedOut:
        return u"nobody came back"_s;
    case Error::Code::Conflict:
        return u"another person"_s;
    case Error::Code::Untrusted:
        return u"not believed"_s;
    default:
        return u"failed"_s;
    }
}

QString wordOf(LockReason reason)
{
    switch (reason) {
    case LockReason::Person:
        return u"person"_s;
    case LockReason::Idle:
        return u"idle"_s;
    case LockReason::Screen:
        return u"screen"_s;
    case LockReason::Sleep:
        return u"sleep"_s;
    case LockReason::Card:
        return u"card"_s;
    case LockReason::Administrator:
        break;
    }
    return u"administrator"_s;
}

} // namespace

AuditTrail::AuditTrail(AuditLog &log, const SessionPort &session, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_session(session)
    , m_state(session.state())
{
    connect(&session, &SessionPort::stateChanged, this, &AuditTrail::follow);
    connect(&session, &SessionPort::signInFailed, this, [this](const Error &error) {
        record({.event = u"session.sign-in-refused"_s, .object = error.detail.left(200), .result = resultWord(error)});
    });
}

void AuditTrail::record(const AuditEvent &event)
{
    AuditEvent whole = event;
    whole.subject = m_subject;
    whole.session = m_sessionId;
    m_log.record(whole);
}

void AuditTrail::signedIn(SessionState before)
{
    const Identity *identity = m_session.identity();
    if (!identity)
        return;
    m_subject = identity->subject;
    if (m_sessionId.isEmpty()) {
        const auto random = identity::secureRandom(8);
        m_sessionId = random ? QString::fromLatin1(random->toHex()) : QString();
    }
    QString event = u"session.signed-in"_s;
    if (before == SessionState::Locked)
        event = u"session.unlocked"_s;
    else if (before == SessionState::StepUp)
        event = u"session.stepped-up"_s;
    else if (before == SessionState::OfflineGrace)
        event = u"session.online-again"_s;
    record({.event = event, .object = identity->assurance});
}

void AuditTrail::follow(SessionState state)
{
    const auto cover = m_session.cover();
    const auto reason = state == SessionState::Locked && cover ? std::optional(cover->reason) : std::nullopt;
    if (state == SessionState::SigningIn || (state == m_state && reason == m_reason))
        return; // how a sign-in ends is what counts, and what it was before
    const SessionState before = std::exchange(m_state, state);
    m_reason = reason;
    switch (state) {
    case SessionState::SigningIn:
        return;
    case SessionState::Active:
        signedIn(before);
        return;
    case SessionState::StepUp:
        record({.event = u"session.step-up-asked"_s});
        return;
    case SessionState::OfflineGrace:
        record({.event = u"session.offline"_s});
        return;
    case SessionState::Locked:
        if (m_sessionId.isEmpty())
            signedIn(before); // it was kept under a lock
        record({.event = u"session.locked"_s, .object = reason ? wordOf(*reason) : QString()});
        m_log.seal();
        return;
    case SessionState::Expired:
        record({.event = u"session.expired"_s});
        m_log.seal();
        return;
    case SessionState::SignedOut:
        if (!m_sessionId.isEmpty())
            record({.event = u"session.signed-out"_s});
        m_subject = {};
        m_sessionId.clear();
        m_log.seal();
        return;
    }
}

} // namespace stanforis

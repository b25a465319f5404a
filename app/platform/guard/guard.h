// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/authority/jose.h"
#include "app/platform/guard/entitlements.h"
#include "app/platform/guard/sessions.h"
#include "app/platform/guard/workstations.h"
#include "app/platform/methods.h"
#include "models/core/clock.h"

#include <QMap>

namespace stanforis {

class Admission;

/// Decides for every door who may call what. A rule that holds here holds on gRPC, HTTPS and WebSocket alike. Main thread.
class Guard : public QObject
{
    Q_OBJECT
public:
    /// Where tokens come from and what they must be for; as in the connection profile.
    struct Settings
    {
        QString issuer;
        QString platformResource;
        QString sectorResourcePrefix;
    };

    /// Everything borrowed must outlive the guard.
    Guard(Settings settings, EcKey tokenKey, const Entitlements &entitlements, const Sessions &sessions,
          const Workstations &workstations, const Clock &clock);

    /// Checks a call: the workstation, also for public methods; RFC 9068 token (signature, typ, iss, aud, times, the certificate
    /// it is bound to by RFC 8705), the session, the role, and that a request that names a sector names the token's; that the
    /// session may act, if the method does, and that its sign-in is recent enough (StepUpNeeded). Null without error: the method
    /// is public. Unauthenticated or PermissionDenied otherwise.
    [[nodiscard]] Result<std::optional<Caller>> admit(const Method &method, const Credentials &credentials,
                                                      const QByteArray &request);
    /// The same without a method: a valid token for the platform, for a connection that will carry calls.
    [[nodiscard]] Result<Caller> identify(const Credentials &credentials);
    /// Whose token this is, for whatever audience; roles are left out. It admits to nothing.
    [[nodiscard]] Result<Caller> describe(const Credentials &credentials) { return read(credentials); }
    /// Watches a stream that was admitted: ends when the token or the certificate expires, the session ends, the
    /// workstation is revoked or a role is taken away.
    [[nodiscard]] std::unique_ptr<Admission> watch(const Caller &caller) const;

    /// Refusals since the start, by reason ("expired", "audience", …).
    [[nodiscard]] QMap<QString, quint64> refusals() const { return m_refusals; }

Q_SIGNALS:
    /// Somebody was let in, with a token that is good for what was asked.
    void admitted(const stanforis::Caller &caller);

private:
    [[nodiscard]] Result<Caller> read(const Credentials &credentials);
    [[nodiscard]] Result<Caller> callerFor(const Credentials &credentials, Audience audience);
    [[nodiscard]] Error refuse(Error::Code code, const QString &reason, const QString &sentence);

    const Settings m_settings;
    const EcKey m_tokenKey;
    const Entitlements &m_entitlements;
    const Sessions &m_sessions;
    const Workstations &m_workstations;
    const Clock &m_clock;
    QMap<QString, quint64> m_refusals;
};

} // namespace stanforis

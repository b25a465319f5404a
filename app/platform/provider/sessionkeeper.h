// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/guard/sessions.h"
#include "app/platform/provider/identitystore.h"

namespace stanforis {

/// Sessions and their refresh tokens. Each use of a refresh token replaces it; a token that was replaced and comes again
/// ends the session (RFC 9700 §4.14.2), except the one just before while its successor has not been used: then the answer may
/// have been lost, however long ago. Both are good at their own workstation only.
class SessionKeeper final : public Sessions
{
    Q_OBJECT
public:
    static constexpr std::chrono::hours shift{8};         ///< a session ends after this, however often it is refreshed
    static constexpr std::chrono::hours displayShift{12}; ///< of a wall display

    struct Grant
    {
        TokenFamily family;
        QByteArray refreshToken;
    };

    SessionKeeper(IdentityStore &store, const Clock &clock);

    [[nodiscard]] bool isActive(const QString &session) const override;

    /// How the person proved it, and where: a display's session lasts longer, and a card is named in the tokens.
    enum class Proof { Pin, Card, Display };
    [[nodiscard]] Result<Grant> begin(const SubjectId &subject, const QString &scope, const QString &workstation,
                                      Proof proof = Proof::Pin);
    /// The same session, proved again just now: a new `auth_time` and a new refresh token; it ends when it would have ended.
    /// Unauthenticated: it has ended, or it is another workstation's.
    [[nodiscard]] Result<Grant> proveAgain(const QString &session, const QString &workstation);
    /// Whose session this is; empty: there is none in force.
    [[nodiscard]] SubjectId holderOf(const QString &session) const;
    /// Whether this refresh token may be used now, from this workstation. Unauthenticated: unknown, ended, expired, used before,
    /// or bound to another workstation. Another workstation ends nothing: the token is worth nothing there, and who carried it
    /// off shall not be able to sign its owner out.
    [[nodiscard]] Result<TokenFamily> check(const QByteArray &refreshToken, const QString &workstation);
    /// As check(), then replaces it.
    [[nodiscard]] Result<Grant> rotate(const QByteArray &refreshToken, const QString &workstation);
    /// Ends the session of a refresh token; whether it was a good one is nobody's business (RFC 7009 §2.2).
    void revoke(const QByteArray &refreshToken);
    void end(const QString &session) { end(session, {}); }
    /// Ended by somebody; the session's own streams are told first.
    void end(const QString &session, const SessionEnd &how);
    /// Those in force, in no order.
    [[nodiscard]] QList<TokenFamily> active() const;

private:
    IdentityStore &m_store;
    const Clock &m_clock;
};

} // namespace stanforis

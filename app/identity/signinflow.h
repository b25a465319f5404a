// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/providerclient.h"
#include "models/domain/connection.h"
#include "models/domain/identity.h"
#include "models/domain/signin.h"

#include <QObject>
#include <QTimer>

namespace stanforis {

/// A sign-in that succeeded: all of it verified.
struct SignedIn
{
    ProviderMetadata provider;
    TokenAnswer tokens; ///< with a refresh token; the access token is for the platform itself
    Identity person;
};

/// One attempt to sign in, whatever the way: reads the provider's metadata, lets the way do its part, verifies the tokens. Tells
/// exactly one outcome, and may be destroyed at any time, which ends the attempt without one. GUI thread.
///
/// A demand makes it a step-up: the same session is proved again, freshly or at a higher level.
///
/// Outcomes beside SignedIn: PermissionDenied (cancelled, or refused at the provider), TimedOut (nobody answered in time),
/// Untrusted (an answer that does not hold; `detail` names what), Malformed, and what the network says.
class SignInFlow : public QObject
{
    Q_OBJECT
public:
    /// RFC 6749 §3.3, as the contract names them: every session may look; one that has the second as well may act.
    static constexpr QLatin1StringView viewing{"openid profile offline_access platform.view"};
    static constexpr QLatin1StringView acting{"platform.act"};

    /// What every way needs; borrowed, must outlive the flow.
    struct Parts
    {
        const ConnectionProfile &profile;
        ProviderClient &provider;
        const Clock &clock;
    };
    SignInFlow(const Parts &parts, SignInWay way, QObject *parent = nullptr);
    /// Before start(): what has to be proved, and by whom; the ID token is that of the session.
    void demand(const SignInDemand &demand, const QByteArray &idToken);
    /// Before start(): what is asked for may look and not act.
    void lookOnly() { m_scope = viewing; }
    ~SignInFlow() override;

    /// Whether a session with this scope may act.
    [[nodiscard]] static bool mayAct(const QString &scope) { return scope.split(u' ').contains(acting); }

    /// Once.
    void start();
    [[nodiscard]] const SignInPrompt &prompt() const { return m_prompt; }

Q_SIGNALS:
    /// The prompt has something for the person to do, or a later end.
    void prompted(const SignInPrompt &prompt);
    /// Once. The owner lets the flow go by deleteLater(): it may still be answering the browser.
    void finished(const Result<SignedIn> &outcome);

protected:
    /// The provider's metadata is there: do what this way does, then accept() or fail().
    virtual void proceed() = 0;

    /// Verifies the tokens; whatever does not hold is given back to the provider and fails. `nonce` as sent, empty: none was.
    /// `scope`: what was asked for; more than that is not believed, whatever was granted.
    void accept(const TokenAnswer &tokens, const QByteArray &nonce, const QString &scope);
    void fail(const Error &error);
    /// From now on; whoever has not answered by then ends the attempt with TimedOut.
    void waitFor(std::chrono::milliseconds patience);
    void ask(const QUrl &address, const QString &userCode = {}, const QUrl &codeAddress = {});

    [[nodiscard]] const ConnectionProfile &profile() const { return m_profile; }
    [[nodiscard]] const ProviderMetadata &metadata() const { return m_metadata; }
    /// What was demanded, else what an ordinary sign-in here has to reach.
    [[nodiscard]] const SignInDemand &demanded() const { return m_demand; }
    [[nodiscard]] const QByteArray &idTokenHint() const { return m_idTokenHint; }
    /// What an ordinary sign-in asks for.
    [[nodiscard]] const QString &scope() const { return m_scope; }
    [[nodiscard]] ProviderClient &provider() { return m_provider; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }

private:
    void finish(const Result<SignedIn> &outcome);
    void completeDemand();

    const ConnectionProfile &m_profile;
    ProviderClient &m_provider;
    const Clock &m_clock;
    ProviderMetadata m_metadata;
    QString m_scope = viewing + QLatin1Char(' ') + acting;
    SignInDemand m_demand;
    QByteArray m_idTokenHint;
    SignInPrompt m_prompt;
    QTimer m_patience;
    bool m_finished = false;
};

} // namespace stanforis

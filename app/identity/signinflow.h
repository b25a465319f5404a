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
/// Outcomes beside SignedIn: PermissionDenied (cancelled, or refused at the provider), TimedOut (nobody answered in time),
/// Untrusted (an answer that does not hold; `detail` names what), Malformed, and what the network says.
class SignInFlow : public QObject
{
    Q_OBJECT
public:
    /// What every way needs; borrowed, must outlive the flow.
    struct Parts
    {
        const ConnectionProfile &profile;
        ProviderClient &provider;
        const Clock &clock;
    };
    SignInFlow(const Parts &parts, SignInWay way, QObject *parent = nullptr);
    ~SignInFlow() override;

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
    void accept(const TokenAnswer &tokens, const QByteArray &nonce);
    void fail(const Error &error);
    /// From now on; whoever has not answered by then ends the attempt with TimedOut.
    void waitFor(std::chrono::milliseconds patience);
    void ask(const QUrl &address, const QString &userCode = {}, const QUrl &codeAddress = {});

    [[nodiscard]] const ConnectionProfile &profile() const { return m_profile; }
    [[nodiscard]] const ProviderMetadata &metadata() const { return m_metadata; }
    [[nodiscard]] ProviderClient &provider() { return m_provider; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }

private:
    void finish(const Result<SignedIn> &outcome);

    const ConnectionProfile &m_profile;
    ProviderClient &m_provider;
    const Clock &m_clock;
    ProviderMetadata m_metadata;
    SignInPrompt m_prompt;
    QTimer m_patience;
    bool m_finished = false;
};

} // namespace stanforis

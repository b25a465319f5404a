// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/intentsigner.h"
#include "app/identity/signinflow.h"
#include "app/identity/tokenkeeper.h"
#include "models/domain/connection.h"
#include "models/ports/sessionport.h"

#include <memory>
#include <optional>

namespace stanforis {

class BrowserPort;

/// Who is signed in: starts the ways to sign in, renewal, sign-out. Tokens stay in memory. GUI thread.
///
/// After an expiry only the same person may sign in again; somebody else signs out first. signInFailed() tells what SignInFlow
/// does, and Conflict: another person than before.
class Session final : public SessionPort
{
    Q_OBJECT
public:
    Session(const ConnectionProfile &profile, HttpPort &http, BrowserPort &browser, const Clock &clock,
            QObject *parent = nullptr);
    ~Session() override;

    SessionState state() const override { return m_state; }
    const Identity *identity() const override { return m_identity ? &*m_identity : nullptr; }
    Instant sessionEnds() const override { return m_ends; }
    SignInPrompt signInPrompt() const override { return m_flow ? m_flow->prompt() : SignInPrompt(); }
    void signIn(SignInWay way) override;
    void cancelSignIn() override;
    void signOut() override;

    [[nodiscard]] TokenSource &tokens() { return m_tokens; }
    [[nodiscard]] SignerPort &signer() { return m_signer; }

private:
    void accept(const SignedIn &signedIn);
    void fail(const Error &error);
    void letFlowGo();
    void expire();
    void setState(SessionState state);

    const ConnectionProfile m_profile;
    BrowserPort &m_browser;
    const Clock &m_clock;
    ProviderClient m_provider;
    TokenKeeper m_tokens;
    IntentSigner m_signer;
    SessionState m_state = SessionState::SignedOut;
    std::optional<Identity> m_identity;
    std::optional<ProviderMetadata> m_metadata;
    QByteArray m_idToken;
    Instant m_ends{};
    std::unique_ptr<SignInFlow> m_flow; ///< while SigningIn
};

} // namespace stanforis

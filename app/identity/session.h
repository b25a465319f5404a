// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/authorizationrequest.h"
#include "app/identity/intentsigner.h"
#include "app/identity/providerclient.h"
#include "app/identity/tokenkeeper.h"
#include "models/domain/connection.h"
#include "models/ports/sessionport.h"

#include <QTimer>

#include <memory>
#include <optional>

namespace stanforis {

class BrowserPort;
class LoopbackListener;

/// Sign-in through the person's own browser (RFC 8252, PKCE), renewal, sign-out. Tokens stay in memory. GUI thread.
///
/// After an expiry only the same person may sign in again; somebody else signs out first. signInFailed() tells: PermissionDenied
/// (cancelled, or refused at the provider), Conflict (another person than before), TimedOut (nobody came back), Untrusted (an
/// answer that does not hold), and what the network says.
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
    QUrl authorizationUrl() const override { return m_url; }
    Instant signInEnds() const override { return m_signInEnds; }
    void signIn() override;
    void cancelSignIn() override;
    void signOut() override;

    [[nodiscard]] TokenSource &tokens() { return m_tokens; }
    [[nodiscard]] SignerPort &signer() { return m_signer; }

private:
    struct Attempt;
    void openBrowser(const ProviderMetadata &provider);
    void redeem(const QUrlQuery &answer);
    void accept(const TokenAnswer &tokens);
    void fail(const Error &error);
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
    QUrl m_url;
    Instant m_signInEnds{};
    Instant m_ends{};
    std::unique_ptr<Attempt> m_attempt;
    QTimer m_patience;
};

} // namespace stanforis

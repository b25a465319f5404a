// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/intentsigner.h"
#include "app/identity/refreshvault.h"
#include "app/identity/signinflow.h"
#include "app/identity/stepup.h"
#include "app/identity/tokenkeeper.h"
#include "models/core/secret.h"
#include "models/domain/connection.h"
#include "models/domain/sessionmachine.h"
#include "models/ports/sessionport.h"

#include <QTimer>

#include <memory>
#include <optional>

namespace stanforis {

class BrowserPort;
class CardKey;
class CardPort;

/// Who is signed in: the ways to sign in, lock, renewal, sign-out. Holds the one SessionMachine; everything that happens goes
/// through it, and what may be kept follows from it. GUI thread.
///
/// Over covered work only the same person may sign in; somebody else signs out first. signInFailed() tells what SignInFlow does,
/// and Conflict: another person than before.
class Session final : public SessionPort
{
    Q_OBJECT
public:
    /// `keychain` may be null: then the refresh token is in memory only, and a restart asks to sign in.
    Session(const ConnectionProfile &profile, HttpPort &http, BrowserPort &browser, const Clock &clock,
            KeychainPort *keychain = nullptr, QObject *parent = nullptr);
    ~Session() override;

    SessionState state() const override { return m_machine.state(); }
    SessionState beneath() const override { return m_machine.beneath(); }
    const Identity *identity() const override { return m_identity ? &*m_identity : nullptr; }
    Instant sessionEnds() const override { return m_ends; }
    SignInPrompt signInPrompt() const override { return m_flow ? m_flow->prompt() : SignInPrompt(); }
    std::optional<SessionCover> cover() const override { return isCovered() ? m_cover : std::nullopt; }
    QList<SessionPass> passes() const override { return m_tokens.passes(); }
    SecretPlace secretPlace() const override;
    /// Says which of the provider's keys are believed; borrowed, and read at each use. Without it, all that it serves.
    void setTrusted(const TrustList &trusted) { m_provider.setTrusted(&trusted); }
    /// The card of this workstation, borrowed, once; without one there is no signing in by card. Who signed in with it signs with
    /// it too, and is locked when it is taken out.
    void setCard(CardPort *card);
    SignInPrompt stepUpPrompt() const override { return m_stepUp.prompt(); }
    void setDisplayName(const DisplayName &display) override { m_display = display; }
    void signIn(SignInWay way) override;
    void cancelSignIn() override;
    void resume() override;
    /// Asks keychain and provider already for what resume() will want; for while it is not known whether it may be used.
    void prepareToResume();
    void lock(LockReason reason) override;
    void openStepUpAgain() override { m_stepUp.openAgain(); }
    void cancelStepUp() override { m_stepUp.cancel(); }
    void signOut() override;
    void lockedByPlatform(const QString &sentence) override;
    void endedByPlatform(const QString &sentence) override;

    /// They are bound to a certificate of this workstation that was renewed.
    void forgetAccessTokens() { m_tokens.forgetAccessTokens(); }
    [[nodiscard]] TokenSource &tokens() { return m_tokens; }
    [[nodiscard]] SignerPort &signer() { return m_signer; }

private:
    [[nodiscard]] std::unique_ptr<SignInFlow> flowFor(SignInWay way);
    /// `kept`: what is known of the session beside its tokens.
    void accept(const SignedIn &signedIn, const RefreshVault::Kept &kept);
    void acceptFromFlow(const SignedIn &signedIn);
    void acceptWhenCardIsKnown(const SignedIn &signedIn, const RefreshVault::Kept &kept);
    /// What the work is covered with when a sign-in ends.
    [[nodiscard]] std::optional<SessionCover> coverAfterSignIn(const RefreshVault::Kept &kept);
    [[nodiscard]] bool isCardIn() const;
    void fail(const Error &error);
    void letFlowGo();
    void goOn();
    void resumeWith(const RefreshVault::Kept &kept, const Result<ProviderMetadata> &provider);
    void handle(SessionEvent event);
    void coverFor(LockReason reason, const QString &sentence);
    void endAt(Instant end);
    void watchShift();
    /// SignedOut, by way of nothing else.
    void leave(bool tell);
    /// Nothing of the person is left here afterwards; what the provider has to hear is sent when `tell`.
    void forget(bool tell);
    [[nodiscard]] SignInFlow::Parts parts() { return {m_profile, m_provider, m_clock}; }
    /// Takes identity and tokens over; the refresh token that is replaced.
    [[nodiscard]] QByteArray hold(const SignedIn &signedIn);
    void askAgain(QObject *context, const SignInDemand &demand, Reply<Done> reply);

    /// What is there of a kept session, and the context of what is asked for it.
    struct Resumption : QObject
    {
        ~Resumption() override
        {
            if (kept && *kept)
                wipe((*kept)->refreshToken);
        }
        std::optional<Result<RefreshVault::Kept>> kept;
        std::optional<Result<ProviderMetadata>> provider;
        bool isWanted = false;
    };

    const ConnectionProfile m_profile;
    BrowserPort &m_browser;
    CardPort *m_card = nullptr;
    const Clock &m_clock;
    ProviderClient m_provider;
    RefreshVault m_vault;
    TokenKeeper m_tokens;
    StepUp m_stepUp;
    IntentSigner m_signer;
    std::unique_ptr<CardKey> m_cardKey; ///< what a session begun with a card signs with
    SessionMachine m_machine;
    std::optional<Identity> m_identity;
    std::optional<ProviderMetadata> m_metadata;
    std::optional<SessionCover> m_cover;
    std::optional<SessionCover> m_lockAsked; ///< while SigningIn: done when it is known whose work there is to cover
    QByteArray m_idToken;
    DisplayName m_display;
    Instant m_ends{};
    bool m_byCard = false;    ///< how the session was begun
    QString m_cardSerial;     ///< of the card it was begun with
    bool m_isDisplay = false; ///< begun by a code
    QTimer m_shift;
    std::unique_ptr<SignInFlow> m_flow;     ///< while SigningIn
    std::unique_ptr<Resumption> m_resuming; ///< while a kept session is tried
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/session.h"

#include "app/identity/idtoken.h"
#include "app/identity/loopbacklistener.h"
#include "models/ports/browserport.h"

#include <QLoggingCategory>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(identityLog, "stanforis.identity")

constexpr auto patience = 180s;
constexpr auto usualShift = 8h; ///< when the provider does not say how long the session lasts

} // namespace

/// One opening of the browser; a new one has new secrets and a new listener.
struct Session::Attempt : public QObject
{
    AuthorizationSecrets secrets;
    std::unique_ptr<LoopbackListener> listener;
};

Session::Session(const ConnectionProfile &profile, HttpPort &http, BrowserPort &browser, const Clock &clock, QObject *parent)
    : SessionPort(parent)
    , m_profile(profile)
    , m_browser(browser)
    , m_clock(clock)
    , m_provider(http, profile.issuer, profile.clientId)
    , m_tokens(m_provider, profile.platformResource, profile.sectorResourcePrefix, clock)
    , m_signer(clock)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] { fail({Error::Code::TimedOut, {}}); });
    connect(&m_tokens, &TokenKeeper::expired, this, &Session::expire);
}

Session::~Session() = default;

void Session::signIn()
{
    if (m_state == SessionState::Active)
        return;
    m_attempt = std::make_unique<Attempt>();
    m_url.clear();
    m_signInEnds = m_clock.now() + patience;
    m_patience.start(patience);
    setState(SessionState::SigningIn);
    m_provider.discover(m_attempt.get(), [this](Result<ProviderMetadata> provider) {
        if (provider)
            openBrowser(*provider);
        else
            fail(provider.error());
    });
}

void Session::openBrowser(const ProviderMetadata &provider)
{
    m_metadata = provider;
    auto secrets = AuthorizationSecrets::generate();
    if (!secrets) {
        fail(secrets.error());
        return;
    }
    m_attempt->secrets = *secrets;
    m_attempt->listener =
        std::make_unique<LoopbackListener>([secrets = *secrets](const QUrlQuery &answer) { return secrets.matches(answer); });
    auto *listener = m_attempt->listener.get();
    connect(listener, &LoopbackListener::received, this, &Session::redeem);
    if (const auto listening = listener->listen(); !listening) {
        fail(listening.error());
        return;
    }
    m_url = stanforis::authorizationUrl(provider.authorization, m_profile.clientId, listener->redirectUri(), *secrets);
    Q_EMIT authorizationUrlReady(m_url);
    // Should no browser start, the link is still there to be copied, and the wait goes on.
    if (!m_browser.open(m_url))
        qCWarning(identityLog) << "no browser could be started";
}

void Session::redeem(const QUrlQuery &answer)
{
    const auto code = codeFrom(answer, m_profile.issuer);
    if (!code) {
        fail(code.error());
        return;
    }
    m_provider.redeem(m_attempt.get(), m_metadata->token, *code, m_attempt->secrets.codeVerifier,
                      m_attempt->listener->redirectUri(), m_profile.platformResource, [this](Result<TokenAnswer> tokens) {
                          if (tokens)
                              accept(*tokens);
                          else
                              fail(tokens.error());
                      });
}

void Session::accept(const TokenAnswer &tokens)
{
    const auto person = verifyIdToken(
        tokens.idToken, m_metadata->keySet,
        {m_profile.issuer, m_profile.clientId, m_attempt->secrets.nonce, tokens.accessToken.toLatin1(), m_clock.now()});
    const bool someoneElse = person && m_identity && m_identity->subject != person->subject;
    if (!person || someoneElse || tokens.refreshToken.isEmpty()) {
        if (!tokens.refreshToken.isEmpty() && !m_metadata->revocation.isEmpty())
            m_provider.revoke(this, m_metadata->revocation, tokens.refreshToken, [](const Result<Done> &) {});
        fail(!person       ? person.error()
             : someoneElse ? Error{Error::Code::Conflict, u"sub"_s}
                           : Error{Error::Code::Malformed, u"refresh_token"_s});
        return;
    }
    if (!m_identity)
        m_signer.begin(person->subject); // the same person's key lives on over an expiry
    m_identity = *person;
    m_idToken = tokens.idToken;
    m_ends = person->signedIn + (tokens.sessionLife > Duration::zero() ? tokens.sessionLife : Duration(usualShift));
    m_tokens.begin(m_metadata->token, tokens);
    m_patience.stop();
    m_attempt.release()->deleteLater(); // we may be inside its callback, and its page is still on its way to the browser
    setState(SessionState::Active);
}

void Session::cancelSignIn()
{
    if (m_state == SessionState::SigningIn)
        fail({Error::Code::Cancelled, {}});
}

void Session::signOut()
{
    m_patience.stop();
    m_attempt.reset();
    auto refreshToken = m_tokens.end();
    m_signer.end();
    if (m_metadata && !refreshToken.isEmpty()) {
        if (!m_metadata->revocation.isEmpty())
            m_provider.revoke(this, m_metadata->revocation, refreshToken, [](const Result<Done> &) {});
        if (!m_metadata->endSession.isEmpty())
            m_provider.endSession(this, m_metadata->endSession, m_idToken, [](const Result<Done> &) {});
    }
    refreshToken.fill('\0');
    m_idToken.fill('\0');
    m_idToken.clear();
    m_identity.reset();
    m_url.clear();
    setState(SessionState::SignedOut);
}

void Session::expire()
{
    (void)m_tokens.end();
    setState(SessionState::Expired);
}

/// Ends the attempt: back to where it began.
void Session::fail(const Error &error)
{
    if (m_state != SessionState::SigningIn)
        return;
    m_patience.stop();
    if (m_attempt)
        m_attempt.release()->deleteLater();
    m_url.clear();
    setState(m_identity ? SessionState::Expired : SessionState::SignedOut);
    if (error.code != Error::Code::Cancelled)
        Q_EMIT signInFailed(error);
}

void Session::setState(SessionState state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

} // namespace stanforis

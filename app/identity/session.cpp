// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/session.h"

#include "app/identity/browsersignin.h"

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto usualShift = 8h; ///< when the provider does not say how long the session lasts

} // namespace

Session::Session(const ConnectionProfile &profile, HttpPort &http, BrowserPort &browser, const Clock &clock, QObject *parent)
    : SessionPort(parent)
    , m_profile(profile)
    , m_browser(browser)
    , m_clock(clock)
    , m_provider(http, profile.issuer, profile.clientId)
    , m_tokens(m_provider, profile.platformResource, profile.sectorResourcePrefix, clock)
    , m_signer(clock)
{
    connect(&m_tokens, &TokenKeeper::expired, this, &Session::expire);
}

Session::~Session() = default;

void Session::signIn(SignInWay)
{
    if (m_state == SessionState::Active)
        return;
    m_flow = std::make_unique<BrowserSignIn>(SignInFlow::Parts{m_profile, m_provider, m_clock}, m_browser);
    connect(m_flow.get(), &SignInFlow::prompted, this, &Session::signInPrompted);
    connect(m_flow.get(), &SignInFlow::finished, this, [this](const Result<SignedIn> &outcome) {
        if (outcome)
            accept(*outcome);
        else
            fail(outcome.error());
    });
    m_flow->start();
    setState(SessionState::SigningIn);
}

void Session::accept(const SignedIn &signedIn)
{
    if (m_identity && m_identity->subject != signedIn.person.subject) {
        m_provider.discard(signedIn.provider, signedIn.tokens.refreshToken);
        fail({Error::Code::Conflict, u"sub"_s});
        return;
    }
    if (!m_identity)
        m_signer.begin(signedIn.person.subject); // the same person's key lives on over an expiry
    m_metadata = signedIn.provider;
    m_identity = signedIn.person;
    m_idToken = signedIn.tokens.idToken;
    const auto life = signedIn.tokens.sessionLife;
    m_ends = signedIn.person.signedIn + (life > Duration::zero() ? life : Duration(usualShift));
    m_tokens.begin(m_metadata->token, signedIn.tokens);
    letFlowGo();
    setState(SessionState::Active);
}

void Session::cancelSignIn()
{
    if (m_state == SessionState::SigningIn)
        fail({Error::Code::Cancelled, {}});
}

void Session::signOut()
{
    letFlowGo();
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
    letFlowGo();
    setState(m_identity ? SessionState::Expired : SessionState::SignedOut);
    if (error.code != Error::Code::Cancelled)
        Q_EMIT signInFailed(error);
}

/// Later: we may be inside its report, and its page is still on its way to the browser.
void Session::letFlowGo()
{
    if (!m_flow)
        return;
    m_flow->disconnect(this);
    m_flow.release()->deleteLater();
}

void Session::setState(SessionState state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

} // namespace stanforis

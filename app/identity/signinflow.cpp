// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/signinflow.h"

#include "app/identity/idtoken.h"

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto signInPatience = 180s;
constexpr std::chrono::seconds shift = 8h;

} // namespace

SignInFlow::SignInFlow(const Parts &parts, SignInWay way, QObject *parent)
    : QObject(parent)
    , m_profile(parts.profile)
    , m_provider(parts.provider)
    , m_clock(parts.clock)
{
    m_prompt.way = way;
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] { fail({Error::Code::TimedOut, {}}); });
}

SignInFlow::~SignInFlow() = default;

void SignInFlow::start()
{
    waitFor(signInPatience);
    m_provider.discover(this, [this](Result<ProviderMetadata> provider) {
        if (m_finished)
            return;
        if (!provider) {
            fail(provider.error());
            return;
        }
        m_metadata = *provider;
        completeDemand();
        proceed();
    });
}

void SignInFlow::demand(const SignInDemand &demand, const QByteArray &idToken)
{
    m_demand = demand;
    m_idTokenHint = idToken;
}

/// An ordinary sign-in: at least substantial, where the provider knows levels, and not longer ago than a shift.
void SignInFlow::completeDemand()
{
    if (m_demand.acrValues.isEmpty()) {
        for (const auto &wanted : {"high"_L1, "substantial"_L1}) {
            for (const auto &value : std::as_const(m_metadata.acrValues)) {
                if (assuranceOf(value) == wanted)
                    m_demand.acrValues.append(value);
            }
        }
    }
    if (!m_demand.maxAge)
        m_demand.maxAge = shift;
}

void SignInFlow::accept(const TokenAnswer &tokens, const QByteArray &nonce, const QString &scope)
{
    if (m_finished) {
        m_provider.discard(m_metadata, tokens.refreshToken);
        return;
    }
    const auto accessToken = tokens.accessToken.toLatin1();
    const auto form = checkAccessTokenForm(accessToken);
    IdTokenExpectation expected{m_profile.issuer, m_profile.clientId, nonce, accessToken, m_clock.now()};
    expected.acrValues = m_demand.acrValues;
    expected.maxAge = m_demand.maxAge;
    auto person = form ? verifyIdToken(tokens.idToken, m_metadata.keySet, expected) : form.error();
    if (person && !tokens.refreshToken.isEmpty()) {
        person->mayAct = mayAct(scope) && (tokens.scope.isEmpty() || mayAct(tokens.scope));
        finish(SignedIn{m_metadata, tokens, *person});
        return;
    }
    m_provider.discard(m_metadata, tokens.refreshToken);
    fail(person ? Error{Error::Code::Malformed, u"refresh_token"_s} : person.error());
}

void SignInFlow::fail(const Error &error) { finish(error); }

void SignInFlow::waitFor(std::chrono::milliseconds patience)
{
    m_prompt.ends = m_clock.now() + patience;
    m_patience.start(patience);
}

void SignInFlow::ask(const QUrl &address, const QString &userCode, const QUrl &codeAddress)
{
    m_prompt.address = address;
    m_prompt.userCode = userCode;
    m_prompt.codeAddress = codeAddress;
    Q_EMIT prompted(m_prompt);
}

void SignInFlow::finish(const Result<SignedIn> &outcome)
{
    if (std::exchange(m_finished, true))
        return;
    m_patience.stop();
    Q_EMIT finished(outcome);
}

} // namespace stanforis

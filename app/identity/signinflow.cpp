// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/signinflow.h"

#include "app/identity/idtoken.h"

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

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
    waitFor(180s);
    m_provider.discover(this, [this](Result<ProviderMetadata> provider) {
        if (m_finished)
            return;
        if (!provider) {
            fail(provider.error());
            return;
        }
        m_metadata = *provider;
        proceed();
    });
}

void SignInFlow::accept(const TokenAnswer &tokens, const QByteArray &nonce)
{
    if (m_finished) {
        m_provider.discard(m_metadata, tokens.refreshToken);
        return;
    }
    const auto person =
        verifyIdToken(tokens.idToken, m_metadata.keySet,
                      {m_profile.issuer, m_profile.clientId, nonce, tokens.accessToken.toLatin1(), m_clock.now()});
    if (person && !tokens.refreshToken.isEmpty()) {
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

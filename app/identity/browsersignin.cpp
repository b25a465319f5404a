// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/browsersignin.h"

#include "app/identity/loopbacklistener.h"
#include "models/ports/browserport.h"

#include <QLoggingCategory>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(identityLog, "stanforis.identity")

} // namespace

BrowserSignIn::BrowserSignIn(const Parts &parts, BrowserPort &browser, QObject *parent)
    : SignInFlow(parts, SignInWay::Browser, parent)
    , m_browser(browser)
{}

BrowserSignIn::~BrowserSignIn() = default;

void BrowserSignIn::proceed()
{
    auto secrets = AuthorizationSecrets::generate();
    if (!secrets) {
        fail(secrets.error());
        return;
    }
    m_secrets = *secrets;
    m_listener = std::make_unique<LoopbackListener>([this](const QUrlQuery &answer) { return m_secrets.matches(answer); });
    connect(m_listener.get(), &LoopbackListener::received, this, &BrowserSignIn::redeem);
    if (const auto listening = m_listener->listen(); !listening) {
        fail(listening.error());
        return;
    }
    const auto fields = authorizationFields(
        {profile().clientId, m_listener->redirectUri(), scope(), profile().platformResource, demanded(), idTokenHint()},
        m_secrets);
    if (metadata().pushed.isEmpty()) {
        // In the address they would stand in the browser's history, and anybody could change them.
        fail({Error::Code::Malformed, u"pushed_authorization_request_endpoint"_s});
        return;
    }
    provider().push(this, metadata().pushed, fields, [this](Result<QString> requestUri) {
        if (requestUri) {
            openBrowser(authorizationUrl(metadata().authorization,
                                         {{u"client_id"_s, profile().clientId}, {u"request_uri"_s, *requestUri}}));
        } else {
            fail(requestUri.error());
        }
    });
}

void BrowserSignIn::openBrowser(const QUrl &url)
{
    ask(url);
    // Should no browser start, the link is still there to be copied, and the wait goes on.
    if (!m_browser.open(url))
        qCWarning(identityLog) << "no browser could be started";
}

void BrowserSignIn::redeem(const QUrlQuery &answer)
{
    const auto code = codeFrom(answer, profile().issuer);
    if (!code) {
        fail(code.error());
        return;
    }
    provider().redeem(this, metadata().token, *code, m_secrets.codeVerifier, m_listener->redirectUri(),
                      profile().platformResource, [this](Result<TokenAnswer> tokens) {
                          if (tokens)
                              accept(*tokens, m_secrets.nonce, scope());
                          else
                              fail(tokens.error());
                      });
}

} // namespace stanforis

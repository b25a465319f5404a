// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/authorizationrequest.h"
#include "app/identity/signinflow.h"

#include <memory>

namespace stanforis {

class BrowserPort;
class LoopbackListener;

/// The code flow with PKCE in the person's own browser (RFC 8252, 7636, 9207). The request is pushed (RFC 9126): the browser gets
/// the client's name and a one-time name of the request, no more. Malformed: the provider names no place for that.
/// One opening of the browser: to open it again is a new flow with a listener and secrets of its own.
class BrowserSignIn final : public SignInFlow
{
    Q_OBJECT
public:
    BrowserSignIn(const Parts &parts, BrowserPort &browser, QObject *parent = nullptr);
    ~BrowserSignIn() override;

private:
    void proceed() override;
    void openBrowser(const QUrl &url);
    void redeem(const QUrlQuery &answer);

    BrowserPort &m_browser;
    AuthorizationSecrets m_secrets;
    std::unique_ptr<LoopbackListener> m_listener;
};

} // namespace stanforis

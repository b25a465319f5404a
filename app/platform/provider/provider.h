// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/provider/cardendpoint.h"
#include "app/platform/provider/deviceendpoint.h"
#include "app/platform/provider/loginpage.h"
#include "app/platform/provider/pinkeeper.h"
#include "app/platform/provider/tokenendpoint.h"

#include <memory>

namespace stanforis {

class Guard;

/// The OpenID provider of the simulation, everything under /id: code flow with PKCE and pushed requests
/// (RFC 9126), and sign-in by code for displays (RFC 8628), for one public native client. Main thread.
class Provider
{
public:
    struct Parts
    {
        ProviderSettings settings;
        EcKey tokenKey;
        std::vector<Persona> personas;
        LoginPage page;
    };

    /// Everything borrowed must outlive the provider.
    Provider(Parts parts, const IdentityAuthority &identities, PinKeeper &pins, SessionKeeper &sessions,
             const Entitlements &entitlements, Guard &guard, const Clock &clock);

    /// Answers a request whose path begins with /id/.
    [[nodiscard]] HttpResponse handle(const HttpRequest &request);

private:
    [[nodiscard]] HttpResponse push(const HttpRequest &request);
    [[nodiscard]] HttpResponse askWho(const HttpRequest &request);
    [[nodiscard]] HttpResponse signIn(const HttpRequest &request);
    [[nodiscard]] HttpResponse refuse(const AuthorizationRequest &request, const QString &error,
                                      const QString &description) const;
    [[nodiscard]] HttpResponse askAgain(const AuthorizationRequest &request, const SubjectId &chosen, const QString &problem);
    [[nodiscard]] HttpResponse userInfo(const HttpRequest &request) const;
    [[nodiscard]] HttpResponse endSession(const HttpRequest &request);

    const ProviderSettings m_settings;
    const EcKey m_tokenKey;
    const std::vector<Persona> m_personas;
    const LoginPage m_page;
    PinKeeper &m_pins;
    SessionKeeper &m_sessions;
    Guard &m_guard;
    PendingAuthorizations m_pending;
    CardEndpoint m_cards;
    DeviceAuthorizations m_devices;
    TokenIssuer m_issuer;
    TokenEndpoint m_tokens;
    DeviceEndpoint m_displays;
};

} // namespace stanforis

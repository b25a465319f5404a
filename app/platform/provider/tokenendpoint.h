// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/doors/httpmessage.h"
#include "app/platform/provider/authorization.h"
#include "app/platform/provider/cardendpoint.h"
#include "app/platform/provider/sessionkeeper.h"

namespace stanforis {

/// Trades codes, device codes, cards' answers and refresh tokens for tokens (RFC 6749 §4.1.3, §4.5, §6; RFC 8628 §3.4; RFC 8707),
/// and takes them back (RFC 7009). Tokens are bound to the workstation that asks (RFC 8705): access tokens to its certificate,
/// refresh tokens to its id, so that they survive the certificate's renewal. Main thread.
class TokenEndpoint
{
public:
    TokenEndpoint(const ProviderSettings &settings, const std::vector<Persona> &personas, PendingAuthorizations &pending,
                  DeviceAuthorizations &devices, CardEndpoint &cards, SessionKeeper &sessions, const TokenIssuer &issuer,
                  const Clock &clock);

    [[nodiscard]] HttpResponse token(const HttpRequest &request);
    [[nodiscard]] HttpResponse revoke(const HttpRequest &request);

private:
    [[nodiscard]] HttpResponse redeemCode(const QUrlQuery &form, const QString &resource, const Peer &peer);
    [[nodiscard]] HttpResponse redeemCard(const QUrlQuery &form, const QString &resource, const Peer &peer);
    [[nodiscard]] HttpResponse redeemDeviceCode(const QUrlQuery &form, const QString &resource, const Peer &peer);
    [[nodiscard]] HttpResponse refresh(const QUrlQuery &form, const QString &resource, const Peer &peer);
    [[nodiscard]] HttpResponse answer(const SessionKeeper::Grant &grant, const QString &resource, const Peer &peer,
                                      const QString *nonce);

    const ProviderSettings &m_settings;
    const std::vector<Persona> &m_personas;
    PendingAuthorizations &m_pending;
    CardEndpoint &m_cards;
    DeviceAuthorizations &m_devices;
    SessionKeeper &m_sessions;
    const TokenIssuer &m_issuer;
    const Clock &m_clock;
};

} // namespace stanforis

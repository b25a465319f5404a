// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/provider/tokenendpoint.h"

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

/// RFC 6749 §5.2.
HttpResponse refuse(const QString &error, const QString &description, int status = 400)
{
    return HttpResponse::json({{u"error"_s, error}, {u"error_description"_s, description}}, status);
}

HttpResponse notAForm() { return refuse(u"invalid_request"_s, u"send application/x-www-form-urlencoded, each parameter once"_s); }

} // namespace

TokenEndpoint::TokenEndpoint(const ProviderSettings &settings, const std::vector<Persona> &personas,
                             PendingAuthorizations &pending, DeviceAuthorizations &devices, CardEndpoint &cards,
                             SessionKeeper &sessions, const TokenIssuer &issuer, const Clock &clock)
    : m_settings(settings)
    , m_personas(personas)
    , m_pending(pending)
    , m_cards(cards)
    , m_devices(devices)
    , m_sessions(sessions)
    , m_issuer(issuer)
    , m_clock(clock)
{}

HttpResponse TokenEndpoint::token(const HttpRequest &request)
{
    if (!request.peer)
        return refuse(u"invalid_client"_s, request.peer.error().detail, 401);
    const auto form = request.form();
    if (!form)
        return notAForm();
    for (const auto &[name, value] : form->queryItems()) {
        if (!parameter(*form, name))
            return notAForm();
    }
    if (parameter(*form, u"client_id"_s) != m_settings.clientId)
        return refuse(u"invalid_client"_s, u"the client is not known here"_s, 401);
    auto resource = *parameter(*form, u"resource"_s);
    if (resource.isEmpty())
        resource = m_settings.platformResource;
    const auto grant = *parameter(*form, u"grant_type"_s);
    if (grant == "authorization_code"_L1)
        return redeemCode(*form, resource, *request.peer);
    if (grant == "refresh_token"_L1)
        return refresh(*form, resource, *request.peer);
    if (grant == CardEndpoint::grant)
        return redeemCard(*form, resource, *request.peer);
    if (grant == "urn:ietf:params:oauth:grant-type:device_code"_L1)
        return redeemDeviceCode(*form, resource, *request.peer);
    return refuse(u"unsupported_grant_type"_s,
                  u"grant_type must be authorization_code, refresh_token, device_code or that of cards"_s);
}

HttpResponse TokenEndpoint::redeemCard(const QUrlQuery &form, const QString &resource, const Peer &peer)
{
    const auto nonce = *parameter(form, u"nonce"_s);
    const auto proof = m_cards.verify(parameter(form, u"card_token"_s)->toUtf8(), nonce.toLatin1());
    if (!proof)
        return refuse(u"invalid_grant"_s, proof.error().detail);
    if (!personaOf(m_personas, proof->subject))
        return refuse(u"invalid_grant"_s, u"this identity does not exist here"_s);
    if (const auto roles = m_issuer.rolesFor(proof->subject, resource); !roles)
        return refuse(u"invalid_target"_s, roles.error().detail);
    const auto scope = grantedScope(parameter(form, u"scope"_s)->split(u' ', Qt::SkipEmptyParts));
    const auto grant = m_sessions.begin(proof->subject, scope, peer.workstation, SessionKeeper::Proof::Card);
    if (!grant)
        return refuse(u"server_error"_s, grant.error().detail, 500);
    return answer(*grant, resource, peer, &nonce);
}

/// RFC 8628 §3.5.
HttpResponse TokenEndpoint::redeemDeviceCode(const QUrlQuery &form, const QString &resource, const Peer &peer)
{
    const auto poll = m_devices.poll(parameter(form, u"device_code"_s)->toLatin1());
    switch (poll.state) {
    case DeviceAuthorizations::State::Pending:
        return refuse(u"authorization_pending"_s, u"nobody has answered yet"_s);
    case DeviceAuthorizations::State::TooSoon:
        return refuse(u"slow_down"_s, u"wait five seconds longer between two requests from now on"_s);
    case DeviceAuthorizations::State::Denied:
        return refuse(u"access_denied"_s, u"the display was turned away"_s);
    case DeviceAuthorizations::State::Gone:
        return refuse(u"expired_token"_s, u"the code has expired or was used"_s);
    case DeviceAuthorizations::State::Approved:
        break;
    }
    if (const auto roles = m_issuer.rolesFor(poll.subject, resource); !roles)
        return refuse(u"invalid_target"_s, roles.error().detail);
    const auto grant = m_sessions.begin(poll.subject, poll.scope, peer.workstation, SessionKeeper::Proof::Display);
    if (!grant)
        return refuse(u"server_error"_s, grant.error().detail, 500);
    return answer(*grant, resource, peer, nullptr);
}

HttpResponse TokenEndpoint::redeemCode(const QUrlQuery &form, const QString &resource, const Peer &peer)
{
    const auto refused = refuse(u"invalid_grant"_s, u"the code is not valid, has been used, or does not fit this request"_s);
    auto *code = m_pending.code(parameter(form, u"code"_s)->toLatin1());
    if (!code)
        return refused;
    if (!code->session.isEmpty()) {
        m_sessions.end(code->session); // RFC 6749 §4.1.2: used twice, so one of the two is not the client
        return refused;
    }
    const bool fits = code->expires > m_clock.now() && code->request.redirectUri == *parameter(form, u"redirect_uri"_s) &&
                      provesChallenge(*parameter(form, u"code_verifier"_s), code->request.challenge);
    if (!fits) {
        code->expires = {}; // one try: a guessed verifier gets no second one
        return refused;
    }
    if (const auto roles = m_issuer.rolesFor(code->subject, resource); !roles)
        return refuse(u"invalid_target"_s, roles.error().detail);
    const auto &session = code->request.session;
    const auto grant = session.isEmpty() ? m_sessions.begin(code->subject, code->request.scope, peer.workstation)
                                         : m_sessions.proveAgain(session, peer.workstation);
    if (!grant && grant.error().code == Error::Code::Unauthenticated)
        return refused;
    if (!grant)
        return refuse(u"server_error"_s, grant.error().detail, 500);
    code->session = grant->family.session;
    return answer(*grant, resource, peer, &code->request.nonce);
}

HttpResponse TokenEndpoint::refresh(const QUrlQuery &form, const QString &resource, const Peer &peer)
{
    const auto token = parameter(form, u"refresh_token"_s)->toLatin1();
    const auto family = m_sessions.check(token, peer.workstation);
    if (!family)
        return refuse(u"invalid_grant"_s, family.error().detail);
    // Before the token is replaced: a refusal must not cost the client the token it holds.
    if (const auto roles = m_issuer.rolesFor(family->subject, resource); !roles)
        return refuse(u"invalid_target"_s, roles.error().detail);
    const auto grant = m_sessions.rotate(token, peer.workstation);
    if (!grant)
        return refuse(u"server_error"_s, grant.error().detail, 500);
    return answer(*grant, resource, peer, nullptr);
}

HttpResponse TokenEndpoint::answer(const SessionKeeper::Grant &grant, const QString &resource, const Peer &peer,
                                   const QString *nonce)
{
    const auto *holder = personaOf(m_personas, grant.family.subject);
    if (!holder)
        return refuse(u"invalid_grant"_s, u"this identity does not exist any more"_s);
    const auto access = m_issuer.accessToken(grant.family, *holder, resource, peer);
    if (!access)
        return refuse(u"server_error"_s, access.error().detail, 500);
    QJsonObject answer{
        {u"access_token"_s, QString::fromLatin1(*access)},
        {u"token_type"_s, u"Bearer"_s},
        {u"expires_in"_s, qint64(m_settings.tokenLifetime.count())},
        {u"refresh_token"_s, QString::fromLatin1(grant.refreshToken)},
        {u"refresh_expires_in"_s, qint64(std::chrono::floor<std::chrono::seconds>(grant.family.expires - m_clock.now()).count())},
        {u"scope"_s, grant.family.scope}};
    const auto identity = m_issuer.idToken(grant.family, *holder, nonce ? *nonce : QString(), *access);
    if (!identity)
        return refuse(u"server_error"_s, identity.error().detail, 500);
    answer["id_token"_L1] = QString::fromLatin1(*identity);
    return HttpResponse::json(answer);
}

HttpResponse TokenEndpoint::revoke(const HttpRequest &request)
{
    const auto form = request.form();
    const auto given = form ? parameter(*form, u"token"_s) : std::nullopt;
    if (!given || given->isEmpty())
        return notAForm();
    const auto token = given->toLatin1();
    m_sessions.revoke(token);
    // RFC 7009 §2.1: with an access token the grant it came from ends as well.
    if (const auto session = m_issuer.sessionOf(token); !session.isEmpty())
        m_sessions.end(session);
    return HttpResponse::text("text/plain; charset=utf-8", {});
}

} // namespace stanforis

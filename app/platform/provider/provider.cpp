// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/provider/provider.h"

#include "app/platform/guard/guard.h"
#include "app/platform/provider/discovery.h"

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

HttpResponse redirect(const QByteArray &target)
{
    // 303: the answer to the post is fetched, never posted again (RFC 9700 §4.12).
    auto response = HttpResponse::text("text/plain; charset=utf-8", {}, 303);
    response.headers += {{"Location", target}, {"Referrer-Policy", "no-referrer"}};
    return response;
}

} // namespace

Provider::Provider(Parts parts, const IdentityAuthority &identities, PinKeeper &pins, SessionKeeper &sessions,
                   const Entitlements &entitlements, Guard &guard, const Clock &clock)
    : m_settings(std::move(parts.settings))
    , m_tokenKey(std::move(parts.tokenKey))
    , m_personas(std::move(parts.personas))
    , m_page(std::move(parts.page))
    , m_pins(pins)
    , m_sessions(sessions)
    , m_guard(guard)
    , m_pending(clock)
    , m_cards(identities, m_settings.issuer, m_settings.clientId, clock)
    , m_devices(m_settings.deviceTimes, clock)
    , m_issuer(m_settings, m_tokenKey, entitlements, clock)
    , m_tokens(m_settings, m_personas, m_pending, m_devices, m_cards, m_sessions, m_issuer, clock)
    , m_displays(m_settings, m_personas, m_page, m_pins, m_devices, clock)
{}

HttpResponse Provider::handle(const HttpRequest &request)
{
    const bool get = request.method == "GET";
    const bool post = request.method == "POST";
    const auto &path = request.path;
    if (get && path == "/id/.well-known/openid-configuration"_L1)
        return HttpResponse::json(discoveryOf(m_settings));
    if (get && path == "/id/jwks"_L1)
        return HttpResponse::text("application/jwk-set+json", toJwks({m_tokenKey.publicJwk()}));
    if (post && path == "/id/par"_L1)
        return push(request);
    if (get && path == "/id/authorize"_L1)
        return askWho(request);
    if (post && path == "/id/authorize"_L1)
        return signIn(request);
    if (post && path == "/id/device_authorization"_L1)
        return m_displays.begin(request);
    if (get && path == "/id/device"_L1)
        return m_displays.page(request);
    if (post && path == "/id/device"_L1)
        return m_displays.answer(request);
    if (post && path == "/id/token"_L1)
        return m_tokens.token(request);
    if (post && path == "/id/card"_L1)
        return m_cards.challenge(request);
    if (post && path == "/id/revoke"_L1)
        return m_tokens.revoke(request);
    if ((get || post) && path == "/id/userinfo"_L1)
        return userInfo(request);
    if ((get || post) && path == "/id/logout"_L1)
        return endSession(request);
    return m_page.message(u"Nothing here"_s,
                          u"There is no such page at the identity provider. Start the sign-in from the console."_s, 404);
}

HttpResponse Provider::push(const HttpRequest &request)
{
    const auto form = request.form();
    if (!form)
        return OAuthError{u"invalid_request"_s, u"send application/x-www-form-urlencoded"_s}.response();
    const auto read = readAuthorizationRequest(*form, m_settings, m_issuer);
    if (const auto *error = std::get_if<OAuthError>(&read))
        return error->response();
    return HttpResponse::json({{u"request_uri"_s, m_pending.push(std::get<AuthorizationRequest>(read))},
                               {u"expires_in"_s, qint64(PendingAuthorizations::pushedLifetime.count())}},
                              201);
}

/// RFC 9126 §4: everything but these two was pushed before, and whatever else stands in the address is not looked at.
HttpResponse Provider::askWho(const HttpRequest &request)
{
    if (parameter(request.query, u"client_id"_s) != m_settings.clientId) {
        return m_page.message(
            u"This sign-in cannot be done"_s,
            u"The program that asked for the sign-in is not known here. Nothing has been changed. Start again from "
            "the console."_s,
            400);
    }
    const auto pushed = m_pending.takePushed(parameter(request.query, u"request_uri"_s).value_or(QString()));
    if (!pushed) {
        return m_page.message(
            u"This address is good once"_s,
            u"The sign-in page was opened with it before, or it is older than a minute. Nothing has been changed. "
            "Choose Open again in the console."_s,
            400);
    }
    if (pushed->silent)
        return refuse(*pushed, u"login_required"_s, u"a person has to sign in"_s);
    return askAgain(*pushed, {}, {});
}

HttpResponse Provider::refuse(const AuthorizationRequest &request, const QString &error, const QString &description) const
{
    return redirect(redirectTo(request.redirectUri, request.state, m_settings.issuer,
                               {{u"error"_s, error}, {u"error_description"_s, description}}));
}

HttpResponse Provider::askAgain(const AuthorizationRequest &request, const SubjectId &chosen, const QString &problem)
{
    return m_page.form({m_pending.keep(request), request.redirectUri, m_sessions.holderOf(request.session), chosen, problem},
                       m_personas, m_pins);
}

HttpResponse Provider::signIn(const HttpRequest &request)
{
    const auto form = request.form().value_or(QUrlQuery());
    const auto waiting = m_pending.take(parameter(form, u"handle"_s).value_or(QString()).toLatin1());
    if (!waiting) {
        return m_page.message(
            u"This page is too old"_s,
            u"The sign-in was already answered, or it waited for more than ten minutes. Start again from the console."_s, 400);
    }
    if (parameter(form, u"action"_s) == u"cancel"_s)
        return refuse(*waiting, u"access_denied"_s, u"the person cancelled"_s);
    const SubjectId subject(parameter(form, u"identity"_s).value_or(QString()));
    const auto outcome = m_pins.attempt(subject, parameter(form, u"pin"_s).value_or(QString()));
    if (!outcome && outcome.error().code == Error::Code::NotFound)
        return askAgain(*waiting, {}, u"Choose an identity first."_s);
    if (!outcome)
        return m_page.message(u"Signing in does not work now"_s,
                              u"The platform could not write to its folder, so nobody is let in. Nothing has been changed."_s,
                              500);
    if (*outcome != PinKeeper::Outcome::Right)
        return askAgain(*waiting, subject, m_pins.problem(subject, *outcome));
    if (const auto holder = m_sessions.holderOf(waiting->session); !waiting->session.isEmpty() && holder != subject)
        return askAgain(*waiting, holder, u"The session belongs to another identity. Choose that one, or cancel."_s);
    const auto *person = personaOf(m_personas, subject);
    if (!waiting->acrValues.isEmpty() && !(person && waiting->acrValues.contains(person->assurance))) {
        return refuse(*waiting, u"unmet_authentication_requirements"_s,
                      u"this identity does not reach the assurance that was asked for"_s);
    }
    return redirect(redirectTo(waiting->redirectUri, waiting->state, m_settings.issuer,
                               {{u"code"_s, QString::fromLatin1(m_pending.newCode(*waiting, subject))}}));
}

HttpResponse Provider::userInfo(const HttpRequest &request) const
{
    const auto caller = m_guard.identify({request.bearer, request.peer});
    if (!caller) {
        auto response =
            HttpResponse::json({{u"error"_s, u"invalid_token"_s}, {u"error_description"_s, caller.error().detail}}, 401);
        response.headers += {{"WWW-Authenticate", "Bearer error=\"invalid_token\""}}; // RFC 6750 §3
        return response;
    }
    return HttpResponse::json({{u"sub"_s, caller->subject.value},
                               {u"name"_s, caller->name},
                               {u"org"_s, caller->organisation},
                               {u"acr"_s, caller->assurance}});
}

HttpResponse Provider::endSession(const HttpRequest &request)
{
    const auto parameters = request.method == "POST" ? request.form().value_or(QUrlQuery()) : request.query;
    const auto session = m_issuer.sessionOf(parameter(parameters, u"id_token_hint"_s).value_or(QString()).toLatin1());
    if (session.isEmpty()) {
        return m_page.message(u"Nobody was signed out"_s,
                              u"The request did not say whose session to end. Use Sign out in the console."_s, 400);
    }
    m_sessions.end(session);
    return m_page.message(u"You are signed out"_s, u"The session has ended everywhere. This page can be closed."_s, 200);
}

} // namespace stanforis

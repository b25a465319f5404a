// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/provider/provider.h"

#include "app/platform/guard/guard.h"

#include <QJsonArray>

#include <functional>

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

QString minutesLeft(std::chrono::seconds left)
{
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(left).count();
    return minutes == 1 ? u"one minute"_s : u"%1 minutes"_s.arg(minutes);
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
    , m_issuer(m_settings, m_tokenKey, entitlements, clock)
    , m_tokens(m_settings, m_personas, m_pending, m_cards, m_sessions, m_issuer, clock)
{}

HttpResponse Provider::handle(const HttpRequest &request)
{
    const bool get = request.method == "GET";
    const bool post = request.method == "POST";
    const auto &path = request.path;
    if (get && path == "/id/.well-known/openid-configuration"_L1)
        return discovery();
    if (get && path == "/id/jwks"_L1)
        return HttpResponse::text("application/jwk-set+json", toJwks({m_tokenKey.publicJwk()}));
    if (get && path == "/id/authorize"_L1)
        return askWho(request);
    if (post && path == "/id/authorize"_L1)
        return signIn(request);
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

HttpResponse Provider::discovery() const
{
    const auto &issuer = m_settings.issuer;
    return HttpResponse::json(
        {{u"issuer"_s, issuer},
         {u"authorization_endpoint"_s, QString(issuer + u"/authorize")},
         {u"token_endpoint"_s, QString(issuer + u"/token")},
         {u"userinfo_endpoint"_s, QString(issuer + u"/userinfo")},
         {u"revocation_endpoint"_s, QString(issuer + u"/revoke")},
         {u"end_session_endpoint"_s, QString(issuer + u"/logout")},
         {u"card_challenge_endpoint"_s, QString(issuer + u"/card")}, // ours: app/contracts/README.md
         {u"jwks_uri"_s, QString(issuer + u"/jwks")},
         {u"scopes_supported"_s, QJsonArray{u"openid"_s, u"profile"_s, u"offline_access"_s}},
         {u"response_types_supported"_s, QJsonArray{u"code"_s}},
         {u"response_modes_supported"_s, QJsonArray{u"query"_s}},
         {u"grant_types_supported"_s, QJsonArray{u"authorization_code"_s, u"refresh_token"_s, QString(CardEndpoint::grant)}},
         {u"subject_types_supported"_s, QJsonArray{u"public"_s}},
         {u"id_token_signing_alg_values_supported"_s, QJsonArray{u"ES256"_s}},
         {u"token_endpoint_auth_methods_supported"_s, QJsonArray{u"none"_s}},
         {u"revocation_endpoint_auth_methods_supported"_s, QJsonArray{u"none"_s}},
         {u"code_challenge_methods_supported"_s, QJsonArray{u"S256"_s}},
         {u"acr_values_supported"_s, QJsonArray{u"substantial"_s, u"high"_s}},
         {u"claims_supported"_s, QJsonArray{u"sub"_s, u"name"_s, u"org"_s, u"acr"_s, u"auth_time"_s, u"sid"_s}},
         {u"authorization_response_iss_parameter_supported"_s, true}});
}

HttpResponse Provider::askWho(const HttpRequest &request)
{
    const auto read = readAuthorizationRequest(request.query, m_settings);
    if (const auto *error = std::get_if<PageError>(&read))
        return m_page.message(u"This sign-in cannot be done"_s,
                              error->sentence + u" Nothing has been changed. Start again from the console.", 400);
    if (const auto *error = std::get_if<RedirectError>(&read)) {
        return redirect(redirectTo(error->redirectUri, error->state, m_settings.issuer,
                                   {{u"error"_s, error->error}, {u"error_description"_s, error->description}}));
    }
    return askAgain(std::get<AuthorizationRequest>(read), {}, {});
}

HttpResponse Provider::askAgain(const AuthorizationRequest &request, const SubjectId &chosen, const QString &problem)
{
    return m_page.form({m_pending.keep(request), request.redirectUri, chosen, problem}, m_personas, m_pins);
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
    if (parameter(form, u"action"_s) == u"cancel"_s) {
        return redirect(redirectTo(waiting->redirectUri, waiting->state, m_settings.issuer,
                                   {{u"error"_s, u"access_denied"_s}, {u"error_description"_s, u"the person cancelled"_s}}));
    }
    const SubjectId subject(parameter(form, u"identity"_s).value_or(QString()));
    const auto outcome = m_pins.attempt(subject, parameter(form, u"pin"_s).value_or(QString()));
    if (!outcome && outcome.error().code == Error::Code::NotFound)
        return askAgain(*waiting, {}, u"Choose an identity first."_s);
    if (!outcome)
        return m_page.message(u"Signing in does not work now"_s,
                              u"The platform could not write to its folder, so nobody is let in. Nothing has been changed."_s,
                              500);
    switch (*outcome) {
    case PinKeeper::Outcome::Right:
        return redirect(redirectTo(waiting->redirectUri, waiting->state, m_settings.issuer,
                                   {{u"code"_s, QString::fromLatin1(m_pending.newCode(*waiting, subject))}}));
    case PinKeeper::Outcome::Wrong: {
        const int left = m_pins.triesLeft(subject);
        return askAgain(*waiting, subject,
                        left == 1 ? u"That PIN is not right. One more try is left."_s
                                  : u"That PIN is not right. %1 more tries are left."_s.arg(left));
    }
    case PinKeeper::Outcome::Blocked:
        break;
    }
    return askAgain(*waiting, subject,
                    u"After three wrong PINs this identity is blocked for another %1. Wait, or choose another identity."_s.arg(
                        minutesLeft(m_pins.blockedStill(subject))));
}

HttpResponse Provider::userInfo(const HttpRequest &request) const
{
    const auto caller = m_guard.identify(request.bearer);
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

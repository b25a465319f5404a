// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/provider/authorization.h"

#include "app/platform/guard/scopes.h"

#include <QCryptographicHash>
#include <QRegularExpression>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

/// RFC 8252 §7.3: any port on the loopback address, everything else exactly as registered.
bool isRegisteredRedirect(const QString &uri)
{
    static const QRegularExpression pattern(uR"(\Ahttp://(?:127\.0\.0\.1|\[::1\]):([1-9][0-9]{0,4})/oauth/callback\z)"_s);
    const auto match = pattern.match(uri);
    return match.hasMatch() && match.captured(1).toInt() <= 65535;
}

bool isSeconds(const QString &text)
{
    static const QRegularExpression pattern(uR"(\A[0-9]{1,9}\z)"_s);
    return pattern.match(text).hasMatch();
}

constexpr qsizetype longestParameter = 1024;
constexpr qsizetype longestHint = 4096;
constexpr qsizetype mostAuthorizations = 1000;
constexpr auto requestUriPrefix = "urn:ietf:params:oauth:request_uri:"_L1;

} // namespace

HttpResponse OAuthError::response() const
{
    return HttpResponse::json({{u"error"_s, error}, {u"error_description"_s, description}}, status);
}

std::variant<AuthorizationRequest, OAuthError> readAuthorizationRequest(const QUrlQuery &form, const ProviderSettings &settings,
                                                                        const TokenIssuer &issuer)
{
    const auto refuse = [](const QString &error, const QString &description, int status = 400) {
        return OAuthError{error, description, status};
    };
    QHash<QString, QString> given;
    for (const auto &[name, ignored] : form.queryItems()) {
        const auto value = parameter(form, name);
        if (!value || value->size() > (name == "id_token_hint"_L1 ? longestHint : longestParameter))
            return refuse(u"invalid_request"_s, u"a parameter comes twice or is too long"_s);
        given.insert(name, *value);
    }
    if (given[u"client_id"_s] != settings.clientId)
        return refuse(u"invalid_client"_s, u"the client is not known here"_s, 401);
    if (given.contains(u"request_uri"_s) || given.contains(u"request"_s))
        return refuse(u"invalid_request"_s, u"request and request_uri cannot be pushed"_s); // RFC 9126 §2.1
    const auto redirect = given[u"redirect_uri"_s];
    if (!isRegisteredRedirect(redirect))
        return refuse(u"invalid_request"_s, u"redirect_uri is not registered here"_s);
    if (given[u"response_type"_s] != "code"_L1)
        return refuse(u"unsupported_response_type"_s, u"response_type must be code"_s);
    if (const auto mode = given[u"response_mode"_s]; !mode.isEmpty() && mode != "query"_L1)
        return refuse(u"invalid_request"_s, u"response_mode must be query"_s);
    const auto scopes = given[u"scope"_s].split(u' ', Qt::SkipEmptyParts);
    if (!scopes.contains(u"openid"_s))
        return refuse(u"invalid_scope"_s, u"scope must contain openid"_s);
    const auto challenge = given[u"code_challenge"_s].toLatin1();
    const auto decoded = fromBase64Url(challenge);
    if (given[u"code_challenge_method"_s] != "S256"_L1 || !decoded || decoded->size() != 32)
        return refuse(u"invalid_request"_s, u"PKCE with code_challenge_method S256 is required"_s);
    if (given[u"state"_s].isEmpty())
        return refuse(u"invalid_request"_s, u"state is required"_s);
    if (given.contains(u"max_age"_s) && !isSeconds(given[u"max_age"_s]))
        return refuse(u"invalid_request"_s, u"max_age is a number of seconds"_s);
    if (const auto resource = given[u"resource"_s];
        !resource.isEmpty() && resource != settings.platformResource && !resource.startsWith(settings.sectorResourcePrefix))
        return refuse(u"invalid_target"_s, u"there is no such resource here"_s); // RFC 8707 §2

    AuthorizationRequest request{redirect, given[u"state"_s], given[u"nonce"_s], grantedScope(scopes), challenge};
    request.acrValues = given[u"acr_values"_s].split(u' ', Qt::SkipEmptyParts);
    request.silent = given[u"prompt"_s].split(u' ').contains(u"none"_s);
    if (const auto hint = given[u"id_token_hint"_s]; !hint.isEmpty()) {
        request.session = issuer.sessionOf(hint.toLatin1());
        if (request.session.isEmpty())
            return refuse(u"invalid_request"_s, u"id_token_hint is not an ID token of this provider"_s);
    }
    return request;
}

QString grantedScope(const QStringList &asked)
{
    QStringList granted;
    for (const auto &scope : {u"openid"_s, u"profile"_s, u"offline_access"_s, QString(viewScope), QString(actScope)}) {
        if (asked.contains(scope))
            granted.append(scope);
    }
    return granted.join(u' ');
}

QByteArray redirectTo(const QString &redirectUri, const QString &state, const QString &issuer,
                      const QList<std::pair<QString, QString>> &parameters)
{
    QByteArray target = redirectUri.toLatin1();
    char separator = '?';
    const auto add = [&](const QString &name, const QString &value) {
        target += separator + name.toLatin1() + '=' + QUrl::toPercentEncoding(value);
        separator = '&';
    };
    for (const auto &[name, value] : parameters)
        add(name, value);
    if (!state.isEmpty())
        add(u"state"_s, state);
    add(u"iss"_s, issuer);
    return target;
}

bool provesChallenge(const QString &verifier, const QByteArray &challenge)
{
    static const QRegularExpression pattern(uR"(\A[A-Za-z0-9._~-]{43,128}\z)"_s);
    return pattern.match(verifier).hasMatch() &&
           toBase64Url(QCryptographicHash::hash(verifier.toLatin1(), QCryptographicHash::Sha256)) == challenge;
}

PendingAuthorizations::PendingAuthorizations(const Clock &clock)
    : m_clock(clock)
{}

QString PendingAuthorizations::push(const AuthorizationRequest &request)
{
    return requestUriPrefix + QString::fromLatin1(keepIn(m_pushed, request, pushedLifetime));
}

std::optional<AuthorizationRequest> PendingAuthorizations::takePushed(const QString &requestUri)
{
    if (!requestUri.startsWith(requestUriPrefix))
        return std::nullopt;
    return takeFrom(m_pushed, requestUri.mid(requestUriPrefix.size()).toLatin1());
}

QByteArray PendingAuthorizations::keep(const AuthorizationRequest &request)
{
    return keepIn(m_waiting, request, requestLifetime);
}

std::optional<AuthorizationRequest> PendingAuthorizations::take(const QByteArray &handle) { return takeFrom(m_waiting, handle); }

QByteArray PendingAuthorizations::keepIn(Requests &requests, const AuthorizationRequest &request, std::chrono::seconds life)
{
    forgetOld();
    if (requests.size() >= mostAuthorizations)
        requests.clear(); // somebody is hammering; whoever waits can begin again
    const auto handle = toBase64Url(randomBytes(32));
    requests.insert(handle, {request, m_clock.now() + life});
    return handle;
}

std::optional<AuthorizationRequest> PendingAuthorizations::takeFrom(Requests &requests, const QByteArray &handle)
{
    forgetOld();
    const auto found = requests.constFind(handle);
    if (found == requests.cend())
        return std::nullopt;
    const auto request = found->request;
    requests.erase(found);
    return request;
}

QByteArray PendingAuthorizations::newCode(const AuthorizationRequest &request, const SubjectId &subject)
{
    const auto code = toBase64Url(randomBytes(32));
    m_codes.insert(code, {request, subject, {}, m_clock.now() + codeLifetime});
    return code;
}

PendingAuthorizations::Code *PendingAuthorizations::code(const QByteArray &code)
{
    forgetOld();
    const auto found = m_codes.find(code);
    return found == m_codes.end() ? nullptr : &*found;
}

void PendingAuthorizations::forgetOld()
{
    const auto now = m_clock.now();
    m_pushed.removeIf([now](auto entry) { return entry.value().expires < now; });
    m_waiting.removeIf([now](auto entry) { return entry.value().expires < now; });
    // A redeemed code is remembered longer, so that its second use can still be noticed.
    m_codes.removeIf([now](auto entry) { return entry.value().expires + requestLifetime < now; });
}

} // namespace stanforis

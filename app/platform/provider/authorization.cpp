// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/provider/authorization.h"

#include "app/platform/doors/httpmessage.h"

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

constexpr qsizetype longestParameter = 1024;
constexpr qsizetype mostWaiting = 1000;

} // namespace

std::variant<AuthorizationRequest, PageError, RedirectError> readAuthorizationRequest(const QUrlQuery &query,
                                                                                      const ProviderSettings &settings)
{
    QHash<QString, QString> given;
    for (const auto &name : {u"client_id"_s, u"redirect_uri"_s, u"response_type"_s, u"scope"_s, u"state"_s, u"nonce"_s,
                             u"code_challenge"_s, u"code_challenge_method"_s, u"prompt"_s, u"response_mode"_s}) {
        const auto value = parameter(query, name);
        if (!value || value->size() > longestParameter)
            return PageError{QStringLiteral("The sign-in request carries “%1” twice, or it is too long.").arg(name)};
        given.insert(name, *value);
    }
    if (given[u"client_id"_s] != settings.clientId)
        return PageError{u"The program that asked for the sign-in is not known here."_s};
    const auto redirect = given[u"redirect_uri"_s];
    if (!isRegisteredRedirect(redirect))
        return PageError{u"The program that asked for the sign-in gave an address for the answer that is not registered here."_s};

    const auto state = given[u"state"_s];
    const auto refuse = [&](const QString &error, const QString &description) {
        return RedirectError{redirect, state, error, description};
    };
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
    if (state.isEmpty())
        return refuse(u"invalid_request"_s, u"state is required"_s);
    if (given[u"prompt"_s].split(u' ').contains(u"none"_s))
        return refuse(u"login_required"_s, u"a person has to sign in"_s);

    QStringList granted;
    for (const auto &scope : {u"openid"_s, u"profile"_s, u"offline_access"_s}) {
        if (scopes.contains(scope))
            granted.append(scope);
    }
    return AuthorizationRequest{redirect, state, given[u"nonce"_s], granted.join(u' '), challenge};
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

QByteArray PendingAuthorizations::keep(const AuthorizationRequest &request)
{
    forgetOld();
    if (m_waiting.size() >= mostWaiting)
        m_waiting.clear(); // somebody is hammering; whoever waits can begin again
    const auto handle = toBase64Url(randomBytes(32));
    m_waiting.insert(handle, {request, m_clock.now() + requestLifetime});
    return handle;
}

std::optional<AuthorizationRequest> PendingAuthorizations::take(const QByteArray &handle)
{
    forgetOld();
    const auto found = m_waiting.constFind(handle);
    if (found == m_waiting.cend())
        return std::nullopt;
    const auto request = found->request;
    m_waiting.erase(found);
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
    m_waiting.removeIf([now](auto entry) { return entry.value().expires < now; });
    // A redeemed code is remembered longer, so that its second use can still be noticed.
    m_codes.removeIf([now](auto entry) { return entry.value().expires + requestLifetime < now; });
}

} // namespace stanforis

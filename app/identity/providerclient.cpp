// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/providerclient.h"

#include "models/domain/keyset.h"
#include "models/domain/trustlist.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QStringBuilder>

#include <algorithm>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int largestProviderAnswer = 64 * 1024;
constexpr int shortestNonce = 44; // 256 bits in base64, as Web eID asks for at least

bool isHttps(const QUrl &url)
{
    return url.isValid() && url.scheme() == "https"_L1 && !url.host().isEmpty() && url.userInfo().isEmpty();
}

Result<ProviderMetadata> metadataFrom(const QByteArray &json, const QString &issuer)
{
    const auto object = QJsonDocument::fromJson(json).object();
    ProviderMetadata metadata;
    metadata.issuer = object.value("issuer"_L1).toString();
    if (metadata.issuer != issuer)
        return Error{Error::Code::Untrusted, u"issuer"_s};
    const std::tuple<QLatin1StringView, QUrl *, bool> endpoints[] = {
        {"authorization_endpoint"_L1, &metadata.authorization, true},
        {"pushed_authorization_request_endpoint"_L1, &metadata.pushed, false},
        {"device_authorization_endpoint"_L1, &metadata.device, false},
        {"token_endpoint"_L1, &metadata.token, true},
        {"jwks_uri"_L1, &metadata.keys, true},
        {"revocation_endpoint"_L1, &metadata.revocation, false},
        {"end_session_endpoint"_L1, &metadata.endSession, false},
        {"card_challenge_endpoint"_L1, &metadata.cardChallenge, false},
    };
    for (const auto &[name, target, required] : endpoints) {
        const auto text = object.value(name).toString();
        *target = QUrl(text, QUrl::StrictMode);
        if (text.isEmpty() && !required)
            continue;
        if (!isHttps(*target))
            return Error{Error::Code::Malformed, QString(name)};
    }
    const auto levels = object.value("acr_values_supported"_L1).toArray();
    for (const auto &level : levels)
        metadata.acrValues.append(level.toString());
    return metadata;
}

Error refusalIn(const HttpAnswer &answer)
{
    if (answer.status >= 500)
        return {Error::Code::Unavailable, QString::number(answer.status)};
    const auto error = QJsonDocument::fromJson(answer.body).object().value("error"_L1).toString();
    if (error == "invalid_grant"_L1)
        return {Error::Code::Unauthenticated, error};
    if (error == "invalid_target"_L1 || error == "access_denied"_L1)
        return {Error::Code::PermissionDenied, error};
    if (error == "expired_token"_L1)
        return {Error::Code::TimedOut, error};
    return {Error::Code::Invalid, error};
}

Result<TokenAnswer> tokensFrom(const HttpAnswer &answer)
{
    if (answer.status != 200)
        return refusalIn(answer);
    const auto object = QJsonDocument::fromJson(answer.body).object();
    TokenAnswer tokens;
    tokens.accessToken = object.value("access_token"_L1).toString();
    tokens.refreshToken = object.value("refresh_token"_L1).toString().toLatin1();
    tokens.idToken = object.value("id_token"_L1).toString().toLatin1();
    tokens.life = std::chrono::seconds(object.value("expires_in"_L1).toInteger(0));
    tokens.sessionLife = std::chrono::seconds(object.value("refresh_expires_in"_L1).toInteger(0));
    tokens.scope = object.value("scope"_L1).toString();
    const bool bearer = object.value("token_type"_L1).toString().compare("Bearer"_L1, Qt::CaseInsensitive) == 0;
    if (tokens.accessToken.isEmpty() || !bearer || tokens.life <= Duration::zero())
        return Error{Error::Code::Malformed, u"token answer"_s};
    return tokens;
}

Result<QString> requestUriFrom(const HttpAnswer &answer)
{
    if (answer.status != 200 && answer.status != 201)
        return refusalIn(answer);
    const auto uri = QJsonDocument::fromJson(answer.body).object().value("request_uri"_L1).toString();
    if (uri.isEmpty() || uri.size() > 1024)
        return Error{Error::Code::Malformed, u"request_uri"_s};
    return uri;
}

Result<DeviceGrant> deviceGrantFrom(const HttpAnswer &answer)
{
    if (answer.status != 200)
        return refusalIn(answer);
    const auto object = QJsonDocument::fromJson(answer.body).object();
    DeviceGrant grant;
    grant.deviceCode = object.value("device_code"_L1).toString().toLatin1();
    grant.userCode = object.value("user_code"_L1).toString();
    grant.address = QUrl(object.value("verification_uri"_L1).toString(), QUrl::StrictMode);
    grant.codeAddress = QUrl(object.value("verification_uri_complete"_L1).toString(), QUrl::StrictMode);
    grant.life = std::chrono::seconds(object.value("expires_in"_L1).toInteger(0));
    grant.interval = std::chrono::seconds(std::clamp<qint64>(object.value("interval"_L1).toInteger(5), 1, 60));
    if (grant.deviceCode.isEmpty() || grant.userCode.isEmpty() || grant.userCode.size() > 32 || !isHttps(grant.address) ||
        !(grant.codeAddress.isEmpty() || isHttps(grant.codeAddress)) || grant.life <= Duration::zero())
        return Error{Error::Code::Malformed, u"device answer"_s};
    return grant;
}

/// The answer as `read` makes it out, or what the network said.
template <class T>
Reply<HttpAnswer> reading(Result<T> (*read)(const HttpAnswer &), Reply<T> reply)
{
    return [read, reply = std::move(reply)](Result<HttpAnswer> answer) {
        if (answer)
            reply(read(*answer));
        else
            reply(answer.error());
    };
}

} // namespace

ProviderClient::ProviderClient(HttpPort &http, const QString &issuer, const QString &clientId)
    : m_http(http)
    , m_issuer(issuer)
    , m_clientId(clientId)
{}

void ProviderClient::discover(QObject *context, Reply<ProviderMetadata> reply)
{
    HttpRequest request;
    request.url = QUrl(m_issuer % u"/.well-known/openid-configuration"_s);
    request.largestAnswer = largestProviderAnswer;
    m_http.send(context, request, [this, context = QPointer(context), reply = std::move(reply)](Result<HttpAnswer> answer) {
        auto metadata = !answer ? Result<ProviderMetadata>(answer.error())
                        : answer->status != 200
                            ? Result<ProviderMetadata>(Error{Error::Code::Unavailable, QString::number(answer->status)})
                            : metadataFrom(answer->body, m_issuer);
        if (!metadata) {
            reply(metadata.error());
            return;
        }
        HttpRequest keys;
        keys.url = metadata->keys;
        keys.largestAnswer = largestProviderAnswer;
        m_http.send(context, keys, [this, metadata = *metadata, reply](Result<HttpAnswer> set) mutable {
            if (!set || set->status != 200) {
                reply(set ? Error{Error::Code::Unavailable, QString::number(set->status)} : set.error());
                return;
            }
            const auto keySet = m_trusted ? listedKeys(set->body, {m_trusted->providerKeys}) : set->body;
            if (!keySet) {
                reply(keySet.error());
                return;
            }
            metadata.keySet = *keySet;
            reply(metadata);
        });
    });
}

void ProviderClient::push(QObject *context, const QUrl &endpoint, const FormFields &fields, Reply<QString> reply)
{
    post(context, endpoint, fields, reading(requestUriFrom, std::move(reply)));
}

void ProviderClient::askForCode(QObject *context, const QUrl &endpoint, const QString &scope, const QString &name,
                                const QString &place, Reply<DeviceGrant> reply)
{
    post(context, endpoint,
         {{u"client_id"_s, m_clientId}, {u"scope"_s, scope}, {u"device_name"_s, name}, {u"device_place"_s, place}},
         reading(deviceGrantFrom, std::move(reply)));
}

void ProviderClient::poll(QObject *context, const QUrl &endpoint, const QByteArray &deviceCode, const QString &resource,
                          Reply<TokenAnswer> reply)
{
    requestToken(context, endpoint,
                 {{u"grant_type"_s, u"urn:ietf:params:oauth:grant-type:device_code"_s},
                  {u"device_code"_s, QString::fromLatin1(deviceCode)},
                  {u"client_id"_s, m_clientId},
                  {u"resource"_s, resource}},
                 std::move(reply));
}

void ProviderClient::redeem(QObject *context, const QUrl &endpoint, const QByteArray &code, const QByteArray &codeVerifier,
                            const QUrl &redirectUri, const QString &resource, Reply<TokenAnswer> reply)
{
    requestToken(context, endpoint,
                 {{u"grant_type"_s, u"authorization_code"_s},
                  {u"code"_s, QString::fromLatin1(code)},
                  {u"code_verifier"_s, QString::fromLatin1(codeVerifier)},
                  {u"redirect_uri"_s, redirectUri.toString()},
                  {u"client_id"_s, m_clientId},
                  {u"resource"_s, resource}},
                 std::move(reply));
}

void ProviderClient::challengeCard(QObject *context, const QUrl &endpoint, Reply<QByteArray> reply)
{
    post(context, endpoint, {{u"client_id"_s, m_clientId}}, [reply = std::move(reply)](Result<HttpAnswer> answer) {
        if (!answer) {
            reply(answer.error());
            return;
        }
        if (answer->status != 200) {
            reply(Error{Error::Code::Unavailable, QString::number(answer->status)});
            return;
        }
        const auto nonce = QJsonDocument::fromJson(answer->body).object().value("nonce"_L1).toString().toLatin1();
        if (nonce.size() < shortestNonce)
            reply(Error{Error::Code::Malformed, u"nonce"_s});
        else
            reply(nonce);
    });
}

void ProviderClient::redeemCard(QObject *context, const QUrl &endpoint, const QByteArray &token, const QByteArray &nonce,
                                const QString &scope, const QString &resource, Reply<TokenAnswer> reply)
{
    requestToken(context, endpoint,
                 {{u"grant_type"_s, u"urn:stanforis:params:oauth:grant-type:card"_s},
                  {u"card_token"_s, QString::fromUtf8(token)},
                  {u"nonce"_s, QString::fromLatin1(nonce)},
                  {u"scope"_s, scope},
                  {u"client_id"_s, m_clientId},
                  {u"resource"_s, resource}},
                 std::move(reply));
}

void ProviderClient::refresh(QObject *context, const QUrl &endpoint, const QByteArray &refreshToken, const QString &resource,
                             Reply<TokenAnswer> reply)
{
    requestToken(context, endpoint,
                 {{u"grant_type"_s, u"refresh_token"_s},
                  {u"refresh_token"_s, QString::fromLatin1(refreshToken)},
                  {u"client_id"_s, m_clientId},
                  {u"resource"_s, resource}},
                 std::move(reply));
}

void ProviderClient::revoke(QObject *context, const QUrl &endpoint, const QByteArray &refreshToken, Reply<Done> reply)
{
    post(context, endpoint,
         {{u"token"_s, QString::fromLatin1(refreshToken)},
          {u"token_type_hint"_s, u"refresh_token"_s},
          {u"client_id"_s, m_clientId}},
         [reply = std::move(reply)](Result<HttpAnswer> answer) { reply(answer ? Result<Done>(Done{}) : answer.error()); });
}

void ProviderClient::endSession(QObject *context, const QUrl &endpoint, const QByteArray &idToken, Reply<Done> reply)
{
    post(context, endpoint, {{u"id_token_hint"_s, QString::fromLatin1(idToken)}, {u"client_id"_s, m_clientId}},
         [reply = std::move(reply)](Result<HttpAnswer> answer) { reply(answer ? Result<Done>(Done{}) : answer.error()); });
}

void ProviderClient::discard(const ProviderMetadata &provider, const QByteArray &refreshToken)
{
    if (!refreshToken.isEmpty() && !provider.revocation.isEmpty())
        revoke(&m_errands, provider.revocation, refreshToken, [](const Result<Done> &) {});
}

void ProviderClient::post(QObject *context, const QUrl &endpoint, const FormFields &form, Reply<HttpAnswer> reply)
{
    HttpRequest request;
    request.method = "POST";
    request.url = endpoint;
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    request.largestAnswer = largestProviderAnswer;
    for (const auto &[name, value] : form) {
        if (!request.body.isEmpty())
            request.body += '&';
        request.body += QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
    }
    m_http.send(context, request, std::move(reply));
}

void ProviderClient::requestToken(QObject *context, const QUrl &endpoint, const FormFields &form, Reply<TokenAnswer> reply)
{
    post(context, endpoint, form, reading(tokensFrom, std::move(reply)));
}

} // namespace stanforis

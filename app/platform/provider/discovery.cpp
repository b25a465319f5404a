// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/provider/discovery.h"

#include "app/platform/guard/scopes.h"
#include "app/platform/provider/cardendpoint.h"
#include "app/platform/provider/tokenissuer.h"

#include <QJsonArray>

namespace stanforis {

using namespace Qt::StringLiterals;

QJsonObject discoveryOf(const ProviderSettings &settings)
{
    const auto &issuer = settings.issuer;
    return {
        {u"issuer"_s, issuer},
        {u"authorization_endpoint"_s, QString(issuer + u"/authorize"_s)},
        {u"pushed_authorization_request_endpoint"_s, QString(issuer + u"/par"_s)},
        {u"require_pushed_authorization_requests"_s, true},
        {u"device_authorization_endpoint"_s, QString(issuer + u"/device_authorization"_s)},
        {u"token_endpoint"_s, QString(issuer + u"/token"_s)},
        {u"userinfo_endpoint"_s, QString(issuer + u"/userinfo"_s)},
        {u"revocation_endpoint"_s, QString(issuer + u"/revoke"_s)},
        {u"end_session_endpoint"_s, QString(issuer + u"/logout"_s)},
        {u"card_challenge_endpoint"_s, QString(issuer + u"/card"_s)}, // ours: app/contracts/README.md
        {u"jwks_uri"_s, QString(issuer + u"/jwks"_s)},
        {u"scopes_supported"_s, QJsonArray{u"openid"_s, u"profile"_s, u"offline_access"_s, viewScope, actScope}},
        {u"response_types_supported"_s, QJsonArray{u"code"_s}},
        {u"response_modes_supported"_s, QJsonArray{u"query"_s}},
        {u"grant_types_supported"_s, QJsonArray{u"authorization_code"_s, u"refresh_token"_s,
                                                u"urn:ietf:params:oauth:grant-type:device_code"_s, QString(CardEndpoint::grant)}},
        {u"subject_types_supported"_s, QJsonArray{u"public"_s}},
        {u"id_token_signing_alg_values_supported"_s, QJsonArray{u"ES256"_s}},
        {u"token_endpoint_auth_methods_supported"_s, QJsonArray{u"none"_s}},
        {u"revocation_endpoint_auth_methods_supported"_s, QJsonArray{u"none"_s}},
        {u"code_challenge_methods_supported"_s, QJsonArray{u"S256"_s}},
        {u"acr_values_supported"_s, QJsonArray{u"substantial"_s, u"high"_s}},
        {u"claims_supported"_s, QJsonArray{u"sub"_s, u"name"_s, u"org"_s, u"acr"_s, u"auth_time"_s, u"sid"_s}},
        {u"request_parameter_supported"_s, false},
        {u"request_uri_parameter_supported"_s, false},
        {u"tls_client_certificate_bound_access_tokens"_s, true}, // RFC 8705 §3.3
        {u"authorization_response_iss_parameter_supported"_s, true}};
}

} // namespace stanforis

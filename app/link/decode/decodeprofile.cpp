// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/decode/decodeprofile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringBuilder>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestText = 2048;

Error malformed(QLatin1StringView field) { return {Error::Code::Malformed, QString(field)}; }

bool isEndpoint(const QString &endpoint)
{
    const QUrl url(u"https://"_s % endpoint, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && url.port() > 0 && url.path().isEmpty() && url.userInfo().isEmpty() &&
           !url.hasQuery() && !url.hasFragment();
}

bool isSafeUrl(const QString &text, QLatin1StringView scheme, const QUrl &origin)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && url.scheme() == scheme && url.host() == origin.host() && url.userInfo().isEmpty() &&
           !url.hasFragment();
}

/// An IANA name: "Europe/Tallinn", "Etc/GMT+12". Whether this workstation knows the zone is not asked here.
bool isZoneName(const QString &name)
{
    static const QRegularExpression shape(u"\\A[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}\\z"_s);
    return name.size() <= 64 && shape.match(name).hasMatch();
}

std::optional<Mode> modeOf(const QString &word)
{
    if (word == "live"_L1)
        return Mode::Live;
    if (word == "simulation"_L1)
        return Mode::Simulation;
    if (word == "replay"_L1)
        return Mode::Replay;
    return {};
}

} // namespace

Result<ConnectionProfile> decodeProfile(const PlatformAddress &address, const QByteArray &json)
{
    QJsonParseError parsed;
    const auto document = QJsonDocument::fromJson(json, &parsed);
    if (parsed.error != QJsonParseError::NoError || !document.isObject())
        return Error{Error::Code::Malformed, u"profile"_s};
    const auto object = document.object();
    if (object.value("version"_L1).toDouble() != 1)
        return Error{Error::Code::Unavailable, u"version"_s};

    ConnectionProfile profile;
    profile.address = address.text();
    const std::pair<QLatin1StringView, QString *> texts[] = {
        {"contract"_L1, &profile.contract},
        {"name"_L1, &profile.name},
        {"platform"_L1, &profile.platform},
        {"issuer"_L1, &profile.issuer},
        {"grpc_endpoint"_L1, &profile.grpcEndpoint},
        {"websocket_url"_L1, &profile.websocketUrl},
        {"api_base"_L1, &profile.apiBase},
        {"platform_resource"_L1, &profile.platformResource},
        {"sector_resource_prefix"_L1, &profile.sectorResourcePrefix},
        {"receipt_jwks_uri"_L1, &profile.receiptKeysUrl},
        {"enrolment_url"_L1, &profile.enrolmentUrl},
        {"trust_list_url"_L1, &profile.trustListUrl},
        {"client_id"_L1, &profile.clientId},
    };
    for (const auto &[name, target] : texts) {
        *target = object.value(name).toString();
        if (target->isEmpty() || target->size() > longestText)
            return malformed(name);
    }
    if (profile.contract != "v1"_L1)
        return Error{Error::Code::Unavailable, u"contract"_s};
    const auto mode = modeOf(object.value("mode"_L1).toString());
    if (!mode)
        return malformed("mode"_L1);
    profile.mode = *mode;

    const std::pair<QLatin1StringView, QString> urls[] = {{"issuer"_L1, profile.issuer},
                                                          {"api_base"_L1, profile.apiBase},
                                                          {"platform_resource"_L1, profile.platformResource},
                                                          {"sector_resource_prefix"_L1, profile.sectorResourcePrefix},
                                                          {"receipt_jwks_uri"_L1, profile.receiptKeysUrl},
                                                          {"enrolment_url"_L1, profile.enrolmentUrl},
                                                          {"trust_list_url"_L1, profile.trustListUrl}};
    for (const auto &[name, text] : urls) {
        if (!isSafeUrl(text, "https"_L1, address.origin))
            return malformed(name);
    }
    if (!isSafeUrl(profile.websocketUrl, "wss"_L1, address.origin))
        return malformed("websocket_url"_L1);
    if (!isEndpoint(profile.grpcEndpoint))
        return malformed("grpc_endpoint"_L1);
    if (!object.value("trust_anchors"_L1).isArray() || object.value("trust_anchors"_L1).toArray().size() > 16)
        return malformed("trust_anchors"_L1);
    if (const auto zone = object.value("time_zone"_L1); !zone.isUndefined()) {
        profile.timeZone = zone.toString();
        if (!isZoneName(profile.timeZone))
            return malformed("time_zone"_L1);
    }
    return profile;
}

} // namespace stanforis

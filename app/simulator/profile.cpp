// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/profile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

namespace stanforis {

using namespace Qt::StringLiterals;

QString Addresses::platform() const { return u"https://127.0.0.1:%1"_s.arg(port); }

QString Addresses::issuer() const { return platform() + u"/id"_s; }

QString Addresses::apiBase() const { return platform() + u"/api"_s; }

QString Addresses::enrolment() const { return platform() + u"/workstations"_s; }

QString Addresses::trustList() const { return platform() + u"/.well-known/stanforis-trust-list"_s; }

QString Addresses::revokedServers() const { return platform() + u"/authority/servers.crl"_s; }

QString Addresses::revokedWorkstations() const { return platform() + u"/authority/workstations.crl"_s; }

QString Addresses::sectorResourcePrefix() const { return apiBase() + u"/sectors/"_s; }

QByteArray connectionProfile(const Addresses &addresses, const QString &nation, const QByteArray &trustAnchorPem)
{
    const QByteArray zone = QTimeZone::systemTimeZoneId(); // the country is where the simulator runs
    return QJsonDocument(QJsonObject{{u"version"_s, 1},
                                     {u"contract"_s, u"v1"_s},
                                     {u"name"_s, nation},
                                     {u"platform"_s, u"National platform"_s},
                                     {u"mode"_s, u"simulation"_s},
                                     {u"time_zone"_s, QString::fromLatin1(zone.isEmpty() ? "UTC"_ba : zone)},
                                     {u"issuer"_s, addresses.issuer()},
                                     {u"grpc_endpoint"_s, u"127.0.0.1:%1"_s.arg(addresses.grpcPort)},
                                     {u"websocket_url"_s, u"wss://127.0.0.1:%1/channel"_s.arg(addresses.port)},
                                     {u"api_base"_s, addresses.apiBase()},
                                     {u"platform_resource"_s, addresses.apiBase()},
                                     {u"sector_resource_prefix"_s, addresses.sectorResourcePrefix()},
                                     {u"receipt_jwks_uri"_s, QString(addresses.apiBase() + u"/receipt-keys"_s)},
                                     {u"enrolment_url"_s, addresses.enrolment()},
                                     {u"trust_list_url"_s, addresses.trustList()},
                                     {u"trust_anchors"_s, QJsonArray{QString::fromLatin1(trustAnchorPem)}},
                                     {u"client_id"_s, QLatin1String(consoleClientId)}})
        .toJson(QJsonDocument::Compact);
}

} // namespace stanforis

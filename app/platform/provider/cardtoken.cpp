// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/provider/cardtoken.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestToken = 16 << 10;

std::optional<QByteArray> fromBase64(const QJsonValue &value)
{
    const auto decoded = QByteArray::fromBase64Encoding(value.toString().toLatin1(),
                                                        QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    return decoded && !decoded.decoded.isEmpty() ? std::optional(decoded.decoded) : std::nullopt;
}

} // namespace

Result<CardToken> CardToken::read(const QByteArray &json)
{
    const Error malformed{Error::Code::Malformed, u"the card's token cannot be read"_s};
    if (json.size() > largestToken)
        return malformed;
    const auto object = QJsonDocument::fromJson(json).object();
    const auto certificate = fromBase64(object["unverifiedCertificate"_L1]);
    const auto signature = fromBase64(object["signature"_L1]);
    const auto algorithm = object["algorithm"_L1].toString();
    const bool known = algorithm == "ES256"_L1 || algorithm == "ES384"_L1;
    const auto format = object["format"_L1].toString();
    if (!certificate || !signature || !known || !format.startsWith("web-eid:1."_L1))
        return malformed;
    return CardToken{*certificate, algorithm.toLatin1(), *signature};
}

} // namespace stanforis

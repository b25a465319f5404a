// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/keyset.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The members that RFC 7638 §3.2 takes, of every kind of key; a kind lacks those of the others.
bool isSameKey(const QJsonObject &key, const QJsonObject &other)
{
    constexpr std::array members{"kty"_L1, "crv"_L1, "x"_L1, "y"_L1, "n"_L1, "e"_L1};
    return std::ranges::all_of(members, [&](QLatin1StringView name) { return key.value(name) == other.value(name); });
}

} // namespace

Result<QByteArray> listedKeys(const QByteArray &served, const QList<QByteArray> &listed)
{
    const auto document = QJsonDocument::fromJson(served).object().value("keys"_L1);
    if (!document.isArray())
        return Error{Error::Code::Malformed, u"keys"_s};
    QJsonArray known;
    for (const QByteArray &set : listed) {
        const QJsonArray keys = QJsonDocument::fromJson(set).object().value("keys"_L1).toArray();
        for (const auto &key : keys)
            known.append(key);
    }
    QJsonArray both;
    const QJsonArray keys = document.toArray();
    for (const auto &key : keys) {
        const bool isListed = std::any_of(known.cbegin(), known.cend(),
                                          [&key](const auto &other) { return isSameKey(key.toObject(), other.toObject()); });
        if (isListed && !key.toObject().value("kty"_L1).toString().isEmpty())
            both.append(key);
    }
    if (both.isEmpty())
        return Error{Error::Code::Untrusted, u"key set"_s};
    return QJsonDocument(QJsonObject{{"keys"_L1, both}}).toJson(QJsonDocument::Compact);
}

} // namespace stanforis

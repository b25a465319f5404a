// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/challenge.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longest = 1024;
constexpr qsizetype mostLevels = 8;

} // namespace

std::optional<SignInDemand> stepUpIn(const QByteArray &challenge)
{
    // RFC 9110 §11.2: a scheme, then name=value, the value a token or a quoted text.
    static const QRegularExpression parameter(uR"re(([A-Za-z_]+)\s*=\s*(?:"([^"\\]*)"|([^\s",]+)))re"_s);
    if (challenge.size() > longest || !challenge.trimmed().toLower().startsWith("bearer "))
        return {};
    QHash<QString, QString> given;
    for (const auto &match : parameter.globalMatch(QString::fromLatin1(challenge))) {
        if (given.contains(match.captured(1)))
            return {};
        given.insert(match.captured(1), match.captured(2) + match.captured(3));
    }
    if (given.value(u"error"_s) != "insufficient_user_authentication"_L1)
        return {};
    SignInDemand demand;
    demand.acrValues = given.value(u"acr_values"_s).split(u' ', Qt::SkipEmptyParts).mid(0, mostLevels);
    bool number = false;
    const auto seconds = given.value(u"max_age"_s).toUInt(&number);
    if (number)
        demand.maxAge = std::chrono::seconds(seconds);
    if (demand.acrValues.isEmpty() && !demand.maxAge)
        return {};
    return demand;
}

Error stepUpError(const QString &message, const SignInDemand &demand)
{
    QJsonObject detail{{"message"_L1, message}, {"acrValues"_L1, QJsonArray::fromStringList(demand.acrValues)}};
    if (demand.maxAge)
        detail.insert("maxAge"_L1, qint64(demand.maxAge->count()));
    return {Error::Code::StepUpNeeded, QString::fromUtf8(QJsonDocument(detail).toJson(QJsonDocument::Compact))};
}

std::optional<SignInDemand> stepUpDemandOf(const Error &error)
{
    const auto detail =
        error.code == Error::Code::StepUpNeeded ? QJsonDocument::fromJson(error.detail.toUtf8()).object() : QJsonObject();
    if (detail.isEmpty())
        return {};
    SignInDemand demand;
    for (const auto &level : detail.value("acrValues"_L1).toArray())
        demand.acrValues.append(level.toString());
    if (detail.contains("maxAge"_L1))
        demand.maxAge = std::chrono::seconds(detail.value("maxAge"_L1).toInteger());
    demand.reason = detail.value("message"_L1).toString();
    return demand;
}

} // namespace stanforis

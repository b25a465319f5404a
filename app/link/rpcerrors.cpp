// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/rpcerrors.h"

#include "app/link/challenge.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

Error::Code codeOf(int rpc)
{
    switch (rpc) {
    case 0:
        return Error::Code::Unavailable;
    case 1:
        return Error::Code::Cancelled;
    case 3:
        return Error::Code::Invalid;
    case 4:
        return Error::Code::TimedOut;
    case 5:
        return Error::Code::NotFound;
    case 6:
    case 9:
    case 10:
        return Error::Code::Conflict;
    case 7:
        return Error::Code::PermissionDenied;
    case 8:
    case 14:
        return Error::Code::Unavailable;
    case 16:
        return Error::Code::Unauthenticated;
    default:
        return Error::Code::Internal;
    }
}

/// gRPC and the WebSocket carry one text: the message, then a line "fieldId: description" for each violation.
QJsonArray violationsIn(const QString &message)
{
    static const QRegularExpression line(u"\\A([A-Za-z0-9_.-]*): (.+)\\z"_s);
    QJsonArray violations;
    const auto lines = message.split(u'\n').mid(1);
    for (const auto &candidate : lines) {
        if (const auto match = line.match(candidate); match.hasMatch())
            violations.append(QJsonObject{{"fieldId"_L1, match.captured(1)}, {"description"_L1, match.captured(2)}});
    }
    return violations;
}

int rpcOf(int status)
{
    switch (status) {
    case 400:
        return 3;
    case 401:
        return 16;
    case 403:
        return 7;
    case 404:
        return 5;
    case 409:
        return 10;
    case 429:
    case 502:
    case 503:
        return 14;
    case 504:
        return 4;
    default:
        return 13;
    }
}

} // namespace

Error errorFromRpc(int code, const QString &message)
{
    if (code == 3) {
        if (const auto violations = violationsIn(message); !violations.isEmpty()) {
            const QJsonObject detail{{"message"_L1, message.section(u'\n', 0, 0)}, {"violations"_L1, violations}};
            return {Error::Code::Invalid, QString::fromUtf8(QJsonDocument(detail).toJson(QJsonDocument::Compact))};
        }
    }
    if (code == 16) {
        // gRPC and the WebSocket carry the challenge as a line of its own.
        const auto lines = message.split(u'\n');
        for (const auto &line : lines.mid(1)) {
            constexpr auto header = "WWW-Authenticate: "_L1;
            const auto demand = line.startsWith(header) ? stepUpIn(line.mid(header.size()).toLatin1()) : std::nullopt;
            if (demand)
                return stepUpError(lines.first(), *demand);
        }
    }
    return {codeOf(code), message};
}

Error errorFromHttp(int status, const QByteArray &body, const QByteArray &challenge)
{
    const auto object = QJsonDocument::fromJson(body).object();
    const int code = object.value("code"_L1).toInt(rpcOf(status));
    if (code == 3 && !object.value("violations"_L1).toArray().isEmpty())
        return {Error::Code::Invalid, QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact))};
    if (const auto demand = status == 401 ? stepUpIn(challenge) : std::nullopt)
        return stepUpError(object.value("message"_L1).toString(), *demand);
    return errorFromRpc(code == 0 ? rpcOf(status) : code, object.value("message"_L1).toString());
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/doors/status.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace stanforis {

using namespace Qt::StringLiterals;

int rpcCode(Error::Code code)
{
    switch (code) {
    case Error::Code::Cancelled:
        return 1;
    case Error::Code::Invalid:
        return 3;
    case Error::Code::Malformed:
        return 3;
    case Error::Code::TimedOut:
        return 4;
    case Error::Code::NotFound:
        return 5;
    case Error::Code::PermissionDenied:
        return 7;
    case Error::Code::Conflict:
        return 10;
    case Error::Code::Unreachable:
        return 14;
    case Error::Code::Unavailable:
        return 14;
    case Error::Code::Unauthenticated:
        return 16;
    case Error::Code::StepUpNeeded:
        return 16;
    case Error::Code::Untrusted:
        return 16;
    case Error::Code::Storage:
        return 13;
    case Error::Code::Internal:
        break;
    }
    return 13;
}

int httpStatus(int rpcCode)
{
    switch (rpcCode) {
    case 1:
        return 499;
    case 3:
        return 400;
    case 4:
        return 504;
    case 5:
        return 404;
    case 7:
        return 403;
    case 10:
        return 409;
    case 14:
        return 503;
    case 16:
        return 401;
    default:
        return 500;
    }
}

QString Refusal::text() const
{
    auto text = message;
    for (const auto &violation : violations)
        text += u'\n' + violation["fieldId"_L1].toString() + u": "_s + violation["description"_L1].toString();
    if (!challenge.isEmpty())
        text += u"\nWWW-Authenticate: "_s + QString::fromLatin1(challenge);
    return text;
}

Refusal refusalOf(const Error &error)
{
    if (error.code == Error::Code::StepUpNeeded) {
        const auto detail = QJsonDocument::fromJson(error.detail.toUtf8()).object();
        return {detail["message"_L1].toString(), {}, detail["challenge"_L1].toString().toLatin1()};
    }
    if (error.code == Error::Code::Invalid && error.detail.startsWith(u'{')) {
        const auto detail = QJsonDocument::fromJson(error.detail.toUtf8()).object();
        if (detail.contains("message"_L1))
            return {detail["message"_L1].toString(), detail["violations"_L1].toArray(), {}};
    }
    return {error.detail, {}, {}};
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QJsonArray>
#include <QString>

namespace stanforis {

/// google.rpc.Code for an error code; the same number on every door.
[[nodiscard]] int rpcCode(Error::Code code);
/// HTTP status for a google.rpc.Code, as google/rpc/code.proto maps them.
[[nodiscard]] int httpStatus(int rpcCode);

/// What a client is told. A handler that refuses a form writes {"message", "violations": [{"fieldId", "description"}]} into
/// Error::detail (app/platform/state/violations.h); any other detail is the message itself.
struct Refusal
{
    QString message;
    QJsonArray violations;
    QByteArray challenge; ///< of StepUpNeeded, as it stands in WWW-Authenticate; else empty

    /// For doors that carry one text: the message, then a line "fieldId: description" for each violation, or a line
    /// "WWW-Authenticate: challenge".
    [[nodiscard]] QString text() const;
};
[[nodiscard]] Refusal refusalOf(const Error &error);

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/transactions/canonicaljson.h"
#include "models/core/clock.h"
#include "stanforis/transactions/v1/transactions.pb.h"

#include <QMap>

namespace stanforis {

/// What the platform knows of an intent when it hands it out. The person adds `iat` and `reason` and signs:
/// {"act","body_sha256","body_type","etag","exp","iat","need","nonce","page","params","reason","record","sector","service",
///  "sid","sub","txid","v":1,"ws"}, and "due" where a second person is needed
struct IntentFacts
{
    const transactions::v1::PrepareRequest &request;
    const transactions::v1::Prepared &prepared;
    QString subject;
    QMap<QString, QString> values; ///< without empty ones
};

/// Lower-case hexadecimal SHA-256.
[[nodiscard]] QString sha256Hex(const QByteArray &bytes);

/// The intent without `iat` and `reason`, in canonical form.
[[nodiscard]] Result<QByteArray> expectedIntent(const IntentFacts &facts);

/// What the person added to it.
struct IntentAdditions
{
    Instant signedAt; ///< iat
    QString reason;
};

/// `ws` of an intent: the workstation it was prepared at; empty when it is not known.
[[nodiscard]] QString workstationOf(const QByteArray &expected);

/// Checks that the payload says exactly what was handed out; Invalid otherwise, with the member that differs.
[[nodiscard]] Result<IntentAdditions> matchIntent(const CanonicalValue::Object &payload, const QByteArray &expected);

} // namespace stanforis

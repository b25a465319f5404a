// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "stanforis/catalogue/v1/catalogue.pb.h"
#include "stanforis/records/v1/records.pb.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonValue>
#include <QMap>
#include <QString>

namespace stanforis {

/// All that a domain message is made of. Borrowed for the call.
struct BodySource
{
    const catalogue::v1::ServicePage &page;
    const catalogue::v1::Operation &operation;
    const records::v1::Record &record;
    const QMap<QString, QString> &values; ///< checked; by Field.id
    QString transaction;                  ///< its ULID
    QString subject;                      ///< who asks
    QString name;
    Instant time;

    [[nodiscard]] QString column(const char *id) const;
    /// ISO 8601 in UTC, whole seconds.
    [[nodiscard]] QString timeText() const;
};

struct DomainBody
{
    QByteArray bytes;
    QString type; ///< media type
};

/// The domain message in the page's standard: FHIR R4 JSON, ISO 20022 XML, HL7 v2, OPC UA service requests in JSON, or JSON
/// with a schema of the platform where the standard has no form that fits one operation. The fields go to their
/// standard_path. Deterministic: the same source gives the same bytes.
[[nodiscard]] DomainBody buildBody(const BodySource &source);

/// A field's value with the JSON type its field type asks for.
[[nodiscard]] QJsonValue typedValue(const catalogue::v1::Field &field, const QString &value);

} // namespace stanforis

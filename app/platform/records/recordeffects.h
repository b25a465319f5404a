// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "stanforis/records/v1/records.pb.h"

#include <QHash>
#include <QMap>
#include <QStringList>

QT_BEGIN_NAMESPACE
class QJsonObject;
QT_END_NAMESPACE

namespace stanforis {

/// What an operation does to a record, as the records' files say it. Texts may hold {field-id}, {date}, {time}, {by},
/// {second} and {transaction}.
struct RecordEffect
{
    QString section; ///< title of the table that gets a row; empty: none
    QStringList row;
    QMap<QString, QString> values; ///< new Record.values
    QMap<QString, QString> counts; ///< Record.values that are the number of rows of a section

    [[nodiscard]] static RecordEffect fromJson(const QJsonObject &object);
};

/// Work that was signed by everybody it needs.
struct SignedWork
{
    QString operation;              ///< its name, "New prescription"
    QMap<QString, QString> display; ///< the form's values as a person reads them
    QString date;                   ///< 2026-11-22
    QString time;                   ///< 2026-11-22 14:32 UTC
    QString by;
    QString second; ///< empty: nobody else was needed
    QString reason;
    QString transaction;
};

/// Applies the effect, and adds the work to the record's table "Signed work" in any case.
void applyEffect(records::v1::Record &record, const RecordEffect &effect, const SignedWork &work);

/// Puts a row on top of a table, which is made if it is not there. The row is made as long as the table's header.
void addRow(records::v1::Record &record, const QString &section, const QStringList &header, const QStringList &cells);

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/catalogue.h"
#include "models/domain/transaction.h"

#include <QHash>

namespace stanforis {

/// What the confirm sheet needs beside the intent to speak in words.
struct ConfirmContext
{
    Operation operation;
    QString pageName;
    QString place;       ///< sector, service and page in words
    QString recordTitle; ///< empty when the record was not read
    QStringList approvers;
    /// The record's values in the state the intent names by its etag; empty when that state is not known.
    QHash<QString, QString> before;

    // What was handed out, and for the page in view: the intent has to name the same.
    TransactionId id; ///< empty: it was handed out just now, for the first signature
    SectorId sector;
    ServiceId service;
    PageId page;
    RecordId record; ///< empty: any, the rows name it
};

/// One line of what is signed.
struct IntentRow
{
    QString label;
    QString value;   ///< hidden characters written out
    QString before;  ///< what it was; empty: not known, or the same
    QString warning; ///< a sentence about what could be misread; empty: nothing

    /// "80 MW → 120 MW" where it is known, else the value.
    [[nodiscard]] QString text() const;
};

/// All rows of the sheet, read back from the intent: for what, where, what, each field, reason, what follows, whether it can be
/// undone, the transaction. Nothing may be signed where it is an error. Malformed, with the name of what it is: something in the
/// intent cannot be shown as what it means. Untrusted, with a sentence: it is not for what was handed out.
[[nodiscard]] Result<QList<IntentRow>> intentRows(const Intent &intent, const ConfirmContext &context);

} // namespace stanforis

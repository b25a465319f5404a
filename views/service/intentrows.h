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
    QString recordTitle; ///< empty when the record was not read
    QStringList approvers;
    /// The record's values in the state the intent names by its etag; empty when that state is not known.
    QHash<QString, QString> before;
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

/// All rows of the sheet, read back from the intent: for what, what, each field, reason, what follows, whether it can be undone.
/// Malformed, with the name of what it is: something in the intent cannot be shown as what it means, so it must not be signed.
[[nodiscard]] Result<QList<IntentRow>> intentRows(const Intent &intent, const ConfirmContext &context);

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/service/intentrows.h"

#include "models/domain/fieldrules.h"
#include "models/domain/textsafety.h"
#include "views/service/fieldsentence.h"

#include <QCoreApplication>
#include <QDate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

struct RowSentences
{
    Q_DECLARE_TR_FUNCTIONS(stanforis::IntentRows)
};

IntentRow rowOf(const QString &label, const QString &value)
{
    const TextFindings findings = inspectText(value);
    QString warning;
    if (findings.hidden)
        warning =
            RowSentences::tr("It holds characters that can't be seen or that turn the reading direction; they are written out.");
    else if (findings.lookalike)
        warning = RowSentences::tr("One word of it mixes alphabets whose letters look alike. Make sure it is the name you mean.");
    return {label, withoutHidden(value), {}, warning};
}

/// Numbers, days and yes or no are written by us, with marks of our own that keep a number and its unit together; only what
/// somebody wrote can hide something.
bool isWritten(const Field &field) { return field.type == Field::Type::Text || field.type == Field::Type::Choice; }

/// Whether fieldValueText() says what the value is, and not only repeats what it could not read.
bool isReadable(const Field &field, const QString &value)
{
    bool isNumber = true;
    switch (field.type) {
    case Field::Type::Choice:
        return std::ranges::any_of(field.options, [&](const Option &option) { return option.value == value; });
    case Field::Type::Integer:
    case Field::Type::Decimal:
        (void)value.toDouble(&isNumber);
        return isNumber;
    case Field::Type::Date:
        return QDate::fromString(value, Qt::ISODate).isValid();
    case Field::Type::Boolean:
        return value == u"true" || value == u"false";
    case Field::Type::Text:
        break;
    }
    return true;
}

Error unreadable(const QString &what) { return {Error::Code::Malformed, withoutHidden(what)}; }

/// Whoever put other signed work under this transaction or on this page wants a signature for something else.
Result<Done> isWhatWasHandedOut(const Intent &intent, const ConfirmContext &context)
{
    const auto other = [](const QString &sentence) { return Error{Error::Code::Untrusted, sentence}; };
    if (!context.id.value.isEmpty() && intent.id != context.id)
        return other(RowSentences::tr("What is to be signed belongs to another transaction than the one that was opened."));
    if (intent.sector != context.sector)
        return other(RowSentences::tr("What is to be signed is for another sector than the one in view."));
    if (intent.service != context.service || intent.page != context.page)
        return other(RowSentences::tr("What is to be signed is for another page than the one in view."));
    if (!context.record.value.isEmpty() && intent.record != context.record)
        return other(RowSentences::tr("What is to be signed is for another record than the one in view."));
    return Done{};
}

} // namespace

QString IntentRow::text() const
{
    if (before.isEmpty())
        return value;
    return RowSentences::tr("%1 → %2", "what it was, what it becomes").arg(before, value);
}

Result<QList<IntentRow>> intentRows(const Intent &intent, const ConfirmContext &context)
{
    if (const auto same = isWhatWasHandedOut(intent, context); !same)
        return same.error();
    const Operation &operation = context.operation;
    if (operation.id != intent.operation)
        return unreadable(intent.operation);
    QList<IntentRow> rows;
    const QString record = intent.record.value;
    rows.append(rowOf(RowSentences::tr("Record"), context.recordTitle.isEmpty() || context.recordTitle == record
                                                      ? record
                                                      : QString(context.recordTitle + u", "_s + record)));
    rows.append(rowOf(RowSentences::tr("Where"), context.place));
    rows.append(rowOf(RowSentences::tr("What"), operation.name));
    QStringList told;
    for (const Field &field : operation.fields) {
        told.append(field.id);
        if (!intent.values.contains(field.id))
            continue;
        const QString value = intent.values.value(field.id);
        if (!value.isEmpty() && !isReadable(field, value))
            return unreadable(field.label);
        const auto shown = [&field](const QString &which) {
            const QString words = fieldValueText(field, which);
            return isWritten(field) ? rowOf(field.label, words) : IntentRow{field.label, words, {}, {}};
        };
        IntentRow row = shown(value);
        if (const auto before = context.before.constFind(field.id);
            before != context.before.cend() && *before != value && isReadable(field, *before))
            row.before = shown(*before).value;
        rows.append(row);
    }
    // A value the form does not know has no name and no meaning a person could agree to.
    for (auto value = intent.values.cbegin(); value != intent.values.cend(); ++value) {
        if (!told.contains(value.key()))
            return unreadable(value.key());
    }
    if (!intent.reason.isEmpty())
        rows.append(rowOf(RowSentences::tr("Reason"), intent.reason));
    if (!operation.consequence.isEmpty())
        rows.append(rowOf(RowSentences::tr("What follows"), operation.consequence));
    if (!operation.undo.isEmpty())
        rows.append(rowOf(RowSentences::tr("Can be undone"), operation.undo));
    rows.append(rowOf(RowSentences::tr("Transaction"), intent.id.value));
    return rows;
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/service/fieldsentence.h"

#include "views/widgets/dates.h"
#include "views/widgets/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace stanforis {

namespace {

struct Sentences
{
    Q_DECLARE_TR_FUNCTIONS(stanforis::FieldSentence)
};

QString limitText(const Field &field, double limit)
{
    return Words::withUnit(Words::number(limit, field.type == Field::Type::Integer ? 0 : field.decimals), field.unit);
}

} // namespace

QString fieldSentence(const Field &field, const FieldViolation &violation)
{
    using Rule = FieldViolation::Rule;
    switch (violation.rule) {
    case Rule::Required:
        return Sentences::tr("Needed before you can review");
    case Rule::NotANumber:
        return Sentences::tr("Write a number, for example %1")
            .arg(field.minimum ? limitText(field, *field.minimum) : Words::number(10));
    case Rule::TooSmall:
        return Sentences::tr("At least %1").arg(limitText(field, field.minimum.value_or(0)));
    case Rule::TooLarge:
        return Sentences::tr("At most %1").arg(limitText(field, field.maximum.value_or(0)));
    case Rule::TooManyDecimals:
        return field.type == Field::Type::Integer || field.decimals == 0
                   ? Sentences::tr("Whole numbers only")
                   : Sentences::tr("At most %n digit(s) after the point", nullptr, field.decimals);
    case Rule::TooShort:
        return Sentences::tr("At least %n character(s)", nullptr, field.minLength);
    case Rule::TooLong:
        return Sentences::tr("At most %n character(s)", nullptr, field.maxLength > 0 ? field.maxLength : 200);
    case Rule::Pattern:
        return field.patternHelp.isEmpty() ? Sentences::tr("Not in the form this field asks for") : field.patternHelp;
    case Rule::NotAnOption:
        return Sentences::tr("Choose one of the list");
    case Rule::NotADate:
        return Sentences::tr("Write the day as 2026-11-22");
    }
    return {};
}

QString fieldValueText(const Field &field, const QString &value)
{
    if (value.isEmpty())
        return {};
    switch (field.type) {
    case Field::Type::Choice: {
        const auto option = std::ranges::find(field.options, value, &Option::value);
        return option == field.options.end() ? value : option->label;
    }
    case Field::Type::Integer:
    case Field::Type::Decimal: {
        bool isNumber = false;
        const double number = value.toDouble(&isNumber);
        const qsizetype point = value.indexOf(u'.');
        const int decimals = point < 0 ? 0 : int(value.size() - point - 1);
        return isNumber ? Words::withUnit(Words::number(number, decimals), field.unit) : value;
    }
    case Field::Type::Date: {
        const QDate day = QDate::fromString(value, Qt::ISODate);
        return day.isValid() ? Dates::day(day) : value;
    }
    case Field::Type::Boolean:
        return value == QLatin1String("true") ? Sentences::tr("Yes") : Sentences::tr("No");
    case Field::Type::Text:
        break;
    }
    return value;
}

} // namespace stanforis

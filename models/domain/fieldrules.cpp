// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/fieldrules.h"

#include <QDate>
#include <QRegularExpression>

#include <algorithm>

namespace stanforis {

namespace {

using Rule = FieldViolation::Rule;

std::optional<FieldViolation> checkNumber(const Field &field, const QString &value)
{
    static const QRegularExpression decimal(QRegularExpression::anchoredPattern(QStringLiteral("-?[0-9]{1,15}(\\.[0-9]+)?")));
    bool ok = decimal.match(value).hasMatch();
    const double number = ok ? value.toDouble(&ok) : 0;
    if (!ok)
        return FieldViolation{Rule::NotANumber};
    const qsizetype point = value.indexOf(u'.');
    const qsizetype digits = point < 0 ? 0 : value.size() - point - 1;
    if (digits > (field.type == Field::Type::Integer ? 0 : field.decimals))
        return FieldViolation{Rule::TooManyDecimals};
    if (field.minimum && number < *field.minimum)
        return FieldViolation{Rule::TooSmall};
    if (field.maximum && number > *field.maximum)
        return FieldViolation{Rule::TooLarge};
    return std::nullopt;
}

std::optional<FieldViolation> checkText(const Field &field, const QString &value)
{
    if (value.size() < field.minLength)
        return FieldViolation{Rule::TooShort};
    if (value.size() > (field.maxLength > 0 ? field.maxLength : 200))
        return FieldViolation{Rule::TooLong};
    if (!field.pattern.isEmpty()) {
        const QRegularExpression pattern(QRegularExpression::anchoredPattern(field.pattern));
        if (!pattern.match(value).hasMatch())
            return FieldViolation{Rule::Pattern};
    }
    return std::nullopt;
}

} // namespace

std::optional<FieldViolation> checkField(const Field &field, const QString &value)
{
    if (value.trimmed().isEmpty())
        return field.required ? std::optional(FieldViolation{Rule::Required}) : std::nullopt;
    switch (field.type) {
    case Field::Type::Integer:
    case Field::Type::Decimal:
        return checkNumber(field, value);
    case Field::Type::Choice:
        return std::ranges::find(field.options, value, &Option::value) != field.options.end()
                   ? std::nullopt
                   : std::optional(FieldViolation{Rule::NotAnOption});
    case Field::Type::Boolean:
        return value == QLatin1String("true") || value == QLatin1String("false")
                   ? std::nullopt
                   : std::optional(FieldViolation{Rule::NotAnOption});
    case Field::Type::Date:
        return QDate::fromString(value, QStringLiteral("yyyy-MM-dd")).isValid() ? std::nullopt
                                                                                : std::optional(FieldViolation{Rule::NotADate});
    case Field::Type::Text:
        return checkText(field, value);
    }
    return std::nullopt;
}

} // namespace stanforis

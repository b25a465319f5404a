// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/fieldcheck.h"

#include "app/platform/state/violations.h"
#include "app/platform/state/wire.h"

#include <QDate>
#include <QRegularExpression>

#include <algorithm>

namespace stanforis {

using namespace Qt::StringLiterals;
using catalogue::v1::Field;

namespace {

constexpr int defaultMaxLength = 200;

QString checkNumber(const Field &field, const QString &value)
{
    static const QRegularExpression number(u"\\A-?(?:0|[1-9][0-9]{0,14})(?:\\.([0-9]{1,6}))?\\z"_s);
    const auto match = number.match(value);
    if (!match.hasMatch())
        return u"A number in digits, with a point before the fraction."_s;
    if (field.type() == Field::INTEGER && match.capturedLength(1) > 0)
        return u"A whole number."_s;
    if (field.type() == Field::DECIMAL && match.capturedLength(1) > field.decimals())
        return u"At most %1 digits after the point."_s.arg(field.decimals());
    const double amount = value.toDouble();
    const QString unit = field.unit().empty() ? QString() : u" "_s + fromWire(field.unit());
    if (field.has_minimum() && amount < field.minimum())
        return u"At least %1%2."_s.arg(QString::number(field.minimum(), 'g', 15), unit);
    if (field.has_maximum() && amount > field.maximum())
        return u"At most %1%2."_s.arg(QString::number(field.maximum(), 'g', 15), unit);
    return {};
}

QString checkText(const Field &field, const QString &value)
{
    const auto length = std::count_if(value.begin(), value.end(), [](QChar c) { return !c.isLowSurrogate(); });
    const int maximum = field.max_length() > 0 ? field.max_length() : defaultMaxLength;
    if (length < field.min_length())
        return u"At least %1 characters."_s.arg(field.min_length());
    if (length > maximum)
        return u"At most %1 characters."_s.arg(maximum);
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control && c != u'\n'; };
    if (std::any_of(value.begin(), value.end(), isControl))
        return u"No control characters."_s;
    if (!field.pattern().empty()) {
        const QRegularExpression pattern(QRegularExpression::anchoredPattern(fromWire(field.pattern())),
                                         QRegularExpression::UseUnicodePropertiesOption);
        if (!pattern.match(value).hasMatch())
            return field.pattern_help().empty() ? u"Not of the form that is asked for."_s : fromWire(field.pattern_help());
    }
    return {};
}

} // namespace

QString checkValue(const Field &field, const QString &value)
{
    if (value.isEmpty())
        return field.required() ? u"This is required."_s : QString();
    switch (field.type()) {
    case Field::INTEGER:
    case Field::DECIMAL:
        return checkNumber(field, value);
    case Field::CHOICE: {
        const auto isValue = [&](const auto &option) { return fromWire(option.value()) == value; };
        return std::any_of(field.options().begin(), field.options().end(), isValue) ? QString() : u"One of the choices."_s;
    }
    case Field::DATE: {
        static const QRegularExpression form(u"\\A[0-9]{4}-[0-9]{2}-[0-9]{2}\\z"_s);
        const bool isDate = form.match(value).hasMatch() && QDate::fromString(value, Qt::ISODate).isValid();
        return isDate ? QString() : u"A date such as 2026-11-22."_s;
    }
    case Field::BOOLEAN:
        return value == "true"_L1 || value == "false"_L1 ? QString() : u"Yes or no."_s;
    default:
        return checkText(field, value);
    }
}

Violations checkForm(const catalogue::v1::Operation &operation, const QMap<QString, QString> &values)
{
    Violations violations;
    QStringList known;
    for (const Field &field : operation.fields()) {
        const QString id = fromWire(field.id());
        known.append(id);
        const QString broken = checkValue(field, values.value(id));
        if (!broken.isEmpty())
            violations.add(id, broken);
    }
    for (auto value = values.begin(); value != values.end(); ++value) {
        if (!known.contains(value.key()))
            violations.add(value.key(), u"The form has no such field."_s);
    }
    return violations;
}

QString displayValue(const Field &field, const QString &value)
{
    for (const auto &option : field.options()) {
        if (fromWire(option.value()) == value)
            return fromWire(option.label());
    }
    if (field.type() == Field::BOOLEAN)
        return value == "true"_L1 ? u"Yes"_s : u"No"_s;
    return value;
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/fieldrules.h"

#include <QTest>

using namespace stanforis;
using Rule = FieldViolation::Rule;

Q_DECLARE_METATYPE(stanforis::Field)

class FieldRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachRuleHasItsLimit_data()
    {
        QTest::addColumn<Field>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("rule"); // -1: valid
        const auto row = [](const char *name, const Field &field, const char *value, std::optional<Rule> rule) {
            QTest::newRow(name) << field << QString::fromUtf8(value) << (rule ? static_cast<int>(*rule) : -1);
        };
        Field required{.required = true};
        row("required, empty", required, "  ", Rule::Required);
        row("optional, empty", Field{}, "", std::nullopt);
        Field whole{.type = Field::Type::Integer, .minimum = 1, .maximum = 10};
        row("integer", whole, "10", std::nullopt);
        row("integer too large", whole, "11", Rule::TooLarge);
        row("integer too small", whole, "0", Rule::TooSmall);
        row("integer with a point", whole, "1.5", Rule::TooManyDecimals);
        row("not a number", whole, "ten", Rule::NotANumber);
        row("exponent", whole, "1e1", Rule::NotANumber);
        row("hexadecimal", whole, "0x1", Rule::NotANumber);
        row("infinity", whole, "inf", Rule::NotANumber);
        Field decimal{.type = Field::Type::Decimal, .decimals = 2};
        row("decimal", decimal, "-3.25", std::nullopt);
        row("too many decimals", decimal, "3.257", Rule::TooManyDecimals);
        row("a comma", decimal, "3,2", Rule::NotANumber);
        Field text{.minLength = 3, .maxLength = 5, .pattern = QStringLiteral("[A-Z]+")};
        row("text", text, "ABC", std::nullopt);
        row("short", text, "AB", Rule::TooShort);
        row("long", text, "ABCDEF", Rule::TooLong);
        row("pattern", text, "ABc", Rule::Pattern);
        row("pattern must match all", text, "AB1", Rule::Pattern);
        Field choice{.type = Field::Type::Choice, .options = {{QStringLiteral("a"), {}}}};
        row("option", choice, "a", std::nullopt);
        row("not an option", choice, "b", Rule::NotAnOption);
        Field date{.type = Field::Type::Date};
        row("date", date, "2026-11-22", std::nullopt);
        row("no such day", date, "2026-02-30", Rule::NotADate);
        row("date and time", date, "2026-11-22T10:00", Rule::NotADate);
        Field yes{.type = Field::Type::Boolean};
        row("true", yes, "true", std::nullopt);
        row("yes", yes, "yes", Rule::NotAnOption);
    }
    void eachRuleHasItsLimit()
    {
        QFETCH(Field, field);
        QFETCH(QString, value);
        QFETCH(int, rule);
        const auto violation = checkField(field, value);
        QCOMPARE(violation ? static_cast<int>(violation->rule) : -1, rule);
    }
};

QTEST_GUILESS_MAIN(FieldRulesTest)
#include "tst_fieldrules.moc"

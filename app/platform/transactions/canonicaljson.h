// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <variant>
#include <vector>

namespace stanforis {

/// A value of the JSON that is signed: texts, whole numbers, lists and objects. RFC 8785 with nothing in it that two
/// programs could write differently: no fractions, no booleans, no null.
struct CanonicalValue
{
    using List = std::vector<CanonicalValue>;
    using Object = std::map<QString, CanonicalValue>; ///< QString compares by UTF-16 code unit, as RFC 8785 §3.2.3 sorts

    std::variant<QString, qint64, List, Object> value;

    CanonicalValue() = default;
    CanonicalValue(QString text)
        : value(std::move(text))
    {}
    CanonicalValue(qint64 number)
        : value(number)
    {}
    CanonicalValue(List list)
        : value(std::move(list))
    {}
    CanonicalValue(Object object)
        : value(std::move(object))
    {}

    [[nodiscard]] const QString *text() const { return std::get_if<QString>(&value); }
    [[nodiscard]] const qint64 *number() const { return std::get_if<qint64>(&value); }
    [[nodiscard]] const Object *object() const { return std::get_if<Object>(&value); }
    friend bool operator==(const CanonicalValue &, const CanonicalValue &) = default;
};

/// The one way to write it. Invalid: a lone surrogate, or a number of 2^53 or more.
[[nodiscard]] Result<QByteArray> writeCanonical(const CanonicalValue &value);

/// Reads only what writeCanonical() writes: anything else (space, order, duplicate names, other escapes, fractions,
/// bytes that are not UTF-8, deeper than 8, longer than 1 MiB) is Malformed.
[[nodiscard]] Result<CanonicalValue> readCanonical(const QByteArray &bytes);

} // namespace stanforis

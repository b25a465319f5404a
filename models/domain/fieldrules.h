// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogue.h"

#include <optional>

namespace stanforis {

/// Which rule of a Field a text breaks; the sentence is made in views.
struct FieldViolation
{
    enum class Rule {
        Required,
        NotANumber,
        TooSmall,
        TooLarge,
        TooManyDecimals,
        TooShort,
        TooLong,
        Pattern,
        NotAnOption,
        NotADate
    };
    Rule rule = Rule::Required;
};

/// Checks one value as the platform will. Empty optional: valid.
[[nodiscard]] std::optional<FieldViolation> checkField(const Field &field, const QString &value);

} // namespace stanforis

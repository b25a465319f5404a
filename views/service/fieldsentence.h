// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/fieldrules.h"

#include <QString>

namespace stanforis {

/// One sentence that says the limit a value breaks.
[[nodiscard]] QString fieldSentence(const Field &field, const FieldViolation &violation);
/// The value as a person reads it: the option's label, the number with its unit, the day.
[[nodiscard]] QString fieldValueText(const Field &field, const QString &value);

} // namespace stanforis

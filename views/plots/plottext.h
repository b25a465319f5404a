// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QString>
#include <QTimeZone>

class QDateTime;

namespace stanforis {

/// Words and numbers on plots: 24 h time in the zone given, fixed decimals, no-break space between thousands and before units.
namespace plottext {

[[nodiscard]] QString number(double value, int decimals);
/// The number with its unit, kept together in right-to-left text (U+2066 … U+2069).
[[nodiscard]] QString quantity(double value, int decimals, const QString &unit);
[[nodiscard]] QDateTime localTime(Instant time, const QTimeZone &zone = QTimeZone::systemTimeZone());
[[nodiscard]] QString clock(Instant time, const QTimeZone &zone = QTimeZone::systemTimeZone()); ///< "14:32:07"
[[nodiscard]] QString day(Instant time);                                                        ///< "22 Nov 2026"
/// A tick of an axis whose ticks are `step` apart: "14:32", "14:32:10" or "22 Nov".
[[nodiscard]] QString tick(Instant time, Duration step, const QTimeZone &zone = QTimeZone::systemTimeZone());
/// Rounded to the unit a person would use: "40 s", "12 min", "3 h", "2 d".
[[nodiscard]] QString length(Duration duration);

} // namespace plottext
} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stanforis/catalogue/v1/catalogue.pb.h"

#include <QString>

namespace stanforis {

/// What it is called when the measure is beyond its limit, two or three words: "Slow", "Spinning reserve low".
[[nodiscard]] QString conditionWords(const catalogue::v1::Measure &measure);
/// One word for the map: "Reserve".
[[nodiscard]] QString conditionWord(const catalogue::v1::Measure &measure);
/// One sentence with value and limit: "Spinning reserve is 331 MW (Required 350 MW)."
[[nodiscard]] QString conditionSentence(const catalogue::v1::Measure &measure, double value);

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/bench.h"

#include <QJsonObject>

namespace stanforis::bench {

/// `name ours peer ratio n`, then whether the floor and the aim are met.
[[nodiscard]] QString lineOf(const Figure &figure);
[[nodiscard]] QJsonObject jsonOf(const Figure &figure);
/// Date, machine, and the versions of what was measured.
[[nodiscard]] QJsonObject circumstances(const Options &options);

} // namespace stanforis::bench

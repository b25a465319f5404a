// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

#include <cstdint>

namespace stanforis {

/// Bits that belong to a service, the same in every run.
[[nodiscard]] std::uint64_t streamOf(const ServiceId &service);
/// "ipay-7c4f-a1"
[[nodiscard]] QString instanceName(const ServiceId &service, int number);
/// "Castrel 1"
[[nodiscard]] QString siteName(const ServiceId &service, int number);

} // namespace stanforis

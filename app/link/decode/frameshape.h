// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace stanforis {

/// Whether bytes have the shape of a telemetry frame that is worth parsing: well-formed fields, no groups, no more than 200,000
/// blocks, 100,000 announcements and 1,000,000 fields, the fields of blocks included. Two bytes on the wire can become a hundred
/// in memory; this bounds what a frame can make a parser allocate. Costs a few nanoseconds for each field.
[[nodiscard]] bool hasFrameShape(std::string_view bytes);

} // namespace stanforis

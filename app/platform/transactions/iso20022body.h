// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/transactions/domainbody.h"

namespace stanforis {

/// An ISO 20022 message in XML, in the namespace of its message definition, elements in the order of the schema. What the
/// form asks for beyond the definition goes to SplmtryData.
[[nodiscard]] QByteArray iso20022Message(const BodySource &source);

} // namespace stanforis

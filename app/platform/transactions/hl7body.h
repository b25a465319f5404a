// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/transactions/domainbody.h"

namespace stanforis {

/// An HL7 version 2.5 message in its ER7 form: MSH, EVN, PID and the segments the form's fields name ("PV1-3.4").
[[nodiscard]] QByteArray hl7Message(const BodySource &source);

} // namespace stanforis

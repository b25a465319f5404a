// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/transactions/domainbody.h"

#include <QJsonObject>

namespace stanforis {

/// The HL7 FHIR R4 resource of the operation: what the resource type requires, and the form's fields at their paths with the
/// code system, the display text or the UCUM unit that belongs beside them.
[[nodiscard]] QJsonObject fhirResource(const BodySource &source);

} // namespace stanforis

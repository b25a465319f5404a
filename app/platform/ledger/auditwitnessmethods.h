// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"

namespace stanforis {

class AuditWitness;

/// stanforis.audit.v1; the witness must outlive the methods.
void addAuditWitnessMethods(Methods &methods, AuditWitness &witness);

} // namespace stanforis

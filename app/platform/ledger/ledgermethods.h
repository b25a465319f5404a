// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"

namespace stanforis {

class Ledger;

/// stanforis.ledger.v1; the ledger must outlive the methods.
void addLedgerMethods(Methods &methods, const Ledger &ledger);

} // namespace stanforis

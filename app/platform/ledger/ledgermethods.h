// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"

namespace stanforis {

class Ledger;
class ReceiptSeal;

/// stanforis.ledger.v1; ledger and seal must outlive the methods.
void addLedgerMethods(Methods &methods, const Ledger &ledger, const ReceiptSeal &seal);

} // namespace stanforis

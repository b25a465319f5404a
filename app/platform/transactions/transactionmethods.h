// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"

namespace stanforis {

class TransactionService;

/// Adds stanforis.transactions.v1.Transactions; the service outlives the methods.
void addTransactionMethods(Methods &methods, TransactionService &service);

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/ledger/ledgermethods.h"

#include "app/platform/ledger/ledger.h"
#include "app/platform/ledger/receiptseal.h"
#include "app/platform/state/handlers.h"

namespace stanforis {

void addLedgerMethods(Methods &methods, const Ledger &ledger, const ReceiptSeal &seal)
{
    using namespace stanforis::ledger::v1;
    methods.insert("/stanforis.ledger.v1.Ledger/GetCheckpoint",
                   unaryMethod<GetCheckpointRequest, Checkpoint>(Audience::Public,
                                                                 [&ledger](const Caller *, const GetCheckpointRequest &request) {
                                                                     return ledger.checkpoint(request.known_size());
                                                                 }));
    methods.insert("/stanforis.ledger.v1.Ledger/Seal",
                   unaryMethod<SealRequest, Sealed>(
                       Audience::Public, [&seal](const Caller *, const SealRequest &request) { return seal.seal(request); }));
}

} // namespace stanforis

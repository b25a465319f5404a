// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/ledger/ledgermethods.h"

#include "app/platform/ledger/ledger.h"
#include "app/platform/state/handlers.h"

namespace stanforis {

void addLedgerMethods(Methods &methods, const Ledger &ledger)
{
    using namespace stanforis::ledger::v1;
    methods.insert("/stanforis.ledger.v1.Ledger/GetCheckpoint",
                   unaryMethod<GetCheckpointRequest, Checkpoint>(Audience::Public,
                                                                 [&ledger](const Caller *, const GetCheckpointRequest &request) {
                                                                     return ledger.checkpoint(request.known_size());
                                                                 }));
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/ledger/auditwitnessmethods.h"

#include "app/platform/ledger/auditwitness.h"
#include "app/platform/state/handlers.h"

namespace stanforis {

void addAuditWitnessMethods(Methods &methods, AuditWitness &witness)
{
    using namespace stanforis::audit::v1;
    const QByteArray prefix = "/stanforis.audit.v1.Witness/";
    methods.insert(prefix + "Cosign", unaryMethod<CosignRequest, Cosigned>(
                                          Audience::Platform, [&witness](const Caller *caller, const CosignRequest &request) {
                                              return witness.cosign(caller->workstation, request);
                                          }));
    methods.insert(prefix + "GetCosigned", unaryMethod<GetCosignedRequest, Cosigned>(
                                               Audience::Public, [&witness](const Caller *, const GetCosignedRequest &request) {
                                                   return witness.cosigned(request);
                                               }));
}

} // namespace stanforis

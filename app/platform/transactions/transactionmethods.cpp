// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/transactionmethods.h"

#include "app/platform/state/handlers.h"
#include "app/platform/transactions/transactionservice.h"
#include "app/platform/transactions/transactionwatch.h"

namespace stanforis {

using namespace transactions::v1;
using namespace Qt::StringLiterals;

namespace {

std::optional<Error> otherSector(const Caller &caller, const std::string &sector)
{
    if (caller.sector && caller.sector->value == fromWire(sector))
        return {};
    return Error{Error::Code::PermissionDenied, u"The token is for another sector."_s};
}

} // namespace

void addTransactionMethods(Methods &methods, TransactionService &service)
{
    const QByteArray prefix = "/stanforis.transactions.v1.Transactions/";
    methods.insert(prefix + "EnrolKey", unaryMethod<EnrolKeyRequest, EnrolKeyResponse>(
                                            Audience::Sector, [&service](const Caller *caller, const EnrolKeyRequest &request) {
                                                return service.enrolKey(*caller, request);
                                            }));
    methods.insert(prefix + "Prepare", unaryMethod<PrepareRequest, transactions::v1::Prepared>(
                                           Audience::Sector, [&service](const Caller *caller, const PrepareRequest &request) {
                                               return service.prepare(*caller, request);
                                           }));
    methods.insert(prefix + "BeginApproval",
                   unaryMethod<BeginApprovalRequest, Approval>(
                       Audience::Sector, [&service](const Caller *caller, const BeginApprovalRequest &request) {
                           return service.beginApproval(*caller, request);
                       }));
    methods.insert(prefix + "Submit", unaryMethod<SubmitRequest, Outcome>(
                                          Audience::Sector, [&service](const Caller *caller, const SubmitRequest &request) {
                                              return service.submit(*caller, request);
                                          }));
    methods.insert(prefix + "Decline", unaryMethod<DeclineRequest, Outcome>(
                                           Audience::Sector, [&service](const Caller *caller, const DeclineRequest &request) {
                                               return service.decline(*caller, request);
                                           }));
    methods.insert(prefix + "List",
                   unaryMethod<ListRequest, ListResponse>(
                       Audience::Sector, [&service](const Caller *caller, const ListRequest &request) -> Result<ListResponse> {
                           if (const auto refused = otherSector(*caller, request.sector_id()))
                               return *refused;
                           return service.list(*caller);
                       }));
    methods.insert(prefix + "GetReceipt",
                   unaryMethod<GetReceiptRequest, transactions::v1::Receipt>(
                       Audience::Sector,
                       [&service](const Caller *caller, const GetReceiptRequest &request) -> Result<transactions::v1::Receipt> {
                           if (const auto refused = otherSector(*caller, request.sector_id()))
                               return *refused;
                           return service.receipt(*caller, fromWire(request.transaction_id()));
                       }));
    methods.insert(prefix + "Watch",
                   streamMethod<ListRequest, Outcome>(Audience::Sector,
                                                      [&service](const Caller *caller, const ListRequest &request,
                                                                 Sink *sink) -> Result<std::unique_ptr<QObject>> {
                                                          if (const auto refused = otherSector(*caller, request.sector_id()))
                                                              return *refused;
                                                          auto watch = std::make_unique<TransactionWatch>(service, *caller, sink);
                                                          if (auto begun = watch->begin(); !begun)
                                                              return begun.error();
                                                          return std::unique_ptr<QObject>(std::move(watch));
                                                      }));
}

} // namespace stanforis

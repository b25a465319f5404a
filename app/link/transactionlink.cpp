// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/transactionlink.h"

#include "app/link/areacalls.h"
#include "app/link/decode/decodework.h"
#include "models/domain/keyset.h"
#include "models/domain/trustlist.h"
#include "models/ports/httpport.h"
#include "models/ports/signerport.h"

#include "stanforis/transactions/v1/transactions.pb.h"

#include <QPointer>

namespace stanforis {

namespace wire = stanforis::transactions::v1;

namespace {

constexpr auto submitMethod = "/stanforis.transactions.v1.Transactions/Submit";

} // namespace

TransactionLink::TransactionLink(Caller &caller, const Ways &ways, SignerPort &signer, HttpPort &http, const TrustList &trusted,
                                 const Addresses &addresses)
    : m_caller(caller)
    , m_ways(ways)
    , m_signer(signer)
    , m_http(http)
    , m_trusted(trusted)
    , m_addresses(addresses)
{}

void TransactionLink::prepare(QObject *context, const Draft &draft, Reply<Prepared> reply)
{
    wire::PrepareRequest request;
    request.set_sector_id(draft.sector.value.toStdString());
    request.set_service_id(draft.service.value.toStdString());
    request.set_page_id(draft.page.value.toStdString());
    request.set_operation_id(draft.operation.toStdString());
    request.set_record_id(draft.record.value.toStdString());
    request.set_etag(draft.etag.toStdString());
    for (auto it = draft.values.begin(); it != draft.values.end(); ++it)
        (*request.mutable_values())[it.key().toStdString()] = it.value().toStdString();
    m_caller.call(context, "/stanforis.transactions.v1.Transactions/Prepare", CallAudience::of(draft.sector), bytesOf(request),
                  decoding(std::move(reply), decodePrepared));
}

Result<Intent> TransactionLink::compose(const Draft &draft, const Prepared &prepared) const
{
    return m_signer.compose(draft, prepared);
}

Result<Intent> TransactionLink::intentOf(const Transaction &transaction) const
{
    return m_signer.read(transaction.jws, transaction.body, transaction.bodyType);
}

void TransactionLink::beginApproval(QObject *context, const SectorId &sector, const TransactionId &id, Reply<Approval> reply)
{
    wire::BeginApprovalRequest request;
    request.set_sector_id(sector.value.toStdString());
    request.set_transaction_id(id.value.toStdString());
    m_caller.call(context, "/stanforis.transactions.v1.Transactions/BeginApproval", CallAudience::of(sector), bytesOf(request),
                  decoding(std::move(reply), decodeApproval));
}

bool TransactionLink::asksForPin() const { return m_signer.asksForPin(); }

void TransactionLink::sign(QObject *context, const Intent &intent, const QByteArray &first, Secret pin, Reply<QByteArray> reply)
{
    // Shared because a reply is copied; the PIN itself is there once, and is wiped when nobody needs it any more.
    auto shared = std::make_shared<Secret>(std::move(pin));
    enrol(context, intent.sector,
          [this, self = QPointer<TransactionLink>(this), context, intent, first, shared,
           reply = std::move(reply)](const Result<Done> &enrolled) {
              if (!self || !enrolled) {
                  reply(enrolled ? Error{Error::Code::Cancelled, {}} : enrolled.error());
                  return;
              }
              const SignatureHeader header{intent.nonce, m_addresses.apiBase + QLatin1String(submitMethod)};
              m_signer.sign(context, intent, first, header, std::move(*shared), reply);
          });
}

void TransactionLink::enrol(QObject *context, const SectorId &sector, Reply<Done> reply)
{
    m_signer.enrolment(context, m_addresses.platformResource,
                       [this, self = QPointer<TransactionLink>(this), context, sector,
                        reply = std::move(reply)](const Result<KeyEnrolment> &enrolment) {
                           if (!self || !enrolment) {
                               reply(enrolment ? Error{Error::Code::Cancelled, {}} : enrolment.error());
                               return;
                           }
                           wire::EnrolKeyRequest request;
                           request.set_jwk(enrolment->jwk.toStdString());
                           request.set_proof(enrolment->proof.toStdString());
                           request.set_certificate(enrolment->certificate.toStdString());
                           // Also when it was enrolled before: another session of the same person may have begun, and saying it
                           // again is harmless.
                           m_caller.call(context, "/stanforis.transactions.v1.Transactions/EnrolKey", CallAudience::of(sector),
                                         bytesOf(request), [kid = enrolment->kid, reply](const Result<QByteArray> &bytes) {
                                             if (!bytes) {
                                                 reply(bytes.error());
                                                 return;
                                             }
                                             const auto response = parse<wire::EnrolKeyResponse>(*bytes);
                                             if (!response || text(response->kid()) != kid)
                                                 reply(Error{Error::Code::Malformed, QStringLiteral("kid")});
                                             else
                                                 reply(Done{});
                                         });
                       });
}

void TransactionLink::submit(QObject *context, const SectorId &sector, const QByteArray &jws, const QByteArray &body,
                             Reply<Transaction> reply)
{
    wire::SubmitRequest request;
    request.set_sector_id(sector.value.toStdString());
    request.set_jws(jws.toStdString());
    request.set_body(body.toStdString());
    m_caller.call(context, submitMethod, CallAudience::of(sector), bytesOf(request),
                  decoding(std::move(reply), decodeTransaction));
}

void TransactionLink::decline(QObject *context, const SectorId &sector, const TransactionId &id, const QString &reason,
                              Reply<Transaction> reply)
{
    wire::DeclineRequest request;
    request.set_sector_id(sector.value.toStdString());
    request.set_transaction_id(id.value.toStdString());
    request.set_reason(reason.toStdString());
    m_caller.call(context, "/stanforis.transactions.v1.Transactions/Decline", CallAudience::of(sector), bytesOf(request),
                  decoding(std::move(reply), decodeTransaction));
}

Watch TransactionLink::watch(const SectorId &sector, std::function<void(const Transaction &)> receiver)
{
    wire::ListRequest request;
    request.set_sector_id(sector.value.toStdString());
    return watchWith(m_ways, "/stanforis.transactions.v1.Transactions/Watch", CallAudience::of(sector), false, request,
                     decodeTransaction, std::move(receiver));
}

void TransactionLink::verify(QObject *context, const Receipt &receipt, Reply<ReceiptFacts> reply)
{
    HttpRequest request;
    request.url = m_addresses.receiptKeys;
    request.largestAnswer = 64 * 1024;
    // The keys are fetched each time: a key that was withdrawn must not verify from memory.
    m_http.send(context, request, [this, self = QPointer(this), receipt, reply = std::move(reply)](Result<HttpAnswer> answer) {
        if (!self)
            return;
        if (!answer)
            reply(answer.error());
        else if (answer->status != 200)
            reply(Error{Error::Code::Unavailable, QString::number(answer->status)});
        else if (const auto keys = listedKeys(answer->body, {m_trusted.receiptKeys, m_trusted.ledgerKeys}); !keys)
            reply(keys.error());
        else
            reply(m_signer.verifyReceipt(receipt, *keys));
    });
}

} // namespace stanforis

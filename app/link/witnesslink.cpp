// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/witnesslink.h"

#include "app/link/areacalls.h"
#include "models/domain/keyset.h"
#include "models/domain/trustlist.h"
#include "models/ports/httpport.h"

#include "stanforis/audit/v1/audit.pb.h"
#include "stanforis/ledger/v1/ledger.pb.h"

namespace stanforis {

namespace {

constexpr qsizetype largestKeySet = 64 * 1024;

Result<CosignedNote> decodeCosigned(const QByteArray &bytes)
{
    const auto message = parse<audit::v1::Cosigned>(bytes);
    if (!message)
        return message.error();
    return CosignedNote{raw(message->note()), raw(message->key())};
}

Result<LedgerHead> decodeLedgerHead(const QByteArray &bytes)
{
    const auto message = parse<ledger::v1::Checkpoint>(bytes);
    if (!message)
        return message.error();
    return LedgerHead{raw(message->note()),
                      listOf<QByteArray>(message->consistency(), [](const std::string &hash) { return raw(hash); })};
}

/// A zip archive that begins as EN 319 162-1 §4.3.3.2 says; what is in it is for other programs.
Result<QByteArray> decodeSealed(const QByteArray &bytes)
{
    const auto message = parse<ledger::v1::Sealed>(bytes);
    if (!message)
        return message.error();
    QByteArray container = raw(message->container());
    if (!container.startsWith("PK\x03\x04") || container.indexOf("mimetypeapplication/vnd.etsi.asic-e+zip") != 30)
        return Error{Error::Code::Malformed, QStringLiteral("container")};
    return container;
}

} // namespace

void WitnessLink::cosign(QObject *context, const CosignWish &wish, Reply<CosignedNote> reply)
{
    audit::v1::CosignRequest request;
    request.set_note(wish.note.toStdString());
    request.set_key(wish.key.toStdString());
    request.set_known_size(wish.knownSize);
    for (const QByteArray &hash : wish.consistency)
        request.add_consistency(hash.toStdString());
    m_caller.call(context, "/stanforis.audit.v1.Witness/Cosign", CallAudience::platform(), bytesOf(request),
                  decoding(std::move(reply), decodeCosigned));
}

void WitnessLink::cosigned(QObject *context, const QString &origin, const QString &workstation, Reply<CosignedNote> reply)
{
    audit::v1::GetCosignedRequest request;
    request.set_origin(origin.toStdString());
    request.set_workstation(workstation.toStdString());
    m_caller.call(context, "/stanforis.audit.v1.Witness/GetCosigned", CallAudience::open(), bytesOf(request),
                  decoding(std::move(reply), decodeCosigned));
}

void WitnessLink::ledgerHead(QObject *context, qint64 knownSize, Reply<LedgerHead> reply)
{
    ledger::v1::GetCheckpointRequest request;
    request.set_known_size(knownSize);
    m_caller.call(context, "/stanforis.ledger.v1.Ledger/GetCheckpoint", CallAudience::open(), bytesOf(request),
                  decoding(std::move(reply), decodeLedgerHead));
}

void WitnessLink::seal(QObject *context, const Receipt &receipt, Reply<QByteArray> reply)
{
    ledger::v1::SealRequest request;
    request.set_jws(receipt.jws.toStdString());
    request.set_transaction_jws(receipt.transactionJws.toStdString());
    request.set_body(receipt.body.toStdString());
    m_caller.call(context, "/stanforis.ledger.v1.Ledger/Seal", CallAudience::open(), bytesOf(request),
                  decoding<QByteArray>(std::move(reply), decodeSealed));
}

void WitnessLink::keySet(QObject *context, Reply<QByteArray> reply)
{
    HttpRequest request;
    request.url = m_keySet;
    request.largestAnswer = largestKeySet;
    m_http.send(context, request, [list = &m_trusted, reply = std::move(reply)](Result<HttpAnswer> answer) {
        if (!answer)
            reply(answer.error());
        else if (answer->status != 200)
            reply(Error{Error::Code::Unavailable, QString::number(answer->status)});
        else
            reply(listedKeys(answer->body, {list->receiptKeys, list->ledgerKeys}));
    });
}

} // namespace stanforis

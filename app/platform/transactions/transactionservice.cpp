// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/transactionservice.h"

#include "app/platform/records/recordservice.h"
#include "app/platform/state/database.h"
#include "app/platform/state/offer.h"
#include "app/platform/state/ulid.h"
#include "app/platform/state/wire.h"
#include "app/platform/subscriptions/subscriptionservice.h"
#include "app/platform/transactions/fieldcheck.h"
#include "app/platform/transactions/intent.h"
#include "app/platform/transactions/signedintent.h"
#include "app/platform/transactions/signingtime.h"

#include <QDateTime>

#include <algorithm>

namespace stanforis {

using namespace Qt::StringLiterals;
using transactions::v1::Outcome;

namespace {

RecordKey recordKey(const StoredTransaction &transaction)
{
    const Outcome &outcome = transaction.outcome;
    return {
        {SectorId{fromWire(outcome.sector_id())}, ServiceId{fromWire(outcome.service_id())}, PageId{fromWire(outcome.page_id())}},
        RecordId{transaction.record}};
}

Error denied(const QString &sentence) { return {Error::Code::PermissionDenied, sentence}; }

} // namespace

TransactionService::TransactionService(const Parts &parts, Settings settings, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_store(parts.database)
    , m_keys(parts.database, parts.clock, std::move(settings.proofAudiences), parts.cards)
    , m_nonces(parts.database)
    , m_submitUri(std::move(settings.submitUri))
    , m_ledger(parts.database, std::move(settings.ledger), std::move(settings.issuer))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TransactionService::advance);
}

Result<Done> TransactionService::start()
{
    if (const auto opened = m_ledger.open(); !opened)
        return opened.error();
    advance();
    return Done{};
}

Result<transactions::v1::EnrolKeyResponse> TransactionService::enrolKey(const Caller &caller,
                                                                        const transactions::v1::EnrolKeyRequest &request)
{
    return m_keys.enrol(caller, request);
}

Result<Outcome> TransactionService::submit(const Caller &caller, const transactions::v1::SubmitRequest &request)
{
    const auto signedIntent = SignedIntent::read(bytesFromWire(request.jws()));
    if (!signedIntent)
        return signedIntent.error();
    if (!caller.sector || fromWire(request.sector_id()) != caller.sector->value)
        return denied(u"The token is for another sector."_s);
    auto transaction = m_store.find(signedIntent->transaction, *caller.sector);
    if (!transaction)
        return transaction.error();

    const QByteArray kept = bytesFromWire(transaction->outcome.jws());
    const QByteArray given = signedIntent->canonicalText();
    const bool related = viewFor(caller.subject, *transaction).has_value();
    if (!kept.isEmpty() && related) {
        // Handed in again: the first signature at any time, or both once there are both. RFC 9110 §9.2.2 idea of idempotence.
        const auto before = SignedIntent::read(kept);
        if (given == kept || (before && given == before->firstText()))
            return answerFor(caller, *transaction);
    }
    if (request.body() != transaction->outcome.body())
        return Error{Error::Code::Invalid, u"The content is not what was handed out."_s};
    switch (transaction->outcome.state()) {
    case Outcome::STATE_UNSPECIFIED:
        return submitFirst(caller, *signedIntent, *std::move(transaction));
    case Outcome::WAITING:
    case Outcome::OUTDATED:
        return submitSecond(caller, *signedIntent, *std::move(transaction));
    default:
        return Error{Error::Code::Conflict, u"This transaction has already ended."_s};
    }
}

Result<Outcome> TransactionService::submitFirst(const Caller &caller, const SignedIntent &signedIntent,
                                                StoredTransaction transaction)
{
    const Instant now = m_parts.clock.now();
    const Instant issued = timeOfUlid(transaction.id());
    const auto *operation = operationOf(transaction);
    if (!operation || !holdsOneOf(caller.roles, operation->role_ids()))
        return denied(u"Your role no longer allows this operation."_s);
    // In a later session of theirs the same person may hand in what they signed before; the key is that of the session it
    // was prepared in.
    if (transaction.subject() != caller.subject)
        return denied(u"This transaction was prepared by somebody else."_s);
    if (signedIntent.jws.signatures.size() != 1)
        return Error{Error::Code::Invalid, u"The first person signs alone."_s};
    const auto added = matchIntent(signedIntent.payload, transaction.intent);
    if (!added)
        return added.error();
    if (auto fresh = checkSigningTime(added->signedAt, issued, now); !fresh)
        return fresh.error();
    const QString reason = added->reason.trimmed();
    if ((operation->reason_required() && reason.isEmpty()) || reason.size() > longestReason)
        return Error{Error::Code::Invalid, u"A reason of 1 to 400 characters is needed."_s};
    const auto key = m_keys.keyOf(caller.subject, transaction.session, signedIntent.jws.signatures[0].kid());
    if (!key)
        return key.error();
    if (auto verified = signedIntent.verify(0, {key->key, key->certificate, transaction.nonce, issued, now, m_submitUri});
        !verified)
        return verified.error();
    if (auto unchanged = checkUnchanged(transaction); !unchanged)
        return unchanged.error();

    Outcome &outcome = transaction.outcome;
    outcome.set_jws(signedIntent.canonicalText().toStdString());
    outcome.set_submitted_us(toMicroseconds(now));
    if (!operation->second_person())
        return finish(caller, std::move(transaction), {{caller.subject.value, key->key}});
    outcome.set_state(Outcome::WAITING);
    return keep(caller, transaction);
}

Result<Done> TransactionService::checkUnchanged(const StoredTransaction &transaction) const
{
    const auto record = m_parts.records.find(recordKey(transaction));
    if (!record)
        return record.error();
    if (fromWire(record->etag()) != transaction.etag)
        return Error{Error::Code::Conflict,
                     u"The record has changed since it was shown. Nothing was written; look at it again."_s};
    return Done{};
}

Result<Outcome> TransactionService::keep(const Caller &caller, const StoredTransaction &transaction)
{
    if (auto kept = m_store.put(transaction); !kept)
        return kept.error();
    armTimer();
    const Outcome answer = answerFor(caller, transaction);
    Q_EMIT transactionChanged(transaction);
    return answer;
}

Result<Outcome> TransactionService::finish(const Caller &caller, StoredTransaction transaction,
                                           const QList<Ledger::Signer> &signers)
{
    const Instant now = m_parts.clock.now();
    Database::Transaction atOnce(m_parts.database);
    Outcome &outcome = transaction.outcome;
    const QString second = signers.size() > 1 ? caller.name : QString();
    const auto written =
        m_parts.records.write(recordKey(transaction), fromWire(outcome.operation_id()), workOf(transaction, second));
    if (!written)
        return written.error();
    auto receipt = m_ledger.append(transaction.id(), bytesFromWire(outcome.jws()), bytesFromWire(outcome.body()), signers, now);
    if (!receipt)
        return receipt.error();
    outcome.set_state(Outcome::DONE);
    *outcome.mutable_receipt() = *std::move(receipt);
    if (auto kept = m_store.put(transaction); !kept)
        return kept.error();
    if (auto forgotten = m_nonces.forget(transaction.id()); !forgotten)
        return forgotten.error();
    if (auto done = atOnce.commit(); !done)
        return done.error();
    armTimer();
    const Outcome answer = answerFor(caller, transaction);
    Q_EMIT transactionChanged(transaction);
    outdate(transaction);
    return answer;
}

SignedWork TransactionService::workOf(const StoredTransaction &transaction, const QString &second) const
{
    const auto signedIntent = SignedIntent::read(bytesFromWire(transaction.outcome.jws()));
    const auto *operation = operationOf(transaction);
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(toMilliseconds(m_parts.clock.now()), Qt::UTC);
    SignedWork work;
    work.operation = operation ? fromWire(operation->name()) : fromWire(transaction.outcome.operation_id());
    work.date = now.toString(u"yyyy-MM-dd"_s);
    work.time = now.toString(u"yyyy-MM-dd HH:mm 'UTC'"_s);
    work.by = fromWire(transaction.outcome.requester());
    work.second = second;
    work.transaction = transaction.id();
    if (!signedIntent || !operation)
        return work;
    if (const auto reason = signedIntent->payload.find(u"reason"_s);
        reason != signedIntent->payload.end() && reason->second.text())
        work.reason = *reason->second.text();
    const auto parameters = signedIntent->payload.find(u"params"_s);
    for (const auto &field : operation->fields()) {
        const auto value = parameters->second.object()->find(fromWire(field.id()));
        if (value != parameters->second.object()->end())
            work.display.insert(value->first, displayValue(field, *value->second.text()));
    }
    return work;
}

const catalogue::v1::Operation *TransactionService::operationOf(const StoredTransaction &transaction) const
{
    const PageKey key = recordKey(transaction).page;
    const auto *page = m_parts.offer.servicePage(key.sector, key.service, key.page);
    if (!page)
        return nullptr;
    const auto &operations = page->operations();
    const auto found = std::find_if(operations.begin(), operations.end(),
                                    [&](const auto &operation) { return operation.id() == transaction.outcome.operation_id(); });
    return found == operations.end() ? nullptr : &*found;
}

} // namespace stanforis

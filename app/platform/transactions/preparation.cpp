// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/records/recordservice.h"
#include "app/platform/state/offer.h"
#include "app/platform/state/ulid.h"
#include "app/platform/state/violations.h"
#include "app/platform/state/wire.h"
#include "app/platform/subscriptions/subscriptionservice.h"
#include "app/platform/transactions/domainbody.h"
#include "app/platform/transactions/fieldcheck.h"
#include "app/platform/transactions/intent.h"
#include "app/platform/transactions/transactionservice.h"
#include "app/platform/transactions/signingtime.h"

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

constexpr int nonceBytes = 16;

} // namespace

Result<transactions::v1::Prepared> TransactionService::prepare(const Caller &caller,
                                                               const transactions::v1::PrepareRequest &request)
{
    const auto denied = [](const QString &sentence) { return Error{Error::Code::PermissionDenied, sentence}; };
    StoredTransaction transaction;
    auto &outcome = transaction.outcome;
    outcome.set_sector_id(request.sector_id());
    outcome.set_service_id(request.service_id());
    outcome.set_page_id(request.page_id());
    outcome.set_operation_id(request.operation_id());
    if (!caller.sector || fromWire(request.sector_id()) != caller.sector->value)
        return denied(u"The token is for another sector."_s);
    const PageKey pageKey{*caller.sector, ServiceId{fromWire(request.service_id())}, PageId{fromWire(request.page_id())}};
    const auto *page = m_parts.offer.servicePage(pageKey.sector, pageKey.service, pageKey.page);
    const auto *operation = operationOf(transaction);
    if (!page || !operation)
        return Error{Error::Code::NotFound, u"There is no such operation."_s};
    if (!holdsOneOf(caller.roles, operation->role_ids()))
        return denied(u"Your role does not allow this operation."_s);

    const auto record = m_parts.records.find({pageKey, RecordId{fromWire(request.record_id())}});
    if (!record)
        return record.error();
    if (record->etag() != request.etag())
        return Error{Error::Code::Conflict, u"The record has changed since it was shown. Look at it again."_s};
    QMap<QString, QString> values;
    for (const auto &[field, value] : request.values()) {
        if (!value.empty())
            values.insert(fromWire(field), fromWire(value));
    }
    if (const Violations violations = checkForm(*operation, values); !violations.isEmpty())
        return violations.toError(u"Some fields are outside their limits. Nothing was sent."_s);

    const Instant now = m_parts.clock.now();
    // In whole seconds, as the intent's `exp` and `due` are.
    const auto inSeconds = [now](auto ahead) -> Instant { return std::chrono::floor<std::chrono::seconds>(now + ahead); };
    const Instant expires = operation->second_person() ? inSeconds(timeForTwo) : inSeconds(timeToSign);
    const QString id = makeUlid(now);
    const DomainBody body = buildBody({*page, *operation, *record, values, id, caller.subject.value, caller.name, now});
    transaction.nonce = QString::fromLatin1(toBase64Url(randomBytes(nonceBytes)));
    transactions::v1::Prepared prepared;
    prepared.set_transaction_id(toWire(id));
    prepared.set_nonce(toWire(transaction.nonce));
    prepared.set_expires_us(toMicroseconds(expires));
    prepared.set_nonce_expires_us(toMicroseconds(inSeconds(timeToSign)));
    prepared.set_session_id(toWire(caller.session));
    prepared.set_workstation_id(toWire(caller.workstation));
    prepared.set_body(body.bytes.toStdString());
    prepared.set_body_type(toWire(body.type));
    prepared.set_second_person(operation->second_person());
    if (operation->second_person()) {
        QSet<RoleId> approving;
        for (const auto &role : operation->approver_role_ids())
            approving.insert(RoleId{fromWire(role)});
        for (const auto &holder : m_parts.subscriptions.holders(pageKey.sector, approving, caller.subject))
            prepared.add_approvers(toWire(holder.name));
    }

    auto intent = expectedIntent({request, prepared, caller.subject.value, values});
    if (!intent)
        return intent.error();
    transaction.intent = *std::move(intent);
    transaction.record = fromWire(record->id());
    transaction.etag = fromWire(record->etag());
    transaction.session = caller.session;
    outcome.set_transaction_id(prepared.transaction_id());
    outcome.set_body(prepared.body());
    outcome.set_body_type(prepared.body_type());
    outcome.set_title(operation->name() + ", " + record->title());
    outcome.set_requester(toWire(caller.name));
    outcome.set_requester_subject(toWire(caller.subject.value));
    outcome.set_expires_us(prepared.expires_us());
    if (auto kept = m_store.put(transaction); !kept)
        return kept.error();
    return prepared;
}

} // namespace stanforis

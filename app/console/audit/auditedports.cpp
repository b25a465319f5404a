// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/audit/auditedports.h"

#include "models/stores/auditstore.h"

#include <QTimer>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

QString resultOf(const Error &error)
{
    switch (error.code) {
    case Error::Code::PermissionDenied:
    case Error::Code::Unauthenticated:
        return u"denied"_s;
    case Error::Code::Invalid:
    case Error::Code::Conflict:
    case Error::Code::NotFound:
        return u"refused"_s;
    default:
        return u"failed"_s;
    }
}

/// Records the event with how it ended, then passes the reply on.
template <class Value>
Reply<Value> recording(AuditPort &audit, AuditEvent event, Reply<Value> reply)
{
    return [&audit, event = std::move(event), reply = std::move(reply)](Result<Value> result) mutable {
        if (!result)
            event.result = resultOf(result.error());
        audit.record(event);
        if (event.result == u"denied"_s)
            audit.record({.event = u"access.denied"_s, .object = event.event + u' ' + event.object, .result = event.result});
        reply(std::move(result));
    };
}

QString place(const SectorId &sector, const ServiceId &service, const PageId &page)
{
    return sector.value + u'/' + service.value + u'/' + page.value;
}

} // namespace

void AuditedRecords::list(QObject *context, const SectorId &sector, const ServiceId &service, const PageId &page,
                          const QString &text, Reply<RecordList> reply)
{
    AuditEvent event{.event = u"records.listed"_s, .object = place(sector, service, page)};
    if (!text.isEmpty())
        event.data.insert(u"searched"_s, text);
    m_port.list(context, sector, service, page, text, recording(m_audit, std::move(event), std::move(reply)));
}

void AuditedRecords::get(QObject *context, const SectorId &sector, const ServiceId &service, const PageId &page,
                         const RecordId &record, Reply<Record> reply)
{
    // A record's number can be that of a person.
    AuditEvent event{.event = u"record.opened"_s, .object = place(sector, service, page), .data = {{u"record"_s, record.value}}};
    m_port.get(context, sector, service, page, record, recording(m_audit, std::move(event), std::move(reply)));
}

void AuditedSubscriptions::request(QObject *context, const SubscriptionRequest &request, Reply<Subscription> reply)
{
    AuditEvent event{.event = u"subscription.asked"_s,
                     .object = request.sector.value + u':' + request.role.value,
                     .data = {{u"basis"_s, request.legalBasis}, {u"purpose"_s, request.purpose}}};
    m_port.request(context, request, recording(m_audit, std::move(event), std::move(reply)));
}

void AuditedSubscriptions::decide(QObject *context, const SubscriptionId &id, bool approve, const QString &answer,
                                  Reply<Subscription> reply)
{
    AuditEvent event{.event = approve ? u"subscription.approved"_s : u"subscription.refused"_s,
                     .object = id.value,
                     .data = {{u"answer"_s, answer}}};
    m_port.decide(context, id, approve, answer, recording(m_audit, std::move(event), std::move(reply)));
}

void AuditedSubscriptions::withdraw(QObject *context, const SubscriptionId &id, Reply<Subscription> reply)
{
    m_port.withdraw(context, id,
                    recording(m_audit, {.event = u"subscription.withdrawn"_s, .object = id.value}, std::move(reply)));
}

void AuditedSubscriptions::renew(QObject *context, const SubscriptionId &id, const QString &purpose, Instant until,
                                 Reply<Subscription> reply)
{
    AuditEvent event{.event = u"subscription.renewal-asked"_s, .object = id.value, .data = {{u"purpose"_s, purpose}}};
    m_port.renew(context, id, purpose, until, recording(m_audit, std::move(event), std::move(reply)));
}

void AuditedSessions::list(QObject *context, Reply<QList<SessionRecord>> reply)
{
    m_port.list(context, recording(m_audit, {.event = u"sessions.listed"_s}, std::move(reply)));
}

void AuditedSessions::end(QObject *context, const QString &id, SessionEnding::Kind kind, const QString &reason, Reply<Done> reply)
{
    AuditEvent event{.event = kind == SessionEnding::Kind::Locked ? u"sessions.locked"_s : u"sessions.ended"_s, .object = id};
    event.data.insert(u"reason"_s, reason);
    m_port.end(context, id, kind, reason, recording(m_audit, std::move(event), std::move(reply)));
}

void AuditedTransactions::prepare(QObject *context, const Draft &draft, Reply<Prepared> reply)
{
    AuditEvent event{.event = u"transaction.prepared"_s,
                     .object = place(draft.sector, draft.service, draft.page) + u'/' + draft.operation,
                     .data = {{u"record"_s, draft.record.value}}};
    m_port.prepare(context, draft, [this, event = std::move(event), reply = std::move(reply)](Result<Prepared> prepared) mutable {
        if (prepared)
            event.object += u' ' + prepared->id.value;
        recording<Prepared>(m_audit, event, reply)(std::move(prepared));
    });
}

void AuditedTransactions::beginApproval(QObject *context, const SectorId &sector, const TransactionId &id, Reply<Approval> reply)
{
    m_port.beginApproval(context, sector, id,
                         recording(m_audit, {.event = u"transaction.approval-begun"_s, .object = id.value}, std::move(reply)));
}

Result<Done> AuditedTransactions::mayBeSigned(const Intent &intent)
{
    if (m_store.bar(m_clock.now()) == AuditStore::Bar::None)
        return m_port.mayBeSigned(intent);
    m_audit.record({.event = u"transaction.barred"_s, .object = intent.id.value, .result = u"denied"_s});
    return Error{Error::Code::Storage, QLatin1String(auditBarDetail)};
}

void AuditedTransactions::sign(QObject *context, const Intent &intent, const QByteArray &first, Secret pin,
                               Reply<QByteArray> reply)
{
    if (const auto may = mayBeSigned(intent); !may) {
        QTimer::singleShot(0, context, [reply = std::move(reply), error = may.error()] { reply(error); });
        return;
    }
    const AuditEvent event{.event = first.isEmpty() ? u"transaction.signed"_s : u"transaction.approved"_s,
                           .object = intent.id.value};
    m_port.sign(context, intent, first, std::move(pin), recording(m_audit, event, std::move(reply)));
}

void AuditedTransactions::submit(QObject *context, const SectorId &sector, const QByteArray &jws, const QByteArray &body,
                                 Reply<Transaction> reply)
{
    m_port.submit(context, sector, jws, body,
                  [this, event = AuditEvent{.event = u"transaction.sent"_s, .object = sector.value},
                   reply = std::move(reply)](Result<Transaction> outcome) mutable {
                      if (outcome)
                          event.object = outcome->id.value;
                      recording<Transaction>(m_audit, event, reply)(std::move(outcome));
                  });
}

void AuditedTransactions::decline(QObject *context, const SectorId &sector, const TransactionId &id, const QString &reason,
                                  Reply<Transaction> reply)
{
    AuditEvent event{.event = u"transaction.declined"_s, .object = id.value, .data = {{u"reason"_s, reason}}};
    m_port.decline(context, sector, id, reason, recording(m_audit, std::move(event), std::move(reply)));
}

} // namespace stanforis

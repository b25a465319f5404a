// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/auditport.h"
#include "models/ports/recordport.h"
#include "models/ports/sessionsport.h"
#include "models/ports/subscriptionport.h"
#include "models/ports/transactionport.h"

namespace stanforis {

class AuditStore;
class Clock;

// Each stands before the port of the same name: passes everything on and records what a person did, whatever page it came from,
// and how it ended. GUI thread.

class AuditedRecords final : public RecordPort
{
public:
    AuditedRecords(RecordPort &port, AuditPort &audit)
        : m_port(port)
        , m_audit(audit)
    {}
    void list(QObject *context, const SectorId &sector, const ServiceId &service, const PageId &page, const QString &text,
              Reply<RecordList> reply) override;
    void get(QObject *context, const SectorId &sector, const ServiceId &service, const PageId &page, const RecordId &record,
             Reply<Record> reply) override;

private:
    RecordPort &m_port;
    AuditPort &m_audit;
};

class AuditedSubscriptions final : public SubscriptionPort
{
public:
    AuditedSubscriptions(SubscriptionPort &port, AuditPort &audit)
        : m_port(port)
        , m_audit(audit)
    {}
    Watch watch(std::function<void(const SubscriptionEvent &)> receiver) override { return m_port.watch(std::move(receiver)); }
    void request(QObject *context, const SubscriptionRequest &request, Reply<Subscription> reply) override;
    void decide(QObject *context, const SubscriptionId &id, bool approve, const QString &answer,
                Reply<Subscription> reply) override;
    void withdraw(QObject *context, const SubscriptionId &id, Reply<Subscription> reply) override;
    void renew(QObject *context, const SubscriptionId &id, const QString &purpose, Instant until,
               Reply<Subscription> reply) override;

private:
    SubscriptionPort &m_port;
    AuditPort &m_audit;
};

class AuditedSessions final : public SessionsPort
{
public:
    AuditedSessions(SessionsPort &port, AuditPort &audit)
        : m_port(port)
        , m_audit(audit)
    {}
    void list(QObject *context, Reply<QList<SessionRecord>> reply) override;
    Watch watchList(std::function<void(const QList<SessionRecord> &)> receiver) override
    {
        return m_port.watchList(std::move(receiver));
    }
    void end(QObject *context, const QString &id, SessionEnding::Kind kind, const QString &reason, Reply<Done> reply) override;
    void endMine(QObject *context, Reply<Done> reply) override { m_port.endMine(context, std::move(reply)); }
    Watch watch(std::function<void(const SessionEnding &)> receiver) override { return m_port.watch(std::move(receiver)); }

private:
    SessionsPort &m_port;
    AuditPort &m_audit;
};

/// Also refuses to sign while the log does not allow it (AuditStore::bar()): Storage, with `auditBarDetail`.
class AuditedTransactions final : public TransactionPort
{
public:
    AuditedTransactions(TransactionPort &port, AuditPort &audit, const AuditStore &store, const Clock &clock)
        : m_port(port)
        , m_audit(audit)
        , m_store(store)
        , m_clock(clock)
    {}
    void prepare(QObject *context, const Draft &draft, Reply<Prepared> reply) override;
    Result<Intent> compose(const Draft &draft, const Prepared &prepared) const override
    {
        return m_port.compose(draft, prepared);
    }
    Result<Intent> intentOf(const Transaction &transaction) const override { return m_port.intentOf(transaction); }
    void beginApproval(QObject *context, const SectorId &sector, const TransactionId &id, Reply<Approval> reply) override;
    Result<Done> mayBeSigned(const Intent &intent) override;
    bool asksForPin() const override { return m_port.asksForPin(); }
    void sign(QObject *context, const Intent &intent, const QByteArray &first, Secret pin, Reply<QByteArray> reply) override;
    void submit(QObject *context, const SectorId &sector, const QByteArray &jws, const QByteArray &body,
                Reply<Transaction> reply) override;
    void decline(QObject *context, const SectorId &sector, const TransactionId &id, const QString &reason,
                 Reply<Transaction> reply) override;
    Watch watch(const SectorId &sector, std::function<void(const Transaction &)> receiver) override
    {
        return m_port.watch(sector, std::move(receiver));
    }
    void verify(QObject *context, const Receipt &receipt, Reply<ReceiptFacts> reply) override
    {
        m_port.verify(context, receipt, std::move(reply));
    }

private:
    TransactionPort &m_port;
    AuditPort &m_audit;
    const AuditStore &m_store;
    const Clock &m_clock;
};

} // namespace stanforis

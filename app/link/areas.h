// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/standingstream.h"
#include "models/ports/catalogueport.h"
#include "models/ports/healthport.h"
#include "models/ports/noticeport.h"
#include "models/ports/recordport.h"
#include "models/ports/subscriptionport.h"

namespace stanforis {

// One class for each area of the contract; all borrow the Caller and the Ways, which outlive them.

class CatalogueLink final : public CataloguePort
{
public:
    explicit CatalogueLink(Caller &caller)
        : m_caller(caller)
    {}
    void sectors(QObject *context, Reply<QList<SectorSummary>> reply) override;
    void sector(QObject *context, const SectorId &id, Reply<Sector> reply) override;
    void page(QObject *context, const SectorId &sector, const ServiceId &service, const PageId &page,
              Reply<ServicePageDefinition> reply) override;

private:
    Caller &m_caller;
};

class SubscriptionLink final : public SubscriptionPort
{
public:
    SubscriptionLink(Caller &caller, const Ways &ways)
        : m_caller(caller)
        , m_ways(ways)
    {}
    Watch watch(std::function<void(const SubscriptionEvent &)> receiver) override;
    void request(QObject *context, const SubscriptionRequest &request, Reply<Subscription> reply) override;
    void decide(QObject *context, const SubscriptionId &id, bool approve, const QString &answer,
                Reply<Subscription> reply) override;
    void withdraw(QObject *context, const SubscriptionId &id, Reply<Subscription> reply) override;
    void renew(QObject *context, const SubscriptionId &id, const QString &purpose, Instant until,
               Reply<Subscription> reply) override;

private:
    Caller &m_caller;
    const Ways m_ways;
};

class HealthLink final : public HealthPort
{
public:
    HealthLink(Caller &caller, const Ways &ways)
        : m_caller(caller)
        , m_ways(ways)
    {}
    Watch watch(const SectorId &sector, std::function<void(const HealthUpdate &)> receiver) override;
    void inspect(QObject *context, const SectorId &sector, const ServiceId &service, Instant after,
                 Reply<Inspection> reply) override;

private:
    Caller &m_caller;
    const Ways m_ways;
};

class RecordLink final : public RecordPort
{
public:
    explicit RecordLink(Caller &caller)
        : m_caller(caller)
    {}
    void list(QObject *context, const SectorId &sector, const ServiceId &service, const PageId &page, const QString &text,
              Reply<RecordList> reply) override;
    void get(QObject *context, const SectorId &sector, const ServiceId &service, const PageId &page, const RecordId &record,
             Reply<Record> reply) override;

private:
    Caller &m_caller;
};

class NoticeLink final : public NoticePort
{
public:
    NoticeLink(Caller &caller, const Ways &ways)
        : m_caller(caller)
        , m_ways(ways)
    {}
    void publicNotices(QObject *context, Reply<QList<Notice>> reply) override;
    Watch watch(std::function<void(const Notice &)> receiver) override;

private:
    Caller &m_caller;
    const Ways m_ways;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/areas.h"

#include "app/link/areacalls.h"
#include "app/link/decode/decodecatalogue.h"
#include "app/link/decode/decodehealth.h"
#include "app/link/decode/decodework.h"

#include "stanforis/catalogue/v1/catalogue.pb.h"
#include "stanforis/health/v1/health.pb.h"
#include "stanforis/notices/v1/notices.pb.h"
#include "stanforis/records/v1/records.pb.h"
#include "stanforis/subscriptions/v1/subscriptions.pb.h"

namespace stanforis {

Q_LOGGING_CATEGORY(linkLog, "stanforis.link")

void CatalogueLink::sectors(QObject *context, Reply<QList<SectorSummary>> reply)
{
    m_caller.call(context, "/stanforis.catalogue.v1.Catalogue/ListSectors", CallAudience::platform(), {},
                  decoding(std::move(reply), decodeSectors));
}

void CatalogueLink::sector(QObject *context, const SectorId &id, Reply<Sector> reply)
{
    catalogue::v1::GetSectorRequest request;
    request.set_sector_id(id.value.toStdString());
    m_caller.call(context, "/stanforis.catalogue.v1.Catalogue/GetSector", CallAudience::of(id), bytesOf(request),
                  decoding(std::move(reply), decodeSector));
}

void CatalogueLink::page(QObject *context, const SectorId &sector, const ServiceId &service, const PageId &page,
                         Reply<ServicePageDefinition> reply)
{
    catalogue::v1::GetServicePageRequest request;
    request.set_sector_id(sector.value.toStdString());
    request.set_service_id(service.value.toStdString());
    request.set_page_id(page.value.toStdString());
    m_caller.call(context, "/stanforis.catalogue.v1.Catalogue/GetServicePage", CallAudience::of(sector), bytesOf(request),
                  decoding(std::move(reply), decodeServicePage));
}

Watch SubscriptionLink::watch(std::function<void(const SubscriptionEvent &)> receiver)
{
    return watchWith(m_ways, "/stanforis.subscriptions.v1.Subscriptions/Watch", CallAudience::platform(), false,
                     subscriptions::v1::WatchRequest(), decodeSubscriptionEvent, std::move(receiver));
}

void SubscriptionLink::request(QObject *context, const SubscriptionRequest &wish, Reply<Subscription> reply)
{
    subscriptions::v1::RequestRequest request;
    request.set_sector_id(wish.sector.value.toStdString());
    request.set_role_id(wish.role.value.toStdString());
    request.set_purpose(wish.purpose.toStdString());
    request.set_legal_basis(wish.legalBasis.toStdString());
    request.set_from_us(toMicroseconds(wish.period.from));
    request.set_to_us(toMicroseconds(wish.period.to));
    m_caller.call(context, "/stanforis.subscriptions.v1.Subscriptions/Request", CallAudience::platform(), bytesOf(request),
                  decoding(std::move(reply), decodeSubscription));
}

void SubscriptionLink::decide(QObject *context, const SubscriptionId &id, bool approve, const QString &answer,
                              Reply<Subscription> reply)
{
    subscriptions::v1::DecideRequest request;
    request.set_id(id.value.toStdString());
    request.set_approve(approve);
    request.set_answer(answer.toStdString());
    m_caller.call(context, "/stanforis.subscriptions.v1.Subscriptions/Decide", CallAudience::platform(), bytesOf(request),
                  decoding(std::move(reply), decodeSubscription));
}

void SubscriptionLink::withdraw(QObject *context, const SubscriptionId &id, Reply<Subscription> reply)
{
    subscriptions::v1::WithdrawRequest request;
    request.set_id(id.value.toStdString());
    m_caller.call(context, "/stanforis.subscriptions.v1.Subscriptions/Withdraw", CallAudience::platform(), bytesOf(request),
                  decoding(std::move(reply), decodeSubscription));
}

void SubscriptionLink::renew(QObject *context, const SubscriptionId &id, const QString &purpose, Instant until,
                             Reply<Subscription> reply)
{
    subscriptions::v1::RenewRequest request;
    request.set_id(id.value.toStdString());
    request.set_purpose(purpose.toStdString());
    request.set_to_us(toMicroseconds(until));
    m_caller.call(context, "/stanforis.subscriptions.v1.Subscriptions/Renew", CallAudience::platform(), bytesOf(request),
                  decoding(std::move(reply), decodeSubscription));
}

Watch HealthLink::watch(const SectorId &sector, std::function<void(const HealthUpdate &)> receiver)
{
    health::v1::WatchRequest request;
    request.set_sector_id(sector.value.toStdString());
    return watchWith(m_ways, "/stanforis.health.v1.Health/Watch", CallAudience::of(sector), true, request, decodeHealthUpdate,
                     std::move(receiver));
}

void HealthLink::inspect(QObject *context, const SectorId &sector, const ServiceId &service, Instant after,
                         Reply<Inspection> reply)
{
    health::v1::InspectRequest request;
    request.set_sector_id(sector.value.toStdString());
    request.set_service_id(service.value.toStdString());
    request.set_after_us(toMicroseconds(after));
    m_caller.call(context, "/stanforis.health.v1.Health/Inspect", CallAudience::of(sector), bytesOf(request),
                  decoding(std::move(reply), decodeInspection));
}

void RecordLink::list(QObject *context, const SectorId &sector, const ServiceId &service, const PageId &page, const QString &text,
                      Reply<RecordList> reply)
{
    records::v1::ListRequest request;
    request.set_sector_id(sector.value.toStdString());
    request.set_service_id(service.value.toStdString());
    request.set_page_id(page.value.toStdString());
    request.set_text(text.toStdString());
    m_caller.call(context, "/stanforis.records.v1.Records/List", CallAudience::of(sector), bytesOf(request),
                  decoding(std::move(reply), decodeRecords));
}

void RecordLink::get(QObject *context, const SectorId &sector, const ServiceId &service, const PageId &page,
                     const RecordId &record, Reply<Record> reply)
{
    records::v1::GetRequest request;
    request.set_sector_id(sector.value.toStdString());
    request.set_service_id(service.value.toStdString());
    request.set_page_id(page.value.toStdString());
    request.set_record_id(record.value.toStdString());
    m_caller.call(context, "/stanforis.records.v1.Records/Get", CallAudience::of(sector), bytesOf(request),
                  decoding(std::move(reply), decodeRecord));
}

void NoticeLink::publicNotices(QObject *context, Reply<QList<Notice>> reply)
{
    m_caller.call(context, "/stanforis.notices.v1.Notices/ListPublic", CallAudience::open(), {},
                  decoding(std::move(reply), decodeNotices));
}

Watch NoticeLink::watch(std::function<void(const Notice &)> receiver)
{
    return watchWith(m_ways, "/stanforis.notices.v1.Notices/Watch", CallAudience::platform(), false, notices::v1::WatchRequest(),
                     decodeNotice, std::move(receiver));
}

} // namespace stanforis

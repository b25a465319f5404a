// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/records/recordservice.h"

#include "app/platform/state/database.h"
#include "app/platform/state/offer.h"
#include "app/platform/state/wire.h"
#include "app/platform/subscriptions/subscriptionservice.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <google/protobuf/util/json_util.h>

#include <algorithm>

namespace stanforis {

using namespace Qt::StringLiterals;
using records::v1::Record;

namespace {

constexpr uint32_t defaultLimit = 100;
constexpr uint32_t mostAtOnce = 500;
constexpr int shownReads = 20;

QString effectKey(const PageKey &page, const QString &operation)
{
    return QStringList{page.sector.value, page.service.value, page.page.value, operation}.join(u'/');
}

/// All words occur in what the list shows.
bool matches(const Record &record, const QStringList &words)
{
    QStringList shown{fromWire(record.title()), fromWire(record.subtitle())};
    for (const auto &[column, value] : record.values())
        shown.append(fromWire(value));
    const QString text = shown.join(u'\n');
    return std::all_of(words.begin(), words.end(), [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

QString minuteText(Instant time)
{
    return QDateTime::fromMSecsSinceEpoch(toMilliseconds(time), Qt::UTC).toString(u"yyyy-MM-dd HH:mm 'UTC'"_s);
}

} // namespace

RecordService::RecordService(Database &database, const Offer &offer, const SubscriptionService &subscriptions, const Clock &clock)
    : m_store(database)
    , m_database(database)
    , m_offer(offer)
    , m_subscriptions(subscriptions)
    , m_clock(clock)
{}

QString RecordService::builtIn() { return u":/stanforis/catalogue/records"_s; }

Result<Done> RecordService::start(const QString &folder)
{
    const QStringList files = QDir(folder).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    if (files.isEmpty())
        return Error{Error::Code::Storage, folder + u": no records"_s};
    Database::Transaction transaction(m_database);
    for (const QString &file : files) {
        if (auto read = readFile(QDir(folder).filePath(file)); !read)
            return read;
    }
    return transaction.commit();
}

Result<Done> RecordService::readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Storage, path + u": "_s + file.errorString()};
    QJsonParseError parsed;
    const auto document = QJsonDocument::fromJson(file.readAll(), &parsed);
    if (parsed.error != QJsonParseError::NoError)
        return Error{Error::Code::Malformed, path + u": "_s + parsed.errorString()};
    const SectorId sector{document["sector"_L1].toString()};
    for (const auto &entry : document["pages"_L1].toArray()) {
        const QJsonObject object = entry.toObject();
        const PageKey page{sector, ServiceId{object["service"_L1].toString()}, PageId{object["page"_L1].toString()}};
        if (!m_offer.servicePage(page.sector, page.service, page.page))
            return Error{Error::Code::Malformed, u"%1: there is no page %2/%3"_s.arg(path, page.service.value, page.page.value)};
        const QJsonObject effects = object["effects"_L1].toObject();
        for (auto effect = effects.begin(); effect != effects.end(); ++effect)
            m_effects.insert(effectKey(page, effect.key()), RecordEffect::fromJson(effect.value().toObject()));
        const auto known = m_store.hasPage(page);
        if (!known)
            return known.error();
        if (*known)
            continue;
        for (const auto &item : object["records"_L1].toArray()) {
            Record record;
            const auto text = QJsonDocument(item.toObject()).toJson(QJsonDocument::Compact).toStdString();
            const auto status = google::protobuf::util::JsonStringToMessage(text, &record);
            if (!status.ok())
                return Error{Error::Code::Malformed, path + u": "_s + QString::fromStdString(status.ToString())};
            if (auto kept = m_store.put(page, std::move(record)); !kept)
                return kept.error();
        }
    }
    return Done{};
}

Result<const catalogue::v1::ServicePage *> RecordService::pageFor(const Caller &caller, const PageKey &page) const
{
    if (!caller.sector || *caller.sector != page.sector)
        return Error{Error::Code::PermissionDenied, u"The token is for another sector."_s};
    const auto *definition = m_offer.servicePage(page.sector, page.service, page.page);
    if (!definition)
        return Error{Error::Code::NotFound, u"There is no such page."_s};
    if (!caller.roles.intersects(rolesThatOpen(*definition)))
        return Error{Error::Code::PermissionDenied, u"Your role does not open these records."_s};
    return definition;
}

Result<records::v1::ListResponse> RecordService::list(const Caller &caller, const records::v1::ListRequest &request)
{
    const PageKey page{SectorId{fromWire(request.sector_id())}, ServiceId{fromWire(request.service_id())},
                       PageId{fromWire(request.page_id())}};
    if (auto allowed = pageFor(caller, page); !allowed)
        return allowed.error();
    const auto records = m_store.page(page);
    if (!records)
        return records.error();
    const QString text = fromWire(request.text()).simplified();
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    const uint32_t limit = request.limit() == 0 ? defaultLimit : std::min(request.limit(), mostAtOnce);
    records::v1::ListResponse response;
    uint32_t total = 0;
    for (const Record &record : *records) {
        if (!matches(record, words) || total++ >= limit)
            continue;
        *response.add_records() = record;
        response.mutable_records(response.records_size() - 1)->clear_sections();
    }
    response.set_total(total);
    const QString what = text.isEmpty() ? u"list"_s : u"list: "_s + text;
    auto logged =
        m_store.logRead(caller, m_subscriptions.purposeOf(caller.subject, page.sector), {page, {}}, what, m_clock.now());
    if (!logged)
        return logged.error(); // what cannot be logged is not shown
    return response;
}

Result<Record> RecordService::get(const Caller &caller, const records::v1::GetRequest &request)
{
    const RecordKey key{
        {SectorId{fromWire(request.sector_id())}, ServiceId{fromWire(request.service_id())}, PageId{fromWire(request.page_id())}},
        RecordId{fromWire(request.record_id())}};
    if (auto allowed = pageFor(caller, key.page); !allowed)
        return allowed.error();
    auto record = m_store.find(key);
    if (!record)
        return record;
    const QString purpose = m_subscriptions.purposeOf(caller.subject, key.page.sector);
    if (auto logged = m_store.logRead(caller, purpose, key, u"record"_s, m_clock.now()); !logged)
        return logged.error();
    const auto reads = m_store.reads(key, shownReads);
    if (!reads)
        return reads.error();
    auto *section = record->add_sections();
    section->set_title("Access log");
    for (const char *name : {"When", "Who", "Organisation", "Purpose"})
        section->add_header(name);
    for (const AccessEntry &entry : *reads) {
        auto *row = section->add_rows();
        for (const QString &cell : {minuteText(entry.time), entry.name, entry.organisation, entry.purpose})
            row->add_cells(toWire(cell));
    }
    return record;
}

Result<Record> RecordService::write(const RecordKey &key, const QString &operation, const SignedWork &work)
{
    auto record = m_store.find(key);
    if (!record)
        return record;
    applyEffect(*record, m_effects.value(effectKey(key.page, operation)), work);
    return m_store.put(key.page, *std::move(record));
}

} // namespace stanforis

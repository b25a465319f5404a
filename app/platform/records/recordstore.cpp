// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/records/recordstore.h"

#include "app/platform/methods.h"
#include "app/platform/state/database.h"
#include "app/platform/state/wire.h"

#include <QCryptographicHash>

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

namespace stanforis {

using namespace Qt::StringLiterals;
using records::v1::Record;

namespace {

/// Maps have no order of their own; deterministic output gives the same bytes for the same content.
std::string contentOf(const Record &record)
{
    std::string bytes;
    {
        google::protobuf::io::StringOutputStream stream(&bytes);
        google::protobuf::io::CodedOutputStream coded(&stream);
        coded.SetSerializationDeterministic(true);
        record.SerializeToCodedStream(&coded);
    }
    return bytes;
}

Result<Record> readRecord(const QVariant &data)
{
    auto record = parseMessage<Record>(data.toByteArray());
    if (!record)
        return Error{Error::Code::Storage, u"a record cannot be read"_s};
    return record;
}

} // namespace

Result<bool> RecordStore::hasPage(const PageKey &page) const
{
    const auto rows = m_database.query(u"SELECT 1 FROM records WHERE sector = ? AND service = ? AND page = ? LIMIT 1"_s,
                                       {page.sector.value, page.service.value, page.page.value});
    if (!rows)
        return rows.error();
    return !rows->isEmpty();
}

Result<QList<Record>> RecordStore::page(const PageKey &page) const
{
    const auto rows =
        m_database.query(u"SELECT data FROM records WHERE sector = ? AND service = ? AND page = ? ORDER BY position"_s,
                         {page.sector.value, page.service.value, page.page.value});
    if (!rows)
        return rows.error();
    QList<Record> list;
    for (const auto &row : *rows) {
        auto record = readRecord(row.first());
        if (!record)
            return record.error();
        list.append(*std::move(record));
    }
    return list;
}

Result<Record> RecordStore::find(const RecordKey &key) const
{
    const auto rows = m_database.query(u"SELECT data FROM records WHERE sector = ? AND service = ? AND page = ? AND id = ?"_s,
                                       {key.page.sector.value, key.page.service.value, key.page.page.value, key.record.value});
    if (!rows)
        return rows.error();
    if (rows->isEmpty())
        return Error{Error::Code::NotFound, u"There is no such record."_s};
    return readRecord(rows->first().first());
}

Result<Record> RecordStore::put(const PageKey &page, Record record)
{
    record.clear_etag();
    const std::string content = contentOf(record);
    const QByteArray hash =
        QCryptographicHash::hash(QByteArrayView(content.data(), qsizetype(content.size())), QCryptographicHash::Sha256);
    record.set_etag(hash.toHex().left(32).toStdString());
    const QVariantList key{page.sector.value, page.service.value, page.page.value};
    auto kept = m_database.execute(
        u"INSERT INTO records (sector, service, page, id, position, etag, data) VALUES (?, ?, ?, ?,"
        " (SELECT COALESCE(MAX(position), 0) + 1 FROM records WHERE sector = ? AND service = ? AND page = ?), ?, ?)"
        " ON CONFLICT (sector, service, page, id) DO UPDATE SET etag = excluded.etag, data = excluded.data"_s,
        QVariantList(key) << fromWire(record.id()) << key << fromWire(record.etag()) << bytesFromWire(contentOf(record)));
    if (!kept)
        return kept.error();
    return record;
}

Result<Done> RecordStore::logRead(const Caller &caller, const QString &purpose, const RecordKey &key, const QString &what,
                                  Instant time)
{
    return m_database.execute(
        u"INSERT INTO access_log (time_us, subject, name, organisation, session, purpose, sector, service, page,"
        " record, what) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {qint64(toMicroseconds(time)), caller.subject.value, caller.name, caller.organisation, caller.session, purpose,
         key.page.sector.value, key.page.service.value, key.page.page.value, key.record.value, what});
}

Result<QList<AccessEntry>> RecordStore::reads(const RecordKey &key, int limit) const
{
    const auto rows =
        m_database.query(u"SELECT time_us, name, organisation, purpose, what FROM access_log WHERE sector = ? AND service = ? "
                         u"AND page = ? AND record = ?"
                         " ORDER BY number DESC LIMIT ?"_s,
                         {key.page.sector.value, key.page.service.value, key.page.page.value, key.record.value, limit});
    if (!rows)
        return rows.error();
    QList<AccessEntry> list;
    for (const auto &row : *rows) {
        list.append({fromMicroseconds(row.at(0).toLongLong()), row.at(1).toString(), row.at(2).toString(), row.at(3).toString(),
                     row.at(4).toString()});
    }
    return list;
}

} // namespace stanforis

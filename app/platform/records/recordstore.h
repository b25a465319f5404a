// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"
#include "models/domain/ids.h"
#include "stanforis/records/v1/records.pb.h"

#include <QList>

namespace stanforis {

class Database;
struct Caller;

struct PageKey
{
    SectorId sector;
    ServiceId service;
    PageId page;
};

struct RecordKey
{
    PageKey page;
    RecordId record;
};

/// One row of who read what and why.
struct AccessEntry
{
    Instant time;
    QString name;
    QString organisation;
    QString purpose;
    QString what;
};

/// Records and the log of their reads, on disk. Nothing is held in memory.
class RecordStore final
{
public:
    using Record = records::v1::Record;

    explicit RecordStore(Database &database)
        : m_database(database)
    {}

    [[nodiscard]] Result<bool> hasPage(const PageKey &page) const;
    /// In the order in which they were first put.
    [[nodiscard]] Result<QList<Record>> page(const PageKey &page) const;
    [[nodiscard]] Result<Record> find(const RecordKey &key) const;
    /// Adds or replaces; the etag is made here from the content. Returns what was kept.
    [[nodiscard]] Result<Record> put(const PageKey &page, Record record);

    /// `record` empty: the list was read.
    [[nodiscard]] Result<Done> logRead(const Caller &caller, const QString &purpose, const RecordKey &key, const QString &what,
                                       Instant time);
    /// Newest first.
    [[nodiscard]] Result<QList<AccessEntry>> reads(const RecordKey &key, int limit) const;

private:
    Database &m_database;
};

} // namespace stanforis

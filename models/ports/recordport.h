// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/record.h"

class QObject;

namespace stanforis {

struct RecordList
{
    QList<Record> records;
    int total = 0;
};

class RecordPort
{
public:
    virtual ~RecordPort() = default;
    virtual void list(QObject *context, const SectorId &sector, const ServiceId &service, const PageId &page, const QString &text,
                      Reply<RecordList> reply) = 0;
    virtual void get(QObject *context, const SectorId &sector, const ServiceId &service, const PageId &page,
                     const RecordId &record, Reply<Record> reply) = 0;
};

} // namespace stanforis

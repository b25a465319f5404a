// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

#include <QHash>
#include <QList>
#include <QStringList>

namespace stanforis {

struct RecordSection
{
    QString title;
    QStringList header;
    QList<QStringList> rows;
};

/// A domain record of a service page. `sections` are filled when it was read alone, not in a list.
struct Record
{
    RecordId id;
    QString title;
    QString subtitle;
    QString etag; ///< changes with every change of the record
    QHash<QString, QString> values;
    QStringList facts;
    QList<RecordSection> sections;
};

} // namespace stanforis

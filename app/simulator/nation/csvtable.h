// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArrayList>
#include <QFile>
#include <QList>

namespace stanforis {

/// Rows of a comma-separated file without quoting; the header is checked and left out. Errors name the file and the line.
[[nodiscard]] inline Result<QList<QByteArrayList>> readTable(const QString &path, const QByteArray &header)
{
    using namespace Qt::StringLiterals;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Storage, path % u": "_s % file.errorString()};
    if (file.readLine().trimmed() != header)
        return Error{Error::Code::Malformed, path % u", line 1: expected "_s % QString::fromLatin1(header)};
    const auto columns = header.count(',') + 1;
    QList<QByteArrayList> rows;
    while (!file.atEnd()) {
        const auto cells = file.readLine().trimmed().split(',');
        if (cells.size() != columns)
            return Error{Error::Code::Malformed,
                         path % u", line "_s % QString::number(rows.size() + 2) % u": wrong number of cells"_s};
        rows.append(cells);
    }
    return rows;
}

} // namespace stanforis

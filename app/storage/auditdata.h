// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QSqlDatabase>
#include <QString>

#include <optional>

namespace stanforis {

/// What the entries of the audit log tell of persons, with the salt of its hash, apart from the log, so that it can be erased
/// (GDPR art. 17) and every proof stays as it was. SQLite that overwrites what it deletes. One thread.
class AuditData final
{
public:
    struct Entry
    {
        QByteArray salt;
        QByteArray data; ///< canonical JSON
    };

    AuditData();
    ~AuditData();
    Q_DISABLE_COPY_MOVE(AuditData)

    [[nodiscard]] Result<Done> open(const QString &path);
    /// Of entry `sequence` of log `log`; replaces what an attempt before left.
    [[nodiscard]] Result<Done> put(int log, qint64 sequence, const Entry &entry);
    /// None: there never was any, or it was erased.
    [[nodiscard]] std::optional<Entry> get(int log, qint64 sequence) const;
    [[nodiscard]] Result<Done> erase(int log, qint64 sequence);

private:
    QString m_connection;
    QSqlDatabase m_database;
};

} // namespace stanforis

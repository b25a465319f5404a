// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QList>
#include <QSqlDatabase>
#include <QString>
#include <QVariant>

#include <memory>

QT_BEGIN_NAMESPACE
class QLockFile;
QT_END_NAMESPACE

namespace stanforis {

/// The platform's durable state: one SQLite database, write-ahead log, synchronous=FULL, so that what was acknowledged is
/// still there after kill -9 or a power cut. Every call is synchronous; used on the platform's one service thread.
class Database final
{
public:
    using Row = QVariantList;
    using Rows = QList<Row>;

    /// Opens or creates `stanforis.sqlite` in `folder`; an empty folder name gives a database in memory. A file that is not
    /// ours, is damaged or was written by a newer version gives Storage and is left as it is; so does a folder that
    /// cannot be written or that another running platform uses.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const QString &folder);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    [[nodiscard]] Result<Rows> query(const QString &sql, const QVariantList &arguments = {});
    [[nodiscard]] Result<Done> execute(const QString &sql, const QVariantList &arguments = {});

    /// All or nothing; rolls back at its end unless committed. One inside another joins it: the outermost decides.
    class Transaction final
    {
    public:
        explicit Transaction(Database &database);
        ~Transaction();
        Q_DISABLE_COPY_MOVE(Transaction)
        [[nodiscard]] Result<Done> commit();

    private:
        Database &m_database;
        bool m_open = false;
    };

    [[nodiscard]] QString path() const { return m_path; }

private:
    Database();
    [[nodiscard]] Result<Done> connect(const QString &path, const QString &options);

    std::unique_ptr<QLockFile> m_lock;
    QString m_connection;
    QString m_path;
    QSqlDatabase m_handle;
    int m_depth = 0;
    bool m_failed = false;
};

} // namespace stanforis

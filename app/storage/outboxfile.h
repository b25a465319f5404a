// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/rowcipher.h"
#include "models/core/result.h"
#include "models/ports/outboxport.h"

#include <QList>
#include <QSqlDatabase>

#include <memory>

namespace stanforis {

/// The outbox as a SQLite file, for this person of the system only. A change is on the disk when it is done. One thread; two
/// consoles may use one file.
class OutboxFile final
{
public:
    explicit OutboxFile(QString path);
    ~OutboxFile();
    Q_DISABLE_COPY_MOVE(OutboxFile)

    /// Rows put from now on are sealed with it; without one they are not.
    void setCipher(std::unique_ptr<RowCipher> cipher) { m_cipher = std::move(cipher); }

    [[nodiscard]] Result<Done> put(const UnsentWork &work);
    [[nodiscard]] Result<Done> remove(const UnsentWork &work);
    /// Rows that cannot be read are counted and stay as they are, for somebody to look at.
    [[nodiscard]] Result<KeptWork> read(const QString &platform, const SubjectId &subject);

private:
    using Rows = QList<QVariantList>;
    /// Makes the file when there is none. One that is damaged or not ours is left as it is: Storage.
    [[nodiscard]] Result<Done> open();
    [[nodiscard]] Result<Done> prepare();
    [[nodiscard]] Result<Rows> run(const QString &sql, const QVariantList &arguments = {});

    const QString m_path;
    const QString m_connection;
    QSqlDatabase m_database;
    std::unique_ptr<RowCipher> m_cipher;
    bool m_ready = false;
};

} // namespace stanforis

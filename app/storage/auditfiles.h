// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/auditdata.h"
#include "app/storage/auditfolder.h"
#include "app/storage/storagethread.h"

#include <type_traits>

namespace stanforis {

/// The audit log's files on a storage thread, which does what it is given in order and everything before the end. GUI thread.
class AuditFiles final
{
public:
    struct Place
    {
        explicit Place(const QString &path)
            : folder(path)
        {}
        AuditFolder folder;
        AuditData data;
    };

    explicit AuditFiles(const QString &folder)
        : m_folder(folder)
    {}
    ~AuditFiles()
    {
        m_thread.ask<Done>(nullptr, {}, [this]() -> Result<Done> {
            m_place.reset(); // a database is closed where it was opened
            return Done{};
        });
    }
    Q_DISABLE_COPY_MOVE(AuditFiles)

    /// Runs `work(Place &)`, which returns a Result, over there and gives that to `reply` here; not after `context` is gone.
    template <class Work, class Receiver>
    void ask(QObject *context, Work work, Receiver reply)
    {
        using Value = typename ValueOf<std::invoke_result_t<Work, Place &>>::type;
        m_thread.ask<Value>(context, Reply<Value>(std::move(reply)), [this, work = std::move(work)] {
            if (!m_place)
                m_place = std::make_unique<Place>(m_folder);
            return work(*m_place);
        });
    }

private:
    template <class T>
    struct ValueOf;
    template <class T>
    struct ValueOf<Result<T>>
    {
        using type = T;
    };

    QString m_folder;
    std::unique_ptr<Place> m_place; ///< made, touched and destroyed by the thread only
    StorageThread m_thread;         ///< ends first
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QThread>

#include <memory>

namespace stanforis {

/// One thread for files and databases, which begins with the first call. What is asked is done in order; answers come back to the
/// thread that made this object, or nowhere when their context is gone. What was asked before the end is done before it.
class StorageThread final
{
public:
    StorageThread()
    {
        m_thread.setObjectName(QStringLiteral("storage"));
        m_worker.moveToThread(&m_thread);
    }
    ~StorageThread()
    {
        if (m_thread.isRunning()) {
            QMetaObject::invokeMethod(
                &m_worker, [this] { m_thread.quit(); }, Qt::QueuedConnection);
            m_thread.wait();
        }
    }
    Q_DISABLE_COPY_MOVE(StorageThread)

    /// Runs `work`, which returns Result<T>, over there and gives what it returns to `reply` here.
    template <class T, class Work>
    void ask(QObject *context, Reply<T> reply, Work work)
    {
        if (!m_thread.isRunning())
            m_thread.start(QThread::LowPriority);
        QMetaObject::invokeMethod(
            &m_worker,
            [this, context = QPointer<QObject>(context), reply = std::move(reply), work = std::move(work)] {
                auto deliver = [context, reply, result = work()] {
                    if (context)
                        reply(result);
                };
                QMetaObject::invokeMethod(&m_home, std::move(deliver), Qt::QueuedConnection);
            },
            Qt::QueuedConnection);
    }

private:
    QObject m_home; ///< where answers come back to
    QThread m_thread;
    QObject m_worker; ///< lives on the thread
};

} // namespace stanforis

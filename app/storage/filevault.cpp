// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/filevault.h"

#include "app/storage/vaultfile.h"

#include <QStandardPaths>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

QString usualFolder() { return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/stanforis"_s; }

} // namespace

FileVault::FileVault(const QString &folder, qint64 most)
    : m_file(std::make_unique<VaultFile>(folder.isEmpty() ? usualFolder() : folder, most))
    , m_worker(std::make_unique<QObject>())
{
    m_thread.setObjectName(u"storage"_s);
    m_worker->moveToThread(&m_thread);
}

FileVault::~FileVault()
{
    m_thread.quit();
    m_thread.wait();
}

template <class Work>
void FileVault::run(Work work)
{
    if (!m_thread.isRunning())
        m_thread.start(QThread::LowPriority);
    QMetaObject::invokeMethod(m_worker.get(), std::move(work), Qt::QueuedConnection);
}

template <class T, class Work>
void FileVault::ask(Waiting<T> FileVault::*waiting, Asked<T> asked, Work work)
{
    const quint64 number = ++m_asked;
    (this->*waiting).insert(number, std::move(asked));
    run([this, waiting, number, work = std::move(work)] {
        auto deliver = [this, waiting, number, result = work(*m_file)] {
            const Asked<T> done = (this->*waiting).take(number);
            if (done.context)
                done.reply(result);
        };
        QMetaObject::invokeMethod(&m_home, std::move(deliver), Qt::QueuedConnection);
    });
}

void FileVault::put(QObject *context, const QByteArray &bytes, Reply<quint64> reply)
{
    ask(&FileVault::m_puts, {context, std::move(reply)}, [bytes](VaultFile &file) { return file.put(bytes); });
}

void FileVault::take(QObject *context, quint64 ticket, Reply<QByteArray> reply)
{
    ask(&FileVault::m_takes, {context, std::move(reply)}, [ticket](VaultFile &file) { return file.take(ticket); });
}

void FileVault::discard(quint64 ticket)
{
    run([this, ticket] { m_file->discard(ticket); });
}

} // namespace stanforis

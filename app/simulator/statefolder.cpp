// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/statefolder.h"

#include <QFile>

namespace stanforis {

using namespace Qt::StringLiterals;

Result<StateFolder> StateFolder::open(const QString &path)
{
    StateFolder folder;
    if (path.isEmpty()) {
        folder.m_temporary = std::make_unique<QTemporaryDir>();
        if (!folder.m_temporary->isValid())
            return Error{Error::Code::Storage, u"a temporary folder cannot be made: %1"_s.arg(folder.m_temporary->errorString())};
        folder.m_dir = QDir(folder.m_temporary->path());
    } else {
        folder.m_dir = QDir(path);
        const bool existed = folder.m_dir.exists();
        if (!folder.m_dir.mkpath(u"."_s))
            return Error{Error::Code::Storage, u"the folder %1 cannot be made"_s.arg(folder.path())};
        if (!existed)
            QFile::setPermissions(folder.path(), QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    }
    folder.m_lock = std::make_unique<QLockFile>(folder.file(u"simulator.lock"_s));
    folder.m_lock->setStaleLockTime(0); // a lock is stale only when its process is gone, however long it lives
    if (folder.m_lock->tryLock())
        return folder;
    if (folder.m_lock->error() != QLockFile::LockFailedError)
        return Error{Error::Code::Storage, u"the folder %1 cannot be written"_s.arg(folder.path())};
    qint64 process = 0;
    QString host;
    QString program;
    folder.m_lock->getLockInfo(&process, &host, &program);
    return Error{Error::Code::Conflict, u"another simulator (process %1) uses the folder %2"_s.arg(process).arg(folder.path())};
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/chunkvault.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QThread>

#include <memory>

namespace stanforis {

class VaultFile;

/// A vault in one file of a folder, read and written by a thread of its own, which begins with the first call. Nothing of it can
/// be found after the program ended.
class FileVault final : public ChunkVault
{
public:
    static constexpr qint64 usualMost = qint64{8} << 30;

    /// `folder` empty: the person's cache folder. At most `most` bytes on disk.
    explicit FileVault(const QString &folder = {}, qint64 most = usualMost);
    ~FileVault() override;
    Q_DISABLE_COPY_MOVE(FileVault)

    void put(QObject *context, const QByteArray &bytes, Reply<quint64> reply) override;
    void take(QObject *context, quint64 ticket, Reply<QByteArray> reply) override;
    void discard(quint64 ticket) override;

private:
    template <class T>
    struct Asked
    {
        QPointer<QObject> context;
        Reply<T> reply;
    };
    template <class T>
    using Waiting = QHash<quint64, Asked<T>>;

    /// Runs `work` on the storage thread and gives what it returns to the reply, here.
    template <class T, class Work>
    void ask(Waiting<T> FileVault::*waiting, Asked<T> asked, Work work);
    template <class Work>
    void run(Work work);

    Waiting<quint64> m_puts;
    Waiting<QByteArray> m_takes;
    quint64 m_asked = 0;
    QObject m_home;                    ///< where replies come back to
    std::unique_ptr<VaultFile> m_file; ///< touched by the thread only
    QThread m_thread;
    std::unique_ptr<QObject> m_worker; ///< lives on the thread
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/storagethread.h"
#include "models/ports/outboxport.h"

namespace stanforis {

class OutboxFile;

/// The outbox of this workstation, read and written by the storage thread. What is said to be kept is on the disk.
class Outbox final : public OutboxPort
{
public:
    /// `file` empty: in the person's own data folder.
    explicit Outbox(const QString &file = {});
    ~Outbox() override;
    Q_DISABLE_COPY_MOVE(Outbox)

    void put(QObject *context, const UnsentWork &work, Reply<Done> reply) override;
    void remove(QObject *context, const UnsentWork &work, Reply<Done> reply) override;
    void read(QObject *context, const QString &platform, const SubjectId &subject, Reply<QList<UnsentWork>> reply) override;

private:
    const QString m_path;
    std::unique_ptr<OutboxFile> m_file; ///< made and touched by the thread only
    StorageThread m_thread;
};

} // namespace stanforis

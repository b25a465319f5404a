// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/storagethread.h"
#include "models/ports/outboxport.h"

#include <QList>

#include <functional>

namespace stanforis {

class KeychainPort;
class OutboxFile;

/// The outbox of this workstation, read and written by the storage thread. What is said to be kept is on the disk. Where the
/// system has a keychain its rows are sealed with a key that is kept there.
class Outbox final : public OutboxPort
{
public:
    /// `file` empty: in the person's own data folder. `keychain` null: rows are for their owner only, and not sealed.
    explicit Outbox(const QString &file = {}, KeychainPort *keychain = nullptr);
    ~Outbox() override;
    Q_DISABLE_COPY_MOVE(Outbox)

    void put(QObject *context, const UnsentWork &work, Reply<Done> reply) override;
    void remove(QObject *context, const UnsentWork &work, Reply<Done> reply) override;
    void read(QObject *context, const QString &platform, const SubjectId &subject, Reply<KeptWork> reply) override;

private:
    enum class Key { Unknown, Asked, Settled };
    /// Now, or when the keychain has answered; in order.
    void whenSettled(std::function<void()> act);
    void takeKey(const Result<QByteArray> &kept);
    void settle(QByteArray key);

    const QString m_path;
    KeychainPort *m_keychain;
    Key m_key;
    bool m_keyAway = false; ///< the keychain did not give it; it is asked again before the next reading
    QList<std::function<void()>> m_waiting;
    QObject m_home;                     ///< where the keychain answers
    std::unique_ptr<OutboxFile> m_file; ///< made and touched by the thread only
    StorageThread m_thread;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/backoff.h"
#include "models/core/result.h"
#include "models/domain/unsentwork.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <memory>

namespace stanforis {

class OutboxPort;
struct KeptWork;
class OutboxStore;
class TimeContext;
class TransactionPort;
class TransactionStore;

/// Hands in what was signed, in the order it was signed, until the platform has answered: first on disk, then on the wire, and
/// off the disk only when the answer is here. The platform gives the same signature the same answer, so that what was sent before
/// a crash of either side and is sent again afterwards is still written once. Whether something came too late the platform says,
/// not a clock here: it may have accepted it already.
class OutboxController final : public QObject
{
    Q_OBJECT
public:
    struct Ports
    {
        OutboxPort &outbox;
        TransactionPort &transactions;
    };
    struct Stores
    {
        OutboxStore &outbox;
        TransactionStore &transactions;
        const TimeContext &time;
    };
    /// `platform`: its issuer. Nothing kept for another platform is touched.
    OutboxController(const Ports &ports, const Stores &stores, const QString &platform, QObject *parent = nullptr);
    ~OutboxController() override;

    /// This person may act: what they left unsent is read and sent. Again for the same person: goes on after pause().
    void start(const SubjectId &subject);
    /// Nothing is sent until start(): locked, expired, or a platform that is away.
    void pause();
    /// Signed out: forgets what it holds; the disk does not.
    void stop();
    /// The platform can be reached again, or a person asks for it: no need to wait for the pause to end. What could not be read
    /// is read again.
    void retryNow();

    /// Keeps the work and sends it when its turn comes. The reply comes once: with the outcome; with what the platform refused it
    /// for; with what keeps it from being sent now (Unreachable, TimedOut, Unavailable, Unauthenticated), while it is kept and
    /// sent later; or with Storage: it could not be kept, so it was not sent.
    void send(const UnsentWork &work, Reply<Transaction> reply);
    /// The person gives up what the platform did not take. Not for what still waits: it may have been accepted.
    void discard(const TransactionId &id);

Q_SIGNALS:
    /// The platform said no to something this person's roles had allowed.
    void refusedByPolicy(const stanforis::UnsentWork &work);

private:
    void read();
    void takeKept(const Result<KeptWork> &kept);
    void sendNext();
    void conclude(const UnsentWork &work, const Result<Transaction> &outcome);
    void refuse(UnsentWork work, const Error &error);
    void answer(const TransactionId &id, const Result<Transaction> &outcome);
    /// Takes away earlier attempts at the same that failed; this one stands in for them.
    void supersede(const UnsentWork &work);

    Ports m_ports;
    Stores m_stores;
    const QString m_platform;
    SubjectId m_subject;
    bool m_running = false;
    bool m_allRead = false;          ///< everything that was kept of this person
    std::unique_ptr<QObject> m_read; ///< while it is being read
    QTimer m_readAgain;
    std::unique_ptr<QObject> m_flight; ///< while one is on its way; it takes its reply with it
    QHash<TransactionId, Reply<Transaction>> m_replies;
    Backoff m_pauses;
    QTimer m_retry;
};

} // namespace stanforis

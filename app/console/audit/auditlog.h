// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/audit/auditcheck.h"
#include "app/identity/notesigner.h"
#include "app/storage/auditfiles.h"
#include "models/core/clock.h"
#include "models/ports/auditport.h"
#include "models/ports/witnessport.h"

#include <QElapsedTimer>
#include <QTimer>

#include <deque>

namespace stanforis {

class KeychainPort;

/// The console's audit log: one for the workstation, whatever platform or person; a second console that is open beside the first
/// has its own folder, name and key. At the start every entry there is, is read
/// again and held against what was signed; then each event becomes the next line of the chain, is written, and every 64 entries,
/// every minute, at a lock and at the end a checkpoint is signed. What AuditWitnessing gets cosigned comes back here. GUI thread.
class AuditLog final : public QObject, public AuditPort
{
    Q_OBJECT
public:
    struct Setup
    {
        QString folder = {};              ///< empty: the person's own
        QString workstation = {};         ///< empty: made from the machine and the person's home
        KeychainPort *keychain = nullptr; ///< null: key and name last for this run, and a new log begins with each
    };
    AuditLog(const Clock &clock, AuditStore &store, const Setup &setup, QObject *parent = nullptr);
    /// Writes everything and signs a last checkpoint.
    ~AuditLog() override;

    void start();
    void record(const AuditEvent &event) override;
    /// Signs a checkpoint of everything so far.
    void seal();
    /// A person has dealt with the damage: a new log begins, which says so, and work goes on.
    void settle(const AuditEvent &who);
    /// The platform keeps logs of this name for another workstation, as it does when this one has lost its keychain and was
    /// enrolled anew. A new log begins under a name of its own, which stays; the old one is kept and gone on from. Once in a run.
    void rename();

    [[nodiscard]] bool isReady() const { return m_signer.has_value(); }
    [[nodiscard]] AuditStore &store() { return m_store; }
    [[nodiscard]] AuditFiles &files() { return m_files; }
    /// Known when it is ready.
    [[nodiscard]] const QString &workstation() const { return m_workstation; }
    [[nodiscard]] const QString &origin() const { return m_signer->verifier().name; }
    /// The last checkpoint, all of which is on the disk, with the proof that it goes on from one of `knownSize` entries; that may
    /// be 0. Nothing else may be cosigned: an entry that a crash could take back would look like a log that was cut.
    [[nodiscard]] Result<CosignWish> wish(qint64 knownSize) const;
    [[nodiscard]] qint64 sealedSize() const { return m_sealed; }
    /// A platform's memory of a log of this workstation, its signatures checked. False: it contradicts what is here.
    bool hold(const identity::Checkpoint &cosigned, Instant when);
    /// Whether a platform that was reached has still to be asked what it remembers. Until then nothing is signed here.
    void setAwaitsPlatform(bool awaits);
    /// A platform has cosigned the log up to there; `platform` names it in a file's name.
    void setCosigned(const identity::Checkpoint &cosigned, Instant when, const QByteArray &note, const QString &platform);

Q_SIGNALS:
    void ready();  ///< a log is there to write to: at the start, and again when damage was settled
    void sealed(); ///< a checkpoint is there that nobody has cosigned

private:
    struct Pending
    {
        qint64 sequence = 0;
        QByteArray line;
        AuditData::Entry data; ///< without salt: none
    };
    struct Early
    {
        AuditEvent event;
        Instant time;
        qint64 monotonic = 0;
    };

    void openFolder();
    void readKey();
    void replay();
    void take(const Result<QList<FoundLog>> &found);
    /// False: the key could not be made, and everything is as it was.
    [[nodiscard]] bool begin(QByteArray link, const QString &why);
    [[nodiscard]] bool proceed(const FoundLog &log);
    void tryAgain(const Error &error, void (AuditLog::*step)());
    void add(const Early &early);
    void addSettlement(AuditEvent who, const QString &damage);
    void write();
    void lookAtClock();
    void publish();
    [[nodiscard]] std::function<Result<Done>(AuditFiles::Place &)> writing(std::size_t from) const;

    const Clock &m_clock;
    AuditStore &m_store;
    QString m_workstation;
    KeychainPort *m_keychain;
    AuditFiles m_files;
    QList<FoundLog> m_found;
    std::optional<AuditDamage> m_damage;
    QByteArray m_seed; ///< until the key is made of it
    std::optional<identity::NoteSigner> m_signer;
    identity::AuditChain m_chain;
    int m_number = 0;
    std::deque<Early> m_early;
    std::deque<Pending> m_pending;
    std::size_t m_writing = 0;                     ///< of the pending ones
    std::deque<std::pair<qint64, Instant>> m_open; ///< entries that nobody has cosigned
    qint64 m_sealed = 0;                           ///< entries of the last checkpoint
    bool m_sealWanted = false;                     ///< as soon as everything is written
    std::optional<AuditEvent> m_settling;          ///< the same
    bool m_renaming = false;                       ///< the same
    AuditState m_state;
    QElapsedTimer m_monotonic;
    Instant m_began;
    QTimer m_minute;
    QTimer m_retry;
    QTimer m_clockLook;
};

} // namespace stanforis

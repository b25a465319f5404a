// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/audit/auditlog.h"
#include "models/ports/witnessport.h"

namespace stanforis {

/// Holds the console's log against what one platform remembers of it, and has each new checkpoint cosigned there while somebody
/// is signed in. Lives while the console is at that platform. GUI thread.
class AuditWitnessing final : public QObject
{
    Q_OBJECT
public:
    /// `platform`: letters and digits that name it, the same at each start.
    AuditWitnessing(AuditLog &log, WitnessPort &witness, const QString &platform, QObject *parent = nullptr);
    ~AuditWitnessing() override;

    /// The platform cosigns for those who are signed in only.
    void setSignedIn(bool signedIn);

    /// The platform's memory was asked for and held against the log.
    [[nodiscard]] bool isCompared() const { return m_compared; }

private:
    struct Seen
    {
        identity::Checkpoint checkpoint;
        Instant when;
    };

    void setCompared(bool compared);
    void compare();
    void compareNewest();
    void compareThisOne();
    void push();
    void takeCosigned(const Result<CosignedNote> &cosigned);
    /// Signed by the log's own key and cosigned by the platform's. None: it does not hold.
    [[nodiscard]] std::optional<Seen> read(const CosignedNote &cosigned) const;
    void later();

    AuditLog &m_log;
    WitnessPort &m_witness;
    const QString m_platform;
    QList<identity::NoteVerifier> m_cosigners;
    QTimer m_retry;
    bool m_compared = false;
    bool m_busy = false;
    bool m_signedIn = false;
    qint64 m_known = 0; ///< entries of the checkpoint that the platform signed last
};

} // namespace stanforis

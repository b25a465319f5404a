// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QVariant>

#include <optional>

namespace stanforis {

/// One certificate that was issued to a workstation.
struct WorkstationCertificate
{
    QByteArray sha256; ///< of the DER, 32 bytes; names it
    QByteArray serial; ///< hexadecimal
    QString workstation;
    Instant from;
    Instant until;        ///< earlier than in the certificate once a newer one is in use
    bool used = false;    ///< it was seen on a connection
    Instant revoked = {}; ///< zero: it was not
};

/// A one-time code for enrolment; only its hash is kept.
struct EnrolmentCode
{
    QByteArray sha256;
    Instant expires;
    QString workstation;  ///< who used it; empty: nobody yet
    QByteArray keySha256; ///< for which key
};

/// The register of issued workstations: SQLite, written before an answer leaves. What is asked for on every call is in memory,
/// too. Main thread; each call is a single small transaction.
class WorkstationStore
{
public:
    WorkstationStore();
    ~WorkstationStore();
    Q_DISABLE_COPY_MOVE(WorkstationStore)

    /// Storage: it cannot be used, or somebody else wrote it.
    [[nodiscard]] Result<Done> open(const QString &path);

    [[nodiscard]] const QHash<QByteArray, WorkstationCertificate> &certificates() const { return m_certificates; }
    [[nodiscard]] Result<Done> setCertificate(const WorkstationCertificate &certificate);
    /// Forgets certificates that ended before `now`; revoked ones stay until then as well (RFC 5280 §3.3).
    void removeExpired(Instant now);

    [[nodiscard]] std::optional<EnrolmentCode> code(const QByteArray &sha256) const;
    [[nodiscard]] Result<Done> setCode(const EnrolmentCode &code);

    /// A code that is used up, and what it was used for: both or none.
    [[nodiscard]] Result<Done> enrol(const EnrolmentCode &code, const WorkstationCertificate &certificate);

private:
    [[nodiscard]] Result<Done> load();
    [[nodiscard]] Result<Done> execute(const QString &statement, const QVariantList &values = {}) const;

    QString m_connection;
    QHash<QByteArray, WorkstationCertificate> m_certificates;
};

} // namespace stanforis

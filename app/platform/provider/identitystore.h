// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"
#include "models/domain/ids.h"

#include <QByteArray>
#include <QHash>
#include <QSqlDatabase>

#include <optional>

namespace stanforis {

/// The sign-in that all refresh tokens of one session come from.
struct TokenFamily
{
    QString session; ///< `sid`; also names the family
    SubjectId subject;
    QString scope;
    Instant signedIn;
    Instant expires; ///< end of the shift: no refresh after it
    bool revoked = false;
    QByteArray current;  ///< SHA-256 of the refresh token in force
    QByteArray previous; ///< of the one that was used for it
    Instant rotated;     ///< when it came
    bool card = false;   ///< begun with a card: `acr` high, `amr` sc and pin
    QString workstation; ///< SPIFFE id of the one it is bound to
};

/// PIN of one identity, with its tries.
struct PinState
{
    QString pin;
    int failures = 0; ///< since the last good one
    Instant blockedUntil;
};

/// What the provider must not forget: SQLite, written before an answer leaves. Refresh tokens are kept as hashes only.
/// Main thread; each call is a single small transaction.
class IdentityStore
{
public:
    IdentityStore();
    ~IdentityStore();
    Q_DISABLE_COPY_MOVE(IdentityStore)

    [[nodiscard]] Result<Done> open(const QString &path);

    [[nodiscard]] std::optional<PinState> pin(const SubjectId &subject) const;
    [[nodiscard]] Result<Done> setPin(const SubjectId &subject, const PinState &state);

    [[nodiscard]] std::optional<TokenFamily> family(const QString &session) const;
    [[nodiscard]] QList<TokenFamily> families() const { return m_families.values(); }
    [[nodiscard]] Result<Done> setFamily(const TokenFamily &family);
    /// Forgets families that ended before `now`.
    void removeExpired(Instant now);

private:
    [[nodiscard]] Result<Done> load();
    [[nodiscard]] Result<Done> execute(const QString &statement, const QVariantList &values = {});

    QString m_connection;
    QHash<SubjectId, PinState> m_pins;
    QHash<QString, TokenFamily> m_families;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/identity.h"
#include "models/ports/keychainport.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace stanforis {

/// Keeps the refresh token of a session over a restart, in the system's keychain or not at all. A keychain that does not answer
/// yet is tried again with growing pauses; until then the token is in memory, and place() says so. GUI thread.
class RefreshVault final : public QObject
{
    Q_OBJECT
public:
    struct Kept
    {
        SubjectId subject;
        Instant signedIn;
        QByteArray refreshToken;
        bool mayAct = true;
        bool isDisplay = false; ///< begun by a code, for a wall display
        QString card = {};      ///< serial number of the card that it was begun with
        std::optional<SessionCover> cover = {};
    };

    /// `keychain` may be null. `address` of the platform is part of the name under which it is kept.
    RefreshVault(KeychainPort *keychain, const QString &address);
    ~RefreshVault() override;

    /// `done` comes once, when it is stored or it is plain that it will not be soon; never from inside the call.
    void keep(const Kept &kept, std::function<void()> done);
    /// Covers what is kept, or uncovers it: so it will be found. Nothing to do when nothing is.
    void setCover(const std::optional<SessionCover> &cover);
    /// NotFound: nothing is kept. Unavailable: no keychain, also after some tries.
    void read(QObject *context, Reply<Kept> reply);
    void forget();

    [[nodiscard]] SecretPlace place() const { return m_place; }

Q_SIGNALS:
    void placeChanged();

private:
    void store();
    void settle(bool stored);
    void setPlace(const SecretPlace &place);
    void readAgain(const QPointer<QObject> &context, const Reply<Kept> &reply, int triesLeft);

    KeychainPort *m_keychain;
    const QString m_name;
    Kept m_kept;
    std::function<void()> m_done;
    SecretPlace m_place;
    QTimer m_patience;
    QTimer m_retry;
    std::chrono::seconds m_pause{};
    std::unique_ptr<QObject> m_attempt;
};

} // namespace stanforis

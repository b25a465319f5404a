// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/refreshvault.h"

#include "models/core/secret.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QPointer>

#include <algorithm>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(vaultLog, "stanforis.identity.vault", QtInfoMsg)

constexpr auto keychainPatience = 3s; ///< a new token must not wait longer for a keychain that asks its owner something
constexpr auto firstPause = 2s;
constexpr auto longestPause = 60s;
constexpr int readTries = 5;

constexpr std::pair<LockReason, QLatin1StringView> lockWords[] = {{LockReason::Person, "person"_L1},
                                                                  {LockReason::Idle, "idle"_L1},
                                                                  {LockReason::Screen, "screen"_L1},
                                                                  {LockReason::Sleep, "sleep"_L1},
                                                                  {LockReason::Card, "card"_L1}};

QByteArray written(const RefreshVault::Kept &kept)
{
    QJsonObject object{{u"v"_s, 1},
                       {u"sub"_s, kept.subject.value},
                       {u"signed_in_us"_s, QString::number(toMicroseconds(kept.signedIn))},
                       {u"refresh_token"_s, QString::fromLatin1(kept.refreshToken)},
                       {u"may_act"_s, kept.mayAct},
                       {u"display"_s, kept.isDisplay},
                       {u"card"_s, kept.card}};
    if (kept.cover) {
        const auto *word = std::ranges::find(lockWords, kept.cover->reason, &std::pair<LockReason, QLatin1StringView>::first);
        object["locked"_L1] = word == std::end(lockWords) ? lockWords[0].second : word->second;
        object["locked_since_us"_L1] = QString::number(toMicroseconds(kept.cover->since));
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// A word that is not known is a lock all the same.
std::optional<SessionCover> coverIn(const QJsonObject &object)
{
    if (!object.contains("locked"_L1))
        return {};
    const auto said = object.value("locked"_L1).toString();
    const auto *word = std::ranges::find(lockWords, said, &std::pair<LockReason, QLatin1StringView>::second);
    return SessionCover{word == std::end(lockWords) ? LockReason::Person : word->first,
                        fromMicroseconds(object.value("locked_since_us"_L1).toString().toLongLong())};
}

Result<RefreshVault::Kept> keptFrom(const QByteArray &bytes)
{
    const auto object = QJsonDocument::fromJson(bytes).object();
    const RefreshVault::Kept kept{SubjectId(object.value("sub"_L1).toString()),
                                  fromMicroseconds(object.value("signed_in_us"_L1).toString().toLongLong()),
                                  object.value("refresh_token"_L1).toString().toLatin1(),
                                  object.value("may_act"_L1).toBool(true),
                                  object.value("display"_L1).toBool(),
                                  object.value("card"_L1).toString(),
                                  coverIn(object)};
    if (object.value("v"_L1).toInt() != 1 || kept.subject.value.isEmpty() || kept.refreshToken.isEmpty())
        return Error{Error::Code::Malformed, u"kept session"_s};
    return kept;
}

} // namespace

RefreshVault::RefreshVault(KeychainPort *keychain, const QString &address)
    : m_keychain(keychain)
    , m_name(u"session/"_s + address)
{
    m_patience.setSingleShot(true);
    m_retry.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] { settle(false); });
    connect(&m_retry, &QTimer::timeout, this, &RefreshVault::store);
}

RefreshVault::~RefreshVault() { wipe(m_kept.refreshToken); }

void RefreshVault::keep(const Kept &kept, std::function<void()> done)
{
    wipe(m_kept.refreshToken);
    m_kept = kept;
    m_done = std::move(done);
    m_retry.stop();
    m_pause = firstPause;
    if (!m_keychain) {
        setPlace({SecretPlace::Kind::Memory});
        m_patience.start(0);
        return;
    }
    m_patience.start(keychainPatience);
    store();
}

void RefreshVault::setCover(const std::optional<SessionCover> &cover)
{
    m_kept.cover = cover;
    if (!m_keychain || m_kept.refreshToken.isEmpty())
        return;
    m_retry.stop();
    m_pause = firstPause;
    store(); // whoever waits for the one before it waits for this one
}

void RefreshVault::store()
{
    m_attempt = std::make_unique<QObject>();
    auto bytes = written(m_kept);
    m_keychain->store(m_attempt.get(), m_name, bytes, [this](const Result<Done> &stored) {
        if (stored) {
            setPlace({SecretPlace::Kind::Keychain});
        } else {
            qCInfo(vaultLog) << "the keychain did not take the session; it stays in memory. Code" << int(stored.error().code);
            const bool later = stored.error().code == Error::Code::Unavailable;
            setPlace({SecretPlace::Kind::Memory, later});
            if (later) {
                m_retry.start(m_pause);
                m_pause = std::min<std::chrono::seconds>(2 * m_pause, longestPause);
            }
        }
        settle(stored.has_value());
    });
    wipe(bytes);
}

void RefreshVault::settle(bool stored)
{
    m_patience.stop();
    if (!stored && m_keychain && m_place.kind != SecretPlace::Kind::Memory)
        setPlace({SecretPlace::Kind::Memory, true});
    if (const auto done = std::exchange(m_done, {}))
        done();
}

void RefreshVault::read(QObject *context, Reply<Kept> reply)
{
    if (!m_keychain) {
        QTimer::singleShot(0, context, [reply = std::move(reply)] { reply(Error{Error::Code::Unavailable, {}}); });
        return;
    }
    readAgain(context, reply, readTries);
}

void RefreshVault::readAgain(const QPointer<QObject> &context, const Reply<Kept> &reply, int triesLeft)
{
    if (!context)
        return;
    m_keychain->read(context, m_name, [this, context, reply, triesLeft](Result<QByteArray> bytes) {
        if (bytes) {
            const auto kept = keptFrom(*bytes);
            wipe(*bytes);
            reply(kept);
        } else if (bytes.error().code == Error::Code::Unavailable && triesLeft > 1) {
            // A wallet that starts with the desktop may come later than we do.
            QTimer::singleShot(firstPause, context,
                               [this, context, reply, triesLeft] { readAgain(context, reply, triesLeft - 1); });
        } else {
            reply(bytes.error());
        }
    });
}

void RefreshVault::forget()
{
    m_patience.stop();
    m_retry.stop();
    m_attempt.reset();
    m_done = {};
    wipe(m_kept.refreshToken);
    m_kept = {};
    if (m_keychain)
        m_keychain->remove(this, m_name, [](const Result<Done> &removed) {
            if (!removed && removed.error().code != Error::Code::Unavailable)
                qCWarning(vaultLog) << "the kept session could not be removed from the keychain; it was revoked";
        });
    setPlace({});
}

void RefreshVault::setPlace(const SecretPlace &place)
{
    if (place.kind == m_place.kind && place.retrying == m_place.retrying)
        return;
    m_place = place;
    Q_EMIT placeChanged();
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/outbox.h"

#include "app/storage/outboxfile.h"
#include "app/storage/rowcipher.h"
#include "models/ports/keychainport.h"

#include <QPointer>
#include <QStandardPaths>
#include <QVariant>

#include <utility>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto keyName = "outbox"_L1; // in the keychain

QString usualOutbox()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/stanforis/outbox.sqlite"_s;
}

/// A database belongs to the thread that opened it.
OutboxFile &openedBy(std::unique_ptr<OutboxFile> &file, const QString &path)
{
    if (!file)
        file = std::make_unique<OutboxFile>(path);
    return *file;
}

} // namespace

Outbox::Outbox(const QString &file, KeychainPort *keychain)
    : m_path(file.isEmpty() ? usualOutbox() : file)
    , m_keychain(keychain)
    , m_key(keychain ? Key::Unknown : Key::Settled)
{}

Outbox::~Outbox()
{
    m_thread.ask<Done>(nullptr, {}, [this]() -> Result<Done> {
        m_file.reset();
        return Done{};
    });
}

void Outbox::whenSettled(std::function<void()> act)
{
    if (m_key == Key::Settled) {
        act();
        return;
    }
    m_waiting.append(std::move(act));
    if (std::exchange(m_key, Key::Asked) == Key::Unknown)
        m_keychain->read(&m_home, QString(keyName), [this](const Result<QByteArray> &kept) { takeKey(kept); });
}

void Outbox::takeKey(const Result<QByteArray> &kept)
{
    if (kept && kept->size() == RowCipher::keySize) {
        settle(*kept);
        return;
    }
    // A keychain that is locked or away now is no reason not to keep a signature: the row is not secret, only better sealed.
    const auto fresh = !kept && kept.error().code == Error::Code::NotFound ? RowCipher::newKey() : Error{};
    if (!fresh) {
        m_keyAway = true;
        settle({});
        return;
    }
    m_keychain->store(&m_home, QString(keyName), *fresh,
                      [this, key = *fresh](const Result<Done> &stored) { settle(stored ? key : QByteArray()); });
}

void Outbox::settle(QByteArray key)
{
    m_key = Key::Settled;
    if (!key.isEmpty()) {
        auto secret = std::make_shared<Secret>(std::move(key));
        m_thread.ask<Done>(nullptr, {}, [this, secret]() -> Result<Done> {
            openedBy(m_file, m_path).setCipher(std::make_unique<RowCipher>(std::move(*secret)));
            return Done{};
        });
    }
    for (const auto &act : std::exchange(m_waiting, {}))
        act();
}

void Outbox::put(QObject *context, const UnsentWork &work, Reply<Done> reply)
{
    whenSettled([this, context = QPointer<QObject>(context), work, reply = std::move(reply)] {
        m_thread.ask<Done>(context, reply, [this, work] { return openedBy(m_file, m_path).put(work); });
    });
}

void Outbox::remove(QObject *context, const UnsentWork &work, Reply<Done> reply)
{
    whenSettled([this, context = QPointer<QObject>(context), work, reply = std::move(reply)] {
        m_thread.ask<Done>(context, reply, [this, work] { return openedBy(m_file, m_path).remove(work); });
    });
}

void Outbox::read(QObject *context, const QString &platform, const SubjectId &subject, Reply<KeptWork> reply)
{
    if (std::exchange(m_keyAway, false))
        m_key = Key::Unknown;
    whenSettled([this, context = QPointer<QObject>(context), platform, subject, reply = std::move(reply)] {
        m_thread.ask<KeptWork>(context, reply,
                               [this, platform, subject] { return openedBy(m_file, m_path).read(platform, subject); });
    });
}

} // namespace stanforis

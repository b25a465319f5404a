// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/keychainport.h"

#include <QHash>
#include <QTimer>

namespace stanforis::test {

/// A keychain that outlives the console, as the system's does, and may be slow to come or to take.
class HeldKeychain final : public KeychainPort
{
public:
    void store(QObject *context, const QString &name, const QByteArray &secret, Reply<Done> reply) override
    {
        ++stored;
        if (storesRefused > 0) {
            --storesRefused;
            answer(context, [reply] { reply(unavailable()); });
            return;
        }
        held.insert(name, QByteArray(secret.constData(), secret.size()));
        answer(context, [reply] { reply(Done{}); });
    }
    void read(QObject *context, const QString &name, Reply<QByteArray> reply) override
    {
        if (readsRefused > 0) {
            --readsRefused;
            answer(context, [reply] { reply(unavailable()); });
            return;
        }
        answer(context, [reply, found = held.value(name)] {
            found.isEmpty() ? reply(Error{Error::Code::NotFound, {}}) : reply(found);
        });
    }
    void remove(QObject *context, const QString &name, Reply<Done> reply) override
    {
        held.remove(name);
        answer(context, [reply] { reply(Done{}); });
    }

    QHash<QString, QByteArray> held;
    int stored = 0; ///< how often it was asked to
    int storesRefused = 0;
    int readsRefused = 0;

private:
    [[nodiscard]] static Error unavailable() { return {Error::Code::Unavailable, QStringLiteral("not yet")}; }
    template <class Function>
    static void answer(QObject *context, Function function)
    {
        QTimer::singleShot(0, context, std::move(function));
    }
};

} // namespace stanforis::test

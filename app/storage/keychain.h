// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/keychainport.h"

namespace stanforis {

/// The system's own keychain through QtKeychain: Secret Service or KWallet on Linux, the Credential Store on Windows, the login
/// keychain on macOS. Never QtKeychain's fallback to a plain file.
class Keychain final : public KeychainPort
{
public:
    void store(QObject *context, const QString &name, const QByteArray &secret, Reply<Done> reply) override;
    void read(QObject *context, const QString &name, Reply<QByteArray> reply) override;
    void remove(QObject *context, const QString &name, Reply<Done> reply) override;
};

} // namespace stanforis

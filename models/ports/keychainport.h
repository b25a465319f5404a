// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QString>

class QObject;

namespace stanforis {

/// Small secrets of this person on this workstation, kept by the system's keychain and nowhere else: there is no file to fall back
/// on. Without a keychain (Unavailable) a secret lives in memory and is asked for again after a start.
///
/// A name is made of its purpose and what it belongs to, as "workstation/https://HOST:PORT". As in every port: GUI thread, never
/// blocks, `reply` once, later, not after `context` is gone (a removal or storing that was begun is finished all the same).
///
/// Errors: Unavailable (no keychain here, or it does not answer), PermissionDenied (locked, or the person said no), NotFound.
class KeychainPort
{
public:
    virtual ~KeychainPort() = default;
    /// Replaces what was kept under this name; stored when the reply comes.
    virtual void store(QObject *context, const QString &name, const QByteArray &secret, Reply<Done> reply) = 0;
    /// NotFound: nothing is kept under this name. The receiver overwrites the bytes when it is done with them.
    virtual void read(QObject *context, const QString &name, Reply<QByteArray> reply) = 0;
    /// Good also when nothing was kept.
    virtual void remove(QObject *context, const QString &name, Reply<Done> reply) = 0;
};

} // namespace stanforis

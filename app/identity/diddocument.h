// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/did.h"

#include <QUrl>

namespace stanforis::identity {

inline constexpr int largestDidDocument = 64 * 1024; ///< bytes

/// Where a did:web is read (did:web §3.2): did:web:h%3A8443:op:x is https://h:8443/op/x/did.json. Invalid: another method.
/// Malformed: it is not one, or leads somewhere else than it seems to.
[[nodiscard]] Result<QUrl> addressOf(const QString &did);
/// Reads a document of `did`. Malformed: it can't be read, names another DID, holds a private key, or a key whose point is not on
/// its curve.
[[nodiscard]] Result<DidDocument> readDidDocument(const QString &did, const QByteArray &json);
/// The document that a did:key stands for.
[[nodiscard]] Result<DidDocument> documentOfDidKey(const QString &did);

} // namespace stanforis::identity

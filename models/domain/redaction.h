// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace stanforis {

/// Takes out of a text what nobody else may read: tokens (compact JWS, Bearer), the values of parameters that are secret by their
/// name (code, state, nonce, PIN, password, token, …; in URLs, forms, JSON and headers), private keys and certificates in PEM,
/// mail addresses, personal codes (ETSI EN 319 412-1 §5.1.3), and runs of 32 or more characters that could be key or token. What
/// is taken out is named: "[token]". It rather takes too much.
///
/// `known` are texts that are personal here and cannot be told by their form: names, subjects, the person's folder.
[[nodiscard]] QString redacted(const QString &text, const QStringList &known = {});

} // namespace stanforis

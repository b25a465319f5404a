// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"

#include <QByteArray>
#include <QString>

namespace stanforis::card {

/// What a key on a card is for, from its certificate. A card has one of each, and neither does the other's work.
enum class Use {
    Authentication, ///< keyUsage digitalSignature and extendedKeyUsage clientAuth
    Signing,        ///< keyUsage nonRepudiation
};

/// A certificate as a card holds it; who issued it is for the platform to judge.
struct Certificate
{
    QByteArray der;
    QByteArray id; ///< CKA_ID: the key beside it has the same
    Use use = Use::Authentication;
    QString holder;
    Instant ends{};
    int coordinate = 0; ///< bytes of `r` and of `s`: 32 on P-256, 48 on P-384

    /// ES256 or ES384 (RFC 7518 §3.4).
    [[nodiscard]] QString algorithm() const;
    /// What the key signs for `bytes`.
    [[nodiscard]] QByteArray digest(const QByteArray &bytes) const;

    /// Malformed: not one certificate in DER. Invalid: it is for neither use, or its key is on another curve.
    [[nodiscard]] static Result<Certificate> read(const QByteArray &der);
};

} // namespace stanforis::card

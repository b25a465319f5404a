// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/jws.h"
#include "models/domain/did.h"

#include <QUrl>

namespace stanforis::identity {

/// A credential as it was read; nothing is verified yet.
struct Credential
{
    Jws jws;
    CredentialFacts facts;
    QUrl statusList; ///< credentialStatus.statusListCredential; empty: it can't be revoked
    qint64 statusIndex = 0;
};

inline constexpr int largestCredential = 32 * 1024; ///< bytes
inline constexpr int largestStatusList = 256 * 1024;

/// A VC-JWT (VC-JOSE-COSE §3.1.1): typ "vc+jwt", ES256, a payload that is the credential itself. Malformed: something of it is
/// missing or wrong, it has a "vc" claim (that is version 1.1), or asks for something not understood here.
[[nodiscard]] Result<Credential> readCredential(const QByteArray &jwt);

/// Signature and times. Untrusted: "issuer", "key" (not one of the issuer's that may make statements now), "signature",
/// "not yet valid", "expired". Clocks may differ by a minute.
[[nodiscard]] Result<Done> checkCredential(const Credential &credential, const DidDocument &issuer, Instant now);

/// Whether `statusList` (a BitstringStatusListCredential of the same issuer, W3C Bitstring Status List §3.2) says that the
/// credential is revoked. Untrusted, "status": the list does not hold, is out of date, or has no such place.
[[nodiscard]] Result<bool> isRevoked(const Credential &credential, const QByteArray &statusList, const DidDocument &issuer,
                                     Instant now);

/// The bits of an `encodedList`. Malformed: not "u" and base64url of GZIP, fewer than 131,072 or more than 8,388,608 bits.
[[nodiscard]] Result<QByteArray> readBits(const QString &encodedList);

} // namespace stanforis::identity

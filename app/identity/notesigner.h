// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/note.h"
#include "models/core/result.h"

#include <memory>

using EVP_PKEY = struct evp_pkey_st;

namespace stanforis::identity {

/// An Ed25519 key (RFC 8032) of this workstation that signs notes under a name. OpenSSL wipes it when the last copy goes.
class NoteSigner final
{
public:
    [[nodiscard]] static Result<QByteArray> newSeed(); ///< 32 random bytes, the private key; the caller wipes them
    /// Malformed: not 32 bytes, or a `name` that is empty or has spaces or plus signs.
    [[nodiscard]] static Result<NoteSigner> fromSeed(const QByteArray &seed, const QString &name);
    /// The public key of a seed, before there is a name.
    [[nodiscard]] static Result<QByteArray> publicKey(const QByteArray &seed);

    [[nodiscard]] const NoteVerifier &verifier() const { return m_verifier; }
    /// `text` ends with a newline. Internal when it cannot be signed.
    [[nodiscard]] Result<QByteArray> sign(const QByteArray &text) const;

private:
    NoteSigner(std::shared_ptr<EVP_PKEY> key, NoteVerifier verifier)
        : m_key(std::move(key))
        , m_verifier(std::move(verifier))
    {}

    std::shared_ptr<EVP_PKEY> m_key;
    NoteVerifier m_verifier;
};

} // namespace stanforis::identity

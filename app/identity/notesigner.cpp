// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/notesigner.h"

#include "app/identity/signingkey.h"

#include <openssl/evp.h>

#include <algorithm>

namespace stanforis::identity {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t ed25519Size = 32;
constexpr std::size_t signatureSize = 64;

std::shared_ptr<EVP_PKEY> keyOf(const QByteArray &seed)
{
    if (seed.size() != qsizetype(ed25519Size))
        return nullptr;
    return {
        EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, reinterpret_cast<const uchar *>(seed.constData()), ed25519Size),
        EVP_PKEY_free};
}

QByteArray publicOf(const EVP_PKEY *key)
{
    QByteArray bytes(qsizetype(ed25519Size), '\0');
    auto size = ed25519Size;
    EVP_PKEY_get_raw_public_key(key, reinterpret_cast<uchar *>(bytes.data()), &size);
    return bytes;
}

} // namespace

Result<QByteArray> NoteSigner::newSeed() { return secureRandom(int(ed25519Size)); }

Result<QByteArray> NoteSigner::publicKey(const QByteArray &seed)
{
    const auto key = keyOf(seed);
    if (!key)
        return Error{Error::Code::Malformed, u"Ed25519 key"_s};
    return publicOf(key.get());
}

Result<NoteSigner> NoteSigner::fromSeed(const QByteArray &seed, const QString &name)
{
    auto key = keyOf(seed);
    if (!key)
        return Error{Error::Code::Malformed, u"Ed25519 key"_s};
    if (name.isEmpty() || name.contains(u'+') || std::ranges::any_of(name, [](QChar c) { return c.isSpace(); }))
        return Error{Error::Code::Malformed, u"name of a key: %1"_s.arg(name)};
    NoteVerifier verifier{name, NoteVerifier::Kind::Signature, publicOf(key.get())};
    return NoteSigner(std::move(key), std::move(verifier));
}

Result<QByteArray> NoteSigner::sign(const QByteArray &text) const
{
    Q_ASSERT(text.endsWith('\n'));
    QByteArray signature(qsizetype(signatureSize), '\0');
    auto size = signatureSize;
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, m_key.get()) != 1 ||
        EVP_DigestSign(context.get(), reinterpret_cast<uchar *>(signature.data()), &size,
                       reinterpret_cast<const uchar *>(text.constData()), static_cast<std::size_t>(text.size())) != 1)
        return Error{Error::Code::Internal, u"cryptography: Ed25519"_s};
    const QByteArray tagged = m_verifier.id() + signature;
    const QByteArray note = text + "\n\u2014 " + m_verifier.name.toUtf8() + ' ' + tagged.toBase64() + '\n';
    return note;
}

} // namespace stanforis::identity

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/ledger/notekey.h"

#include "app/platform/authority/jose.h"
#include "app/platform/authority/openssl.h"
#include "app/platform/authority/privatefile.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <openssl/pem.h>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t publicSize = 32;
constexpr std::size_t signatureSize = 64;
constexpr char ed25519Type = 0x01; // c2sp.org/signed-note, signature types
constexpr char cosignatureType = 0x04;

std::shared_ptr<EVP_PKEY> shared(EVP_PKEY *key)
{
    return {key, [](EVP_PKEY *pointer) { EVP_PKEY_free(pointer); }};
}

Error cryptographyFailed() { return {Error::Code::Internal, u"cryptography: Ed25519"_s}; }

} // namespace

NoteKey::NoteKey(std::shared_ptr<evp_pkey_st> key, QString name)
    : m_key(std::move(key))
    , m_name(std::move(name))
    , m_public(qsizetype(publicSize), '\0')
{
    auto size = publicSize;
    EVP_PKEY_get_raw_public_key(m_key.get(), reinterpret_cast<unsigned char *>(m_public.data()), &size);
    m_id = idOf(ed25519Type);
}

QByteArray NoteKey::idOf(char type) const
{
    const QByteArray identified = m_name.toUtf8() + '\n' + type + m_public;
    return QCryptographicHash::hash(identified, QCryptographicHash::Sha256).left(4);
}

Result<NoteKey> NoteKey::generate(const QString &name)
{
    auto key = shared(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    if (!key)
        return cryptographyFailed();
    return NoteKey(std::move(key), name);
}

Result<NoteKey> NoteKey::loadOrCreate(const QString &path, const QString &name)
{
    const auto content = readSmallFile(path);
    if (!content && content.error().code != Error::Code::NotFound)
        return content.error();
    if (content) {
        const openssl::Bio bio(BIO_new_mem_buf(content->constData(), int(content->size())));
        auto key = shared(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
        if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_ED25519)
            return Error{Error::Code::Malformed, u"%1: not an Ed25519 private key"_s.arg(path)};
        return NoteKey(std::move(key), name);
    }
    auto made = generate(name);
    if (!made)
        return made;
    const openssl::Bio bio(BIO_new(BIO_s_secmem()));
    if (PEM_write_bio_PKCS8PrivateKey(bio.get(), made->m_key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return cryptographyFailed();
    char *data = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &data);
    if (const auto written = writePrivateFile(path, QByteArray(data, qsizetype(size))); !written)
        return written.error();
    return made;
}

Result<QByteArray> NoteKey::sign(const QByteArray &bytes) const
{
    QByteArray signature(qsizetype(signatureSize), '\0');
    auto size = signatureSize;
    const openssl::DigestContext context(EVP_MD_CTX_new());
    if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, m_key.get()) != 1 ||
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size,
                       reinterpret_cast<const unsigned char *>(bytes.constData()), std::size_t(bytes.size())) != 1)
        return cryptographyFailed();
    return signature;
}

Result<QByteArray> NoteKey::signNote(const QByteArray &text) const
{
    Q_ASSERT(text.endsWith('\n'));
    const auto signature = sign(text);
    if (!signature)
        return signature;
    const QByteArray tagged = m_id + *signature;
    const QByteArray line = "\u2014 " + m_name.toUtf8() + ' ' + tagged.toBase64() + '\n';
    const QByteArray note = text + '\n' + line;
    return note;
}

Result<QByteArray> NoteKey::cosignatureLine(const QByteArray &text, Instant time) const
{
    const qint64 seconds = toMilliseconds(time) / 1000;
    const auto signature = sign("cosignature/v1\ntime " + QByteArray::number(seconds) + '\n' + text);
    if (!signature)
        return signature;
    QByteArray stamp(8, '\0');
    qToBigEndian(quint64(seconds), stamp.data());
    const QByteArray tagged = idOf(cosignatureType) + stamp + *signature;
    const QByteArray line = "\u2014 " + m_name.toUtf8() + ' ' + tagged.toBase64() + '\n';
    return line;
}

QJsonObject NoteKey::jwk(const QByteArray &id) const
{
    return {{u"kty"_s, u"OKP"_s},
            {u"crv"_s, u"Ed25519"_s},
            {u"x"_s, QString::fromLatin1(toBase64Url(m_public))},
            {u"kid"_s, QString(m_name + u'+' + QString::fromLatin1(id.toHex()))},
            {u"use"_s, u"sig"_s},
            {u"alg"_s, u"EdDSA"_s}};
}

QJsonObject NoteKey::publicJwk() const { return jwk(m_id); }

QJsonObject NoteKey::cosignerJwk() const { return jwk(idOf(cosignatureType)); }

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/rowcipher.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto mark = "SEALED1 "; // no JSON begins with it
constexpr int markSize = 8;
constexpr int nonceSize = 12;
constexpr int tagSize = 16;

struct FreeContext
{
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

uchar *bytesOf(QByteArray &bytes) { return reinterpret_cast<uchar *>(bytes.data()); }
const uchar *bytesOf(const QByteArray &bytes) { return reinterpret_cast<const uchar *>(bytes.constData()); }

} // namespace

Result<QByteArray> RowCipher::newKey()
{
    QByteArray key(keySize, '\0');
    if (RAND_bytes(bytesOf(key), keySize) != 1)
        return Error{Error::Code::Internal, u"random"_s};
    return key;
}

bool RowCipher::isSealed(const QByteArray &row) { return row.startsWith(mark); }

Result<QByteArray> RowCipher::seal(const QByteArray &row, const QByteArray &place) const
{
    QByteArray nonce(nonceSize, '\0');
    QByteArray text(row.size(), '\0');
    QByteArray tag(tagSize, '\0');
    int size = 0;
    const auto *key = reinterpret_cast<const uchar *>(m_key.data());
    const Context context(EVP_CIPHER_CTX_new());
    if (m_key.size() != keySize || RAND_bytes(bytesOf(nonce), nonceSize) != 1 ||
        EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key, bytesOf(std::as_const(nonce))) != 1 ||
        EVP_EncryptUpdate(context.get(), nullptr, &size, bytesOf(place), int(place.size())) != 1 ||
        EVP_EncryptUpdate(context.get(), bytesOf(text), &size, bytesOf(row), int(row.size())) != 1 ||
        EVP_EncryptFinal_ex(context.get(), bytesOf(text) + size, &size) != 1 ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tagSize, tag.data()) != 1)
        return Error{Error::Code::Internal, u"a row could not be sealed"_s};
    return QByteArray(mark + nonce + tag + text);
}

Result<QByteArray> RowCipher::open(const QByteArray &sealed, const QByteArray &place) const
{
    const Error unreadable{Error::Code::Storage, u"a row is not as it was sealed, or was sealed with another key"_s};
    if (!isSealed(sealed) || sealed.size() < markSize + nonceSize + tagSize || m_key.size() != keySize)
        return unreadable;
    const QByteArray nonce = sealed.mid(markSize, nonceSize);
    QByteArray tag = sealed.mid(markSize + nonceSize, tagSize);
    const QByteArray text = sealed.mid(markSize + nonceSize + tagSize);
    QByteArray row(text.size(), '\0');
    int size = 0;
    const auto *key = reinterpret_cast<const uchar *>(m_key.data());
    const Context context(EVP_CIPHER_CTX_new());
    if (EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key, bytesOf(nonce)) != 1 ||
        EVP_DecryptUpdate(context.get(), nullptr, &size, bytesOf(place), int(place.size())) != 1 ||
        EVP_DecryptUpdate(context.get(), bytesOf(row), &size, bytesOf(text), int(text.size())) != 1 ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tagSize, tag.data()) != 1 ||
        EVP_DecryptFinal_ex(context.get(), bytesOf(row) + size, &size) != 1)
        return unreadable;
    return row;
}

} // namespace stanforis

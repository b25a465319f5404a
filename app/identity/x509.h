// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <openssl/x509v3.h>

#include <memory>

/// OpenSSL's certificates with owners, for the readers of this folder.
namespace stanforis::identity::x509 {

template <auto Free>
struct Release
{
    template <class T>
    void operator()(T *pointer) const
    {
        Free(pointer);
    }
};

inline void freeChain(STACK_OF(X509) * chain) { sk_X509_free(chain); }

using Certificate = std::unique_ptr<X509, Release<X509_free>>;
using List = std::unique_ptr<X509_CRL, Release<X509_CRL_free>>;
using Store = std::unique_ptr<X509_STORE, Release<X509_STORE_free>>;
using StoreContext = std::unique_ptr<X509_STORE_CTX, Release<X509_STORE_CTX_free>>;
using Chain = std::unique_ptr<STACK_OF(X509), Release<freeChain>>; ///< borrows its certificates

/// Null: the bytes are not exactly one certificate.
inline Certificate fromDer(const QByteArray &der)
{
    const auto *begin = reinterpret_cast<const unsigned char *>(der.constData());
    const auto *end = begin + der.size();
    Certificate certificate(d2i_X509(nullptr, &begin, static_cast<long>(der.size())));
    if (begin != end)
        certificate.reset();
    return certificate;
}

} // namespace stanforis::identity::x509

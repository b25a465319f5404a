// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/ledger/receiptseal.h"

#include "app/platform/authority/openssl.h"
#include "app/platform/ledger/asiccontainer.h"
#include "app/platform/ledger/ledger.h"
#include "app/platform/state/wire.h"
#include "app/platform/transactions/canonicaljson.h"
#include "app/platform/transactions/intent.h"

#include <openssl/cms.h>
#include <openssl/pem.h>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

constexpr char manifestName[] = "META-INF/ASiCManifest001.xml";
constexpr char signatureName[] = "META-INF/signature001.p7s";

openssl::Certificate certificateOf(const QByteArray &pem)
{
    const openssl::Bio bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    return openssl::Certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

/// The receipt names exactly this transaction and this body.
bool fits(const QByteArray &payload, const QByteArray &transaction, const QByteArray &body)
{
    const auto claims = readCanonical(payload);
    const auto names = [&](const QString &member, const QByteArray &bytes) {
        const auto found = claims->object()->find(member);
        return found != claims->object()->end() && found->second == CanonicalValue(sha256Hex(bytes));
    };
    return claims && claims->object() && names(u"tx_sha256"_s, transaction) && names(u"body_sha256"_s, body);
}

} // namespace

ReceiptSeal::ReceiptSeal(const Ledger &ledger, Seal seal)
    : m_ledger(ledger)
    , m_seal(std::move(seal))
{}

Result<QByteArray> ReceiptSeal::sign(const QByteArray &bytes) const
{
    const Error failed{Error::Code::Internal, u"cryptography: the seal could not be made"_s};
    const auto certificate = certificateOf(m_seal.certificate);
    const auto authority = certificateOf(m_seal.authority);
    const openssl::Bio data(BIO_new_mem_buf(bytes.constData(), int(bytes.size())));
    // CMS_CADES adds the signed attribute signing-certificate-v2 (RFC 5035), which makes it ETSI EN 319 122-1 B-B.
    constexpr unsigned int flags = CMS_DETACHED | CMS_BINARY | CMS_NOSMIMECAP | CMS_CADES;
    const std::unique_ptr<CMS_ContentInfo, openssl::Deleter<CMS_ContentInfo_free>> cms(
        certificate ? CMS_sign(certificate.get(), m_seal.key.handle(), nullptr, data.get(), flags) : nullptr);
    if (!cms || !authority || CMS_add1_cert(cms.get(), authority.get()) != 1)
        return failed;
    unsigned char *der = nullptr;
    const int size = i2d_CMS_ContentInfo(cms.get(), &der);
    if (size <= 0)
        return failed;
    const QByteArray signature(reinterpret_cast<const char *>(der), size);
    OPENSSL_free(der);
    return signature;
}

Result<ledger::v1::Sealed> ReceiptSeal::seal(const ledger::v1::SealRequest &request) const
{
    const QByteArray receipt = bytesFromWire(request.jws());
    const QByteArray transaction = bytesFromWire(request.transaction_jws());
    const QByteArray body = bytesFromWire(request.body());
    const auto jws = Jws::readCompact(receipt);
    if (!jws || jws->signatures.size() != 1 || !jws->verify(0, m_seal.key) || !fits(jws->payload, transaction, body))
        return Error{Error::Code::Invalid, u"This is not a genuine receipt of this platform with its transaction and body."_s};
    const auto proof = m_ledger.proofOf(receipt);
    if (!proof)
        return proof.error();
    QList<ContainerFile> files{{"receipt.jws", "application/jose", receipt},
                               {"transaction.json", "application/jose+json", transaction},
                               {"body", "application/octet-stream", body},
                               {"proof.txt", "text/plain", *proof}};
    const QByteArray manifest = asicManifest(files, signatureName);
    const auto signature = sign(manifest);
    if (!signature)
        return signature.error();
    files.append({manifestName, "text/xml", manifest});
    files.append({signatureName, "application/pkcs7-signature", *signature});
    const auto container = asicContainer(files);
    if (!container)
        return container.error();
    ledger::v1::Sealed sealed;
    sealed.set_container(container->toStdString());
    return sealed;
}

} // namespace stanforis

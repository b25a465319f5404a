// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a simulated identity card in SoftHSM for a persona of the simulator. See tests/support/README.md.
#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTextStream>

#include <cstdio>
#include <functional>
#include <memory>
#include <utility>

#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <p11-kit/pkcs11.h>

#include <QLibrary>

using namespace Qt::Literals::StringLiterals;

namespace {

template <auto Free>
struct Deleter
{
    template <class T>
    void operator()(T *pointer) const
    {
        Free(pointer);
    }
};
using Request = std::unique_ptr<X509_REQ, Deleter<X509_REQ_free>>;
using Certificate = std::unique_ptr<X509, Deleter<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Deleter<ECDSA_SIG_free>>;

struct Failure
{
    QString what;
};

void check(CK_RV code, const char *what)
{
    if (code != CKR_OK)
        throw Failure{u"%1: CKR 0x%2"_s.arg(QLatin1String(what)).arg(code, 0, 16)};
}

CK_BYTE *bytesOf(QByteArray &bytes) { return reinterpret_cast<CK_BYTE *>(bytes.data()); }

QByteArray derOf(const std::function<int(uchar **)> &write)
{
    uchar *der = nullptr;
    const int size = write(&der);
    QByteArray bytes(reinterpret_cast<const char *>(der), std::max(0, size));
    OPENSSL_free(der);
    return bytes;
}

/// The token while it is being made.
struct Card
{
    QLibrary library;
    CK_FUNCTION_LIST *p11 = nullptr;
    CK_SESSION_HANDLE session = 0;

    void open(const QString &module, QByteArray label, QByteArray pin)
    {
        library.setFileName(module);
        const auto entry = reinterpret_cast<CK_C_GetFunctionList>(library.resolve("C_GetFunctionList"));
        if (!entry)
            throw Failure{library.errorString()};
        check(entry(&p11), "C_GetFunctionList");
        check(p11->C_Initialize(nullptr), "C_Initialize");
        CK_ULONG count = 0;
        check(p11->C_GetSlotList(CK_TRUE, nullptr, &count), "C_GetSlotList");
        QList<CK_SLOT_ID> all{};
        all.resize(qsizetype(count));
        check(p11->C_GetSlotList(CK_TRUE, all.data(), &count), "C_GetSlotList");
        const auto slot = all.value(qsizetype(count) - 1); // SoftHSM's last slot is the empty one
        label = label.leftJustified(32, ' ', true);
        check(p11->C_InitToken(slot, bytesOf(pin), CK_ULONG(pin.size()), bytesOf(label)), "C_InitToken");
        check(p11->C_OpenSession(slot, CKF_SERIAL_SESSION | CKF_RW_SESSION, nullptr, nullptr, &session), "C_OpenSession");
        check(p11->C_Login(session, CKU_SO, bytesOf(pin), CK_ULONG(pin.size())), "C_Login");
        check(p11->C_InitPIN(session, bytesOf(pin), CK_ULONG(pin.size())), "C_InitPIN");
        check(p11->C_Logout(session), "C_Logout");
        check(p11->C_Login(session, CKU_USER, bytesOf(pin), CK_ULONG(pin.size())), "C_Login");
    }

    /// A key pair made on the token; its private part never leaves it.
    std::pair<CK_OBJECT_HANDLE, QByteArray> generate(const QByteArray &curve, QByteArray id, bool everyTime)
    {
        CK_BBOOL yes = CK_TRUE, no = CK_FALSE, always = everyTime ? CK_TRUE : CK_FALSE;
        QByteArray group = curve;
        CK_ATTRIBUTE open[] = {{CKA_EC_PARAMS, group.data(), CK_ULONG(group.size())},
                               {CKA_TOKEN, &yes, sizeof yes},
                               {CKA_VERIFY, &yes, sizeof yes},
                               {CKA_ID, id.data(), CK_ULONG(id.size())}};
        CK_ATTRIBUTE secret[] = {{CKA_TOKEN, &yes, sizeof yes},
                                 {CKA_PRIVATE, &yes, sizeof yes},
                                 {CKA_SENSITIVE, &yes, sizeof yes},
                                 {CKA_EXTRACTABLE, &no, sizeof no},
                                 {CKA_SIGN, &yes, sizeof yes},
                                 {CKA_ALWAYS_AUTHENTICATE, &always, sizeof always},
                                 {CKA_ID, id.data(), CK_ULONG(id.size())}};
        CK_MECHANISM mechanism{CKM_EC_KEY_PAIR_GEN, nullptr, 0};
        CK_OBJECT_HANDLE publicKey = 0, privateKey = 0;
        check(p11->C_GenerateKeyPair(session, &mechanism, open, std::size(open), secret, std::size(secret), &publicKey,
                                     &privateKey),
              "C_GenerateKeyPair");
        CK_ATTRIBUTE point{CKA_EC_POINT, nullptr, 0};
        check(p11->C_GetAttributeValue(session, publicKey, &point, 1), "CKA_EC_POINT");
        QByteArray der(qsizetype(point.ulValueLen), '\0');
        point.pValue = der.data();
        check(p11->C_GetAttributeValue(session, publicKey, &point, 1), "CKA_EC_POINT");
        return {privateKey, der.mid(der.indexOf('\x04', 1))}; // out of its OCTET STRING
    }

    QByteArray sign(CK_OBJECT_HANDLE key, QByteArray digest, QByteArray pin, bool everyTime)
    {
        CK_MECHANISM mechanism{CKM_ECDSA, nullptr, 0};
        check(p11->C_SignInit(session, &mechanism, key), "C_SignInit");
        if (everyTime)
            check(p11->C_Login(session, CKU_CONTEXT_SPECIFIC, bytesOf(pin), CK_ULONG(pin.size())), "C_Login");
        QByteArray signature(256, '\0');
        auto size = CK_ULONG(signature.size());
        check(p11->C_Sign(session, bytesOf(digest), CK_ULONG(digest.size()), bytesOf(signature), &size), "C_Sign");
        return signature.left(qsizetype(size));
    }

    void store(QByteArray certificate, QByteArray subject, QByteArray id)
    {
        CK_BBOOL yes = CK_TRUE, no = CK_FALSE;
        CK_OBJECT_CLASS kind = CKO_CERTIFICATE;
        CK_CERTIFICATE_TYPE type = CKC_X_509;
        CK_ATTRIBUTE attributes[] = {{CKA_CLASS, &kind, sizeof kind},
                                     {CKA_CERTIFICATE_TYPE, &type, sizeof type},
                                     {CKA_TOKEN, &yes, sizeof yes},
                                     {CKA_PRIVATE, &no, sizeof no},
                                     {CKA_SUBJECT, subject.data(), CK_ULONG(subject.size())},
                                     {CKA_ID, id.data(), CK_ULONG(id.size())},
                                     {CKA_VALUE, certificate.data(), CK_ULONG(certificate.size())}};
        CK_OBJECT_HANDLE object = 0;
        check(p11->C_CreateObject(session, attributes, std::size(attributes), &object), "C_CreateObject");
    }
};

/// A PKCS#10 request whose signature the card makes.
QByteArray requestFor(const char *group, const QByteArray &point, const EVP_MD *digest,
                      const std::function<QByteArray(const QByteArray &)> &sign)
{
    const std::unique_ptr<EVP_PKEY_CTX, Deleter<EVP_PKEY_CTX_free>> context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string("group", const_cast<char *>(group), 0),
        OSSL_PARAM_construct_octet_string("pub", const_cast<char *>(point.constData()), std::size_t(point.size())),
        OSSL_PARAM_construct_end()};
    EVP_PKEY *raw = nullptr;
    if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &raw, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
        throw Failure{u"the token's public key cannot be read"_s};
    const Key key(raw);
    const Request request(X509_REQ_new());
    X509_REQ_set_version(request.get(), X509_REQ_VERSION_1);
    X509_REQ_set_pubkey(request.get(), key.get());
    const std::unique_ptr<X509_ALGOR, Deleter<X509_ALGOR_free>> algorithm(X509_ALGOR_new());
    X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(digest == EVP_sha384() ? NID_ecdsa_with_SHA384 : NID_ecdsa_with_SHA256),
                    V_ASN1_UNDEF, nullptr);
    X509_REQ_set1_signature_algo(request.get(), algorithm.get());
    const auto body = derOf([&](uchar **out) { return i2d_re_X509_REQ_tbs(request.get(), out); });
    QByteArray hash(EVP_MD_get_size(digest), '\0');
    EVP_Digest(body.constData(), std::size_t(body.size()), reinterpret_cast<uchar *>(hash.data()), nullptr, digest, nullptr);
    const auto pair = sign(hash);
    const int half = int(pair.size() / 2);
    const Signature signature(ECDSA_SIG_new());
    const auto *at = reinterpret_cast<const uchar *>(pair.constData());
    ECDSA_SIG_set0(signature.get(), BN_bin2bn(at, half, nullptr), BN_bin2bn(at + half, half, nullptr));
    const auto der = derOf([&](uchar **out) { return i2d_ECDSA_SIG(signature.get(), out); });
    auto *bits = ASN1_BIT_STRING_new();
    ASN1_BIT_STRING_set(bits, reinterpret_cast<uchar *>(const_cast<char *>(der.constData())), int(der.size()));
    bits->flags = (bits->flags & ~(ASN1_STRING_FLAG_BITS_LEFT | 0x07)) | ASN1_STRING_FLAG_BITS_LEFT;
    X509_REQ_set0_signature(request.get(), bits);
    const std::unique_ptr<BIO, Deleter<BIO_free_all>> bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509_REQ(bio.get(), request.get());
    char *data = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &data);
    return {data, qsizetype(size)};
}

QByteArray certify(const QString &simulator, const QString &state, const QString &subject, const QString &use,
                   const QByteArray &request)
{
    QProcess process;
    process.start(simulator, {u"certify-card"_s, u"--state"_s, state, subject, use});
    process.write(request);
    process.closeWriteChannel();
    if (!process.waitForFinished() || process.exitCode() != 0)
        throw Failure{QString::fromUtf8(process.readAllStandardError()).trimmed()};
    return process.readAllStandardOutput();
}

void make(const QStringList &arguments, const QByteArray &pin)
{
    const auto &module = arguments[1], &simulator = arguments[2], &state = arguments[3], &subject = arguments[4];
    const bool strong = arguments.value(5) == "P-384"_L1;
    const auto *digest = strong ? EVP_sha384() : EVP_sha256();
    const auto curve = QByteArray::fromHex(strong ? "06052b81040022" : "06082a8648ce3d030107"); // their object identifiers
    Card card;
    card.open(module, subject.toLatin1(), pin);
    for (const auto &use : {u"authentication"_s, u"signing"_s}) {
        const bool signs = use == "signing"_L1;
        const QByteArray id(1, signs ? '\2' : '\1');
        const auto [key, point] = card.generate(curve, id, signs);
        const auto request = requestFor(strong ? "P-384" : "P-256", point, digest,
                                        [&, key = key](const QByteArray &hash) { return card.sign(key, hash, pin, signs); });
        const auto pem = certify(simulator, state, subject, use, request);
        const std::unique_ptr<BIO, Deleter<BIO_free_all>> bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
        const Certificate certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
        if (!certificate)
            throw Failure{u"the authority's certificate cannot be read"_s};
        card.store(derOf([&](uchar **out) { return i2d_X509(certificate.get(), out); }),
                   derOf([&](uchar **out) { return i2d_X509_NAME(X509_get_subject_name(certificate.get()), out); }), id);
    }
    card.p11->C_Finalize(nullptr);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    QTextStream errors(stderr);
    if (arguments.size() < 5) {
        errors << "Use: stanforis-make-cards MODULE SIMULATOR STATE SUBJECT [P-384] < PIN\n";
        return 2;
    }
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return 1;
    try {
        make(arguments, input.readLine(64).trimmed());
    } catch (const Failure &failure) {
        errors << failure.what << '\n';
        return 1;
    }
    return 0;
}

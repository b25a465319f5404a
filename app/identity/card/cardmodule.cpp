// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/card/cardmodule.h"

#include "app/identity/card/moduletrust.h"

#include <algorithm>

#include <p11-kit/pkcs11.h>

namespace stanforis::card {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr CK_ULONG mostObjects = 16;     // a card has a handful of certificates
constexpr CK_ULONG largestValue = 16384; // of one of them

Error unavailable(const QString &what) { return {Error::Code::Unavailable, cardFault + what}; }
Error unavailable(CK_RV code) { return unavailable(u"CKR 0x%1"_s.arg(code, 0, 16)); }

bool isGone(CK_RV code)
{
    return code == CKR_TOKEN_NOT_PRESENT || code == CKR_DEVICE_REMOVED || code == CKR_SESSION_HANDLE_INVALID ||
           code == CKR_SLOT_ID_INVALID;
}

Error errorOf(CK_RV code)
{
    if (isGone(code))
        return {Error::Code::NotFound, cardProblem};
    switch (code) {
    case CKR_PIN_INCORRECT:
    case CKR_PIN_INVALID:
    case CKR_PIN_LEN_RANGE:
        return {Error::Code::Invalid, pinProblem};
    case CKR_PIN_LOCKED:
        return {Error::Code::PermissionDenied, pinProblem};
    case CKR_FUNCTION_CANCELED:
    case CKR_CANCEL:
        return {Error::Code::Cancelled, {}};
    default:
        return unavailable(code);
    }
}

/// A fixed field, padded with spaces.
template <std::size_t N>
QString textOf(const CK_UTF8CHAR (&field)[N])
{
    return QString::fromUtf8(reinterpret_cast<const char *>(field), N).trimmed();
}

CardFacts::Pin pinOf(CK_FLAGS flags)
{
    if ((flags & CKF_USER_PIN_LOCKED) != 0)
        return CardFacts::Pin::Blocked;
    if ((flags & CKF_USER_PIN_FINAL_TRY) != 0)
        return CardFacts::Pin::LastTry;
    return (flags & CKF_USER_PIN_COUNT_LOW) != 0 ? CardFacts::Pin::FewTries : CardFacts::Pin::Ready;
}

/// A session with the token, and a login in it; both end with this object.
class Session
{
public:
    Session(CK_FUNCTION_LIST *functions, CK_SLOT_ID slot)
        : m_functions(functions)
        , m_opened(functions->C_OpenSession(slot, CKF_SERIAL_SESSION, nullptr, nullptr, &m_handle))
    {}
    ~Session()
    {
        if (m_loggedIn)
            m_functions->C_Logout(m_handle);
        if (m_opened == CKR_OK)
            m_functions->C_CloseSession(m_handle);
    }
    Q_DISABLE_COPY_MOVE(Session)

    [[nodiscard]] CK_RV opened() const { return m_opened; }
    [[nodiscard]] CK_SESSION_HANDLE handle() const { return m_handle; }

    [[nodiscard]] CK_RV login(CK_USER_TYPE user, const Secret &pin)
    {
        // The interface takes a pointer to what it only reads. Without a PIN the reader asks for it itself.
        auto *bytes = pin.isEmpty() ? nullptr : reinterpret_cast<CK_UTF8CHAR *>(const_cast<char *>(pin.data()));
        const auto code = m_functions->C_Login(m_handle, user, bytes, CK_ULONG(pin.size()));
        m_loggedIn = m_loggedIn || (user == CKU_USER && code == CKR_OK);
        return code;
    }

    [[nodiscard]] QList<CK_OBJECT_HANDLE> find(CK_OBJECT_CLASS kind, const QByteArray &id = {})
    {
        QByteArray idBytes = id;
        CK_ATTRIBUTE wanted[] = {{CKA_CLASS, &kind, sizeof kind}, {CKA_ID, idBytes.data(), CK_ULONG(idBytes.size())}};
        QList<CK_OBJECT_HANDLE> found(mostObjects);
        CK_ULONG count = 0;
        if (m_functions->C_FindObjectsInit(m_handle, wanted, id.isEmpty() ? 1 : 2) != CKR_OK)
            return {};
        const auto code = m_functions->C_FindObjects(m_handle, found.data(), mostObjects, &count);
        m_functions->C_FindObjectsFinal(m_handle);
        found.resize(code == CKR_OK ? qsizetype(std::min(count, mostObjects)) : 0);
        return found;
    }

    [[nodiscard]] QByteArray value(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type)
    {
        CK_ATTRIBUTE attribute{type, nullptr, 0};
        if (m_functions->C_GetAttributeValue(m_handle, object, &attribute, 1) != CKR_OK || attribute.ulValueLen > largestValue)
            return {};
        QByteArray bytes(qsizetype(attribute.ulValueLen), '\0');
        attribute.pValue = bytes.data();
        return m_functions->C_GetAttributeValue(m_handle, object, &attribute, 1) == CKR_OK ? bytes : QByteArray();
    }

private:
    CK_FUNCTION_LIST *m_functions;
    CK_SESSION_HANDLE m_handle = 0;
    CK_RV m_opened;
    bool m_loggedIn = false;
};

} // namespace

Module::Module(const QString &file)
    : m_library(file)
{}

Module::~Module()
{
    if (m_started)
        m_functions->C_Finalize(nullptr);
    // It stays loaded: modules leave threads and handlers behind that run after them.
}

Result<std::shared_ptr<Module>> Module::load(const QString &path)
{
    const auto file = trustedModule(path);
    if (!file)
        return file.error();
    std::shared_ptr<Module> module(new Module(*file));
    module->m_library.setLoadHints(QLibrary::PreventUnloadHint);
    const auto entry = reinterpret_cast<CK_C_GetFunctionList>(module->m_library.resolve("C_GetFunctionList"));
    if (!entry || entry(&module->m_functions) != CKR_OK || !module->m_functions)
        return Error{Error::Code::Unavailable, u"%1 is not a driver for cards (PKCS #11)"_s.arg(*file)};
    CK_C_INITIALIZE_ARGS arguments = {};
    arguments.flags = CKF_OS_LOCKING_OK;
    const auto code = module->m_functions->C_Initialize(&arguments);
    if (code != CKR_OK && code != CKR_CRYPTOKI_ALREADY_INITIALIZED)
        return unavailable(code);
    module->m_started = code == CKR_OK;
    return module;
}

Result<QList<Token>> Module::tokens()
{
    CK_ULONG count = 0;
    auto code = m_functions->C_GetSlotList(CK_TRUE, nullptr, &count); // this also makes it look for new readers
    QList<CK_SLOT_ID> slotIds(code == CKR_OK ? qsizetype(count) : 0);
    if (code == CKR_OK && count > 0)
        code = m_functions->C_GetSlotList(CK_TRUE, slotIds.data(), &count);
    if (code != CKR_OK)
        return unavailable(code);
    QList<Token> present;
    for (const auto slot : slotIds.first(std::min(slotIds.size(), qsizetype(count)))) {
        CK_SLOT_INFO reader = {};
        CK_TOKEN_INFO about = {};
        if (m_functions->C_GetSlotInfo(slot, &reader) != CKR_OK || m_functions->C_GetTokenInfo(slot, &about) != CKR_OK ||
            (about.flags & CKF_TOKEN_INITIALIZED) == 0)
            continue;
        Token token{slot, {}};
        token.facts.state = CardFacts::State::Ready;
        token.facts.reader = textOf(reader.slotDescription);
        token.facts.label = textOf(about.label);
        token.facts.serial =
            QString::fromLatin1(reinterpret_cast<const char *>(about.serialNumber), sizeof about.serialNumber).trimmed();
        token.facts.pin = pinOf(about.flags);
        token.facts.pinPad = (about.flags & CKF_PROTECTED_AUTHENTICATION_PATH) != 0;
        token.facts.shortestPin = int(about.ulMinPinLen);
        token.facts.longestPin = int(about.ulMaxPinLen);
        present.append(token);
    }
    return present;
}

Result<QList<Certificate>> Module::certificates(const Token &token)
{
    Session session(m_functions, token.slot);
    if (session.opened() != CKR_OK)
        return errorOf(session.opened());
    QList<Certificate> known;
    for (const auto object : session.find(CKO_CERTIFICATE)) {
        auto certificate = Certificate::read(session.value(object, CKA_VALUE));
        if (!certificate)
            continue; // such as an authority's, which is for nothing here
        certificate->id = session.value(object, CKA_ID);
        if (!certificate->id.isEmpty())
            known.append(*certificate);
    }
    return known;
}

Result<QByteArray> Module::sign(const Token &token, const Certificate &certificate, const Secret &pin, const QByteArray &bytes)
{
    auto signature = signWhileThere(token, certificate, pin, bytes);
    // Drivers have many words for a card that was pulled out at work.
    if (!signature && signature.error().code == Error::Code::Unavailable && !isThere(token))
        return Error{Error::Code::NotFound, cardProblem};
    return signature;
}

bool Module::isThere(const Token &token)
{
    const auto present = tokens();
    return present && std::ranges::any_of(*present, [&](const Token &each) {
               return each.slot == token.slot && each.pinName() == token.pinName();
           });
}

Result<QByteArray> Module::signWhileThere(const Token &token, const Certificate &certificate, const Secret &pin,
                                          const QByteArray &bytes)
{
    Session session(m_functions, token.slot);
    if (session.opened() != CKR_OK)
        return errorOf(session.opened());
    if (const auto code = session.login(CKU_USER, pin); code != CKR_OK)
        return errorOf(code);
    const auto keys = session.find(CKO_PRIVATE_KEY, certificate.id);
    if (keys.isEmpty())
        return unavailable(u"key"_s);
    CK_MECHANISM mechanism{CKM_ECDSA, nullptr, 0};
    if (const auto code = m_functions->C_SignInit(session.handle(), &mechanism, keys[0]); code != CKR_OK)
        return errorOf(code);
    if (session.value(keys[0], CKA_ALWAYS_AUTHENTICATE) == QByteArray(1, '\1')) {
        if (const auto code = session.login(CKU_CONTEXT_SPECIFIC, pin); code != CKR_OK)
            return errorOf(code);
    }
    auto digest = certificate.digest(bytes);
    QByteArray signature(2 * certificate.coordinate, '\0');
    auto size = CK_ULONG(signature.size());
    const auto code = m_functions->C_Sign(session.handle(), reinterpret_cast<CK_BYTE *>(digest.data()), CK_ULONG(digest.size()),
                                          reinterpret_cast<CK_BYTE *>(signature.data()), &size);
    if (code != CKR_OK)
        return errorOf(code);
    if (size != CK_ULONG(signature.size()))
        return unavailable(u"signature"_s);
    return signature;
}

} // namespace stanforis::card

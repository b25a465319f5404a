// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/card/cardcertificate.h"
#include "models/core/secret.h"
#include "models/domain/card.h"

#include <QLibrary>
#include <QList>

#include <memory>

struct _CK_FUNCTION_LIST;

namespace stanforis::card {

/// A token in a slot (PKCS #11 §4.4, §4.5). A card with two PINs may show itself as two of them with one serial number.
struct Token
{
    unsigned long slot = 0;
    CardFacts facts; ///< Ready; without what its certificates say

    /// Tells its PIN from every other one.
    [[nodiscard]] QString pinName() const { return QString(facts.serial + QLatin1Char('\n') + facts.label); }
};

/// A key on a card, by its certificate.
struct Key
{
    Token token;
    Certificate certificate;
};

/// One PKCS #11 module (OASIS, version 2.40), loaded and initialised. One call at a time, on whatever thread; each may take as
/// long as the card does.
class Module final
{
public:
    /// Untrusted, NotFound: as trustedModule(). Unavailable: it does not load or does not start.
    [[nodiscard]] static Result<std::shared_ptr<Module>> load(const QString &path);
    ~Module();
    Q_DISABLE_COPY_MOVE(Module)

    /// Those that are present and set up; none is no error.
    [[nodiscard]] Result<QList<Token>> tokens();
    /// Those that are for one of the two uses; no PIN is needed to read them.
    [[nodiscard]] Result<QList<Certificate>> certificates(const Token &token);
    /// Logs in, signs, logs out: `r` and `s` over what the certificate's key signs for `bytes`. On a reader with keys of its own
    /// the PIN is empty and entered there. Invalid: the PIN is wrong; PermissionDenied: it is blocked; NotFound: the card was
    /// taken out; Cancelled: on the reader; Unavailable: anything else, `detail` has the module's own number for it.
    [[nodiscard]] Result<QByteArray> sign(const Token &token, const Certificate &certificate, const Secret &pin,
                                          const QByteArray &bytes);

private:
    explicit Module(const QString &file);
    [[nodiscard]] bool isThere(const Token &token);
    [[nodiscard]] Result<QByteArray> signWhileThere(const Token &token, const Certificate &certificate, const Secret &pin,
                                                    const QByteArray &bytes);

    QLibrary m_library;
    _CK_FUNCTION_LIST *m_functions = nullptr;
    bool m_started = false;
};

} // namespace stanforis::card

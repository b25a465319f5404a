// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/signingkey.h"
#include "models/core/clock.h"
#include "models/domain/identity.h"
#include "models/ports/signerport.h"

#include <optional>

namespace stanforis {

/// Signs intents with a key that is made when somebody signs in and gone when they sign out. GUI thread.
class IntentSigner final : public SignerPort
{
public:
    explicit IntentSigner(const Clock &clock)
        : m_clock(clock)
    {}

    void begin(const SubjectId &subject);
    void end();

    Result<KeyEnrolment> enrolment(const QString &audience) override;
    Result<Intent> compose(const Draft &draft, const Prepared &prepared) const override;
    Result<Intent> read(const QByteArray &jws, const QByteArray &body, const QString &bodyType) const override;
    Result<QByteArray> sign(const Intent &intent, const QByteArray &first) override;
    Result<ReceiptFacts> verifyReceipt(const Receipt &receipt, const QByteArray &keySet) const override;

private:
    /// The key, made when it is first asked for.
    [[nodiscard]] Result<identity::SigningKey> key();
    [[nodiscard]] qint64 seconds() const;

    const Clock &m_clock;
    SubjectId m_subject;
    std::optional<identity::SigningKey> m_key;
};

/// Reads an intent back from its payload: canonical, complete, nothing unknown in it, and the body is the one it names.
[[nodiscard]] Result<Intent> intentFrom(const QByteArray &payload, const QByteArray &body, const QString &bodyType);

/// Last 16 bits of SHA-256(SHA-256(payload)) modulo 10000, four digits; shown to everybody who signs or holds the receipt.
[[nodiscard]] QString controlCode(const QByteArray &payload);

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/jws.h"
#include "models/core/clock.h"
#include "models/domain/identity.h"
#include "models/ports/signerport.h"
#include "models/ports/signingkeyport.h"

#include <memory>

namespace stanforis {

/// Signs intents with a key that is forgotten when somebody signs in or out, or with one that is told. GUI thread.
class IntentSigner final : public SignerPort
{
public:
    /// `key` null: one in memory, made anew for each sign-in.
    explicit IntentSigner(const Clock &clock, std::unique_ptr<SigningKeyPort> key = {});
    ~IntentSigner() override;

    void begin(const SubjectId &subject);
    void end();
    /// What the person signs with from now on, borrowed: the key of their card. Null: the signer's own.
    void use(SigningKeyPort *key) { m_told = key; }

    bool asksForPin() override;
    void enrolment(QObject *context, const QString &audience, Reply<KeyEnrolment> reply) override;
    Result<Intent> compose(const Draft &draft, const Prepared &prepared) const override;
    Result<Intent> read(const QByteArray &jws, const QByteArray &body, const QString &bodyType) const override;
    void sign(QObject *context, const Intent &intent, const QByteArray &first, const SignatureHeader &header, Secret pin,
              Reply<QByteArray> reply) override;
    Result<ReceiptFacts> verifyReceipt(const Receipt &receipt, const QByteArray &keySet) const override;

private:
    [[nodiscard]] SigningKeyPort &key() const { return m_told ? *m_told : *m_own; }
    /// Adds one signature to `jws` under `header`, which gets what the key says of itself.
    void addSignature(QObject *context, const identity::Jws &jws, const QJsonObject &header, Secret pin,
                      Reply<identity::Jws> reply);
    [[nodiscard]] qint64 seconds() const;

    const Clock &m_clock;
    SubjectId m_subject;
    std::unique_ptr<SigningKeyPort> m_own;
    SigningKeyPort *m_told = nullptr;
};

/// Reads an intent back from its payload: canonical, complete, nothing unknown in it, and the body is the one it names.
[[nodiscard]] Result<Intent> intentFrom(const QByteArray &payload, const QByteArray &body, const QString &bodyType);

/// Last 16 bits of SHA-256(SHA-256(payload)) modulo 10000, four digits; shown to everybody who signs or holds the receipt.
[[nodiscard]] QString controlCode(const QByteArray &payload);

} // namespace stanforis

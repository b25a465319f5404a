// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/signingkey.h"
#include "models/ports/signingkeyport.h"

#include <optional>

namespace stanforis {

/// A key in memory, made when it is first needed. Asks for no PIN: it lives as long as the sign-in that made it. GUI thread.
class SoftwareKey final : public SigningKeyPort
{
public:
    explicit SoftwareKey(identity::VerifyingKey::Curve curve = identity::VerifyingKey::Curve::P256)
        : m_curve(curve)
    {}

    Result<SigningKeyFacts> facts() override;
    void sign(QObject *context, const QByteArray &bytes, Secret pin, Reply<QByteArray> reply) override;
    void forget() override { m_key.reset(); }

private:
    [[nodiscard]] Result<identity::SigningKey> key();

    const identity::VerifyingKey::Curve m_curve;
    std::optional<identity::SigningKey> m_key;
};

} // namespace stanforis

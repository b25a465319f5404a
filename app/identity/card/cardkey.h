// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/signingkeyport.h"

#include <optional>

namespace stanforis {

class CardPort;

/// The signing key of the card in the reader. Asks for its PIN at each signature and keeps none. Facts are those of its
/// certificate; another card in the reader is another key, and the platform takes that of no other person. GUI thread.
class CardKey final : public SigningKeyPort
{
public:
    /// `card` is borrowed, must outlive the key. Null: this workstation reads no cards, and nothing can be signed.
    explicit CardKey(CardPort *card = nullptr)
        : m_card(card)
    {}

    Result<SigningKeyFacts> facts() override;
    void sign(QObject *context, const QByteArray &bytes, Secret pin, Reply<QByteArray> reply) override;
    void forget() override { m_facts.reset(); }

private:
    CardPort *m_card;
    std::optional<SigningKeyFacts> m_facts; ///< of the certificate that was there last
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/card/cardkey.h"

#include "app/identity/signingkey.h"
#include "models/ports/cardport.h"

#include <QJsonDocument>
#include <QTimer>

namespace stanforis {

Result<SigningKeyFacts> CardKey::facts()
{
    const auto certificate = m_card ? m_card->signingCertificate() : Error{Error::Code::NotFound, cardProblem};
    if (!certificate)
        return certificate.error();
    if (!m_facts || m_facts->certificate != *certificate) {
        const auto key = identity::VerifyingKey::fromCertificate(*certificate);
        if (!key)
            return key.error();
        m_facts = SigningKeyFacts{QJsonDocument(key->jwk()).toJson(QJsonDocument::Compact), key->thumbprint(),
                                  QString(key->algorithm()), *certificate, true};
    }
    return *m_facts;
}

void CardKey::sign(QObject *context, const QByteArray &bytes, Secret pin, Reply<QByteArray> reply)
{
    if (m_card)
        m_card->sign(context, bytes, std::move(pin), std::move(reply));
    else
        QTimer::singleShot(0, context, [reply = std::move(reply)] { reply(Error{Error::Code::NotFound, cardProblem}); });
}

} // namespace stanforis

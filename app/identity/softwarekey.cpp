// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/softwarekey.h"

#include <QJsonDocument>
#include <QTimer>

namespace stanforis {

Result<identity::SigningKey> SoftwareKey::key()
{
    if (!m_key) {
        auto made = identity::SigningKey::generate(m_curve);
        if (!made)
            return made.error();
        m_key = *made;
    }
    return *m_key;
}

Result<SigningKeyFacts> SoftwareKey::facts()
{
    const auto signing = key();
    if (!signing)
        return signing.error();
    return SigningKeyFacts{QJsonDocument(signing->jwk()).toJson(QJsonDocument::Compact),
                           signing->thumbprint(),
                           QString(signing->algorithm()),
                           {},
                           false};
}

void SoftwareKey::sign(QObject *context, const QByteArray &bytes, Secret, Reply<QByteArray> reply)
{
    const auto signing = key();
    auto signature = signing ? signing->sign(bytes) : signing.error();
    // Later, as a card would: nobody may count on an answer from inside the call.
    QTimer::singleShot(0, context, [reply = std::move(reply), signature = std::move(signature)] { reply(signature); });
}

} // namespace stanforis

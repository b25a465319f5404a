// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/card/webeidtoken.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace stanforis::card {

using namespace Qt::Literals::StringLiterals;

QByteArray webEidBytes(const Certificate &certificate, const QString &origin, const QByteArray &nonce)
{
    return certificate.digest(origin.toUtf8()) + certificate.digest(nonce);
}

QByteArray webEidToken(const Certificate &certificate, const QByteArray &signature)
{
    return QJsonDocument(QJsonObject{{u"format"_s, u"web-eid:1.0"_s},
                                     {u"unverifiedCertificate"_s, QString::fromLatin1(certificate.der.toBase64())},
                                     {u"algorithm"_s, certificate.algorithm()},
                                     {u"signature"_s, QString::fromLatin1(signature.toBase64())},
                                     {u"appVersion"_s, QStringLiteral("stanforis-console/" STANFORIS_VERSION)}})
        .toJson(QJsonDocument::Compact);
}

} // namespace stanforis::card

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/registry/diddocument.h"

#include <QUrl>

namespace stanforis {

using namespace Qt::StringLiterals;

void DidDocumentBuilder::addKey(const QString &fragment, QJsonObject jwk, const QString &controller, bool asserts)
{
    const QString id = m_did + u'#' + fragment;
    // A certificate names its holder. "d" is never there; it must not leave if it ever were.
    for (const auto member : {"use"_L1, "kid"_L1, "x5c"_L1, "d"_L1})
        jwk.remove(member);
    m_methods.append(
        QJsonObject{{u"id"_s, id}, {u"type"_s, u"JsonWebKey"_s}, {u"controller"_s, controller}, {u"publicKeyJwk"_s, jwk}});
    if (asserts)
        m_assertions.append(id);
}

void DidDocumentBuilder::addService(const QString &fragment, const QString &type, const QString &endpoint)
{
    m_services.append(
        QJsonObject{{u"id"_s, QString(m_did + u'#' + fragment)}, {u"type"_s, type}, {u"serviceEndpoint"_s, endpoint}});
}

QJsonObject DidDocumentBuilder::document() const
{
    QJsonObject document{{u"@context"_s, QJsonArray{u"https://www.w3.org/ns/did/v1"_s, u"https://w3id.org/security/jwk/v1"_s}},
                         {u"id"_s, m_did},
                         {u"verificationMethod"_s, m_methods},
                         {u"assertionMethod"_s, m_assertions}};
    if (!m_services.isEmpty())
        document.insert(u"service"_s, m_services);
    return document;
}

QString didOf(const QString &address, const QStringList &path)
{
    const QUrl url(address);
    QString did = u"did:web:"_s + url.host();
    if (url.port() > 0)
        did += u"%3A"_s + QString::number(url.port());
    for (const QString &part : path)
        did += u':' + part;
    return did;
}

} // namespace stanforis

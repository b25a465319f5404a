// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace stanforis {

/// A DID document as it is built up (W3C DID Core §5), with keys as JsonWebKey.
class DidDocumentBuilder final
{
public:
    explicit DidDocumentBuilder(const QString &did)
        : m_did(did)
    {}

    /// `fragment` without "#". With `asserts` the key may make statements (assertionMethod); without it only what it signed
    /// earlier can be verified with it.
    void addKey(const QString &fragment, QJsonObject jwk, const QString &controller, bool asserts);
    void addService(const QString &fragment, const QString &type, const QString &endpoint);
    [[nodiscard]] QJsonObject document() const;

private:
    QString m_did;
    QJsonArray m_methods;
    QJsonArray m_assertions;
    QJsonArray m_services;
};

/// did:web of an address and the parts of a path (did:web §3.1): "https://h:8443" and {"op", "x"} are did:web:h%3A8443:op:x.
[[nodiscard]] QString didOf(const QString &address, const QStringList &path = {});

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QString>

namespace stanforis {

struct TrustedAuthority
{
    QByteArray certificate; ///< DER
    QString crlUrl;
};

/// The platform's signed list of what is to be trusted about it, verified.
struct TrustList
{
    quint64 serial = 0; ///< never lower than one that was seen before
    Instant issued;
    Instant nextUpdate;
    QString signer;               ///< who its certificate names
    QByteArray signerCertificate; ///< DER
    QList<TrustedAuthority> servers;
    QList<TrustedAuthority> workstations;
    QByteArray providerKeys; ///< JWKS, as the next two
    QByteArray receiptKeys;
    QByteArray ledgerKeys;
};

/// What an authority has taken back (RFC 5280 §5), its signature verified.
struct RevocationList
{
    QByteArray issuer;    ///< its name in DER
    QString issuerName;   ///< the same for a person
    QByteArray authority; ///< SHA-256 of the authority's DER, 32 bytes
    Instant thisUpdate;
    Instant nextUpdate;
    QString number;
    QSet<QByteArray> serials; ///< lower-case hexadecimal without leading zeros
    QByteArray der;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/ids.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace stanforis {

/// A public key in a DID document (W3C DID Core §5.2).
struct DidKey
{
    QString id;                 ///< DID URL, "did:web:…#sig-1"
    QString curve;              ///< "P-256" or "Ed25519"
    QByteArray jwk;             ///< public members only, JSON
    bool asserts = false;       ///< assertionMethod: may make statements now
    bool authenticates = false; ///< authentication

    friend bool operator==(const DidKey &, const DidKey &) = default;
};

struct DidService
{
    QString id;
    QString type;
    QString endpoint;

    friend bool operator==(const DidService &, const DidService &) = default;
};

/// A decentralised identifier and what its document says.
struct DidDocument
{
    QString id;
    QString where; ///< the address it was read from; empty: it follows from the identifier itself (did:key)
    QList<DidKey> keys;
    QList<DidService> services;
    QByteArray json; ///< as it was read
};

/// What a verified credential says (W3C VC Data Model 2.0).
struct CredentialFacts
{
    QString id;
    QString issuer; ///< DID
    QString keyId;
    QStringList types;
    QString subject; ///< DID
    SectorId sector;
    RoleId role;
    QString grantedBy; ///< name; empty: held from the beginning
    QString legalBasis;
    Instant from;
    Instant until;
    Instant statusChecked; ///< when the issuer's status list was made
};

/// What a person holds.
struct Wallet
{
    QString did;                   ///< the person's own
    QList<QByteArray> credentials; ///< VC-JWT, not verified yet
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/trust.h"

#include <optional>

namespace stanforis {

/// Where this workstation stands with the platform.
enum class WorkstationPhase {
    Looking,     ///< whether the keychain holds a certificate from before
    NotEnrolled, ///< a one-time code is needed
    Enrolling,
    Enrolled,
};

/// This workstation as the platform knows it. Its certificate goes on every connection, and tokens are bound to it.
struct Workstation
{
    WorkstationPhase phase = WorkstationPhase::NotEnrolled;
    QString id;                     ///< spiffe://DOMAIN/console/NAME
    TrustCertificate certificate;   ///< empty unless Enrolled
    std::optional<Instant> renewal; ///< when it is renewed by itself: at half of its life
    std::optional<Instant> renewed; ///< the last time it was
    std::optional<Error> problem;   ///< why it could not be renewed, or why it is not enrolled any more
    bool kept = false;              ///< in the system's keychain; else in memory only
};

/// What a connection proves this workstation with. In memory only: never in a log, never in a file.
struct WorkstationCredential
{
    QByteArray certificate; ///< PEM, and after it that of its authority
    QByteArray key;         ///< PKCS#8 PEM

    [[nodiscard]] bool isEmpty() const { return certificate.isEmpty(); }
};

} // namespace stanforis

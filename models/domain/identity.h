// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/ids.h"

#include <QSet>
#include <QString>

namespace stanforis {

/// Who is signed in, from the verified ID token.
struct Identity
{
    SubjectId subject;
    QString name;
    QString organisation;
    QString assurance; ///< eIDAS level: low, substantial, high
    QString method;    ///< how it was proved, from `amr`, in words of the provider
    Instant signedIn;
    QSet<RoleId> roles = {}; ///< on the platform itself, beside those in sectors
};

/// Of the one session of a console window.
enum class SessionState { SignedOut, SigningIn, Active, Expired };

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/lookup.h"

#include <QCoreApplication>
#include <QString>

namespace stanforis {

/// What a look-up found, in words.
class LookUpText final
{
    Q_DECLARE_TR_FUNCTIONS(stanforis::LookUpText)

public:
    struct Words
    {
        QString happened; ///< the verdict, a few words
        QString more;     ///< what it says, or what to do
        bool abnormal = false;
    };
    [[nodiscard]] static Words of(const LookUpAnswer &answer);
    /// Why a credential is not believed, and what to do; by RegistryPort's `detail`.
    [[nodiscard]] static Words credentialRefusal(const Error &error);
    [[nodiscard]] static Words credential(const CredentialFacts &facts);
    [[nodiscard]] static Words identifier(const DidDocument &document);
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/ids.h"

#include <chrono>
#include <vector>

namespace stanforis {

/// A subscription that a persona holds from the first start on.
struct InitialSubscription
{
    SectorId sector;
    RoleId role;
    QString purpose;
    QString legalBasis;
    std::chrono::days begins{0}; ///< relative to the first start; negative: in the past
    std::chrono::days ends{0};
};

/// A person one can sign in as.
struct Persona
{
    SubjectId subject;
    QString name;
    QString organisation;
    QString duty;      ///< what they do, half a sentence
    QString assurance; ///< eIDAS level: low, substantial, high
    std::vector<InitialSubscription> subscriptions;
    std::vector<RoleId> roles = {}; ///< on the platform itself
};

/// Null: there is no such person.
[[nodiscard]] const Persona *personaOf(const std::vector<Persona> &personas, const SubjectId &subject);

/// Reads personas.json. Malformed says what is missing.
[[nodiscard]] Result<std::vector<Persona>> loadPersonas(const QString &path);

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/provider/identitystore.h"
#include "app/platform/provider/persona.h"

namespace stanforis {

/// The PINs of the training identities. Each is made at random at the first start, since there is no real card here.
/// Three wrong tries block an identity for five minutes, across restarts. Main thread.
class PinKeeper
{
public:
    static constexpr int mostFailures = 3;
    static constexpr std::chrono::minutes blockedFor{5};

    enum class Outcome { Right, Wrong, Blocked };

    PinKeeper(IdentityStore &store, const Clock &clock);

    /// Makes a PIN for each identity that has none.
    [[nodiscard]] Result<Done> ensure(const std::vector<Persona> &personas);
    /// Compares, counts, blocks. Storage when the count could not be kept; then nobody gets in.
    [[nodiscard]] Result<Outcome> attempt(const SubjectId &subject, const QString &pin);

    /// What the person reads after an attempt that was not right.
    [[nodiscard]] QString problem(const SubjectId &subject, Outcome outcome) const;
    [[nodiscard]] QString pinOf(const SubjectId &subject) const;
    [[nodiscard]] int triesLeft(const SubjectId &subject) const;
    /// Zero when it is not blocked.
    [[nodiscard]] std::chrono::seconds blockedStill(const SubjectId &subject) const;

private:
    IdentityStore &m_store;
    const Clock &m_clock;
};

} // namespace stanforis

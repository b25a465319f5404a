// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/options.h"
#include "app/simulator/profile.h"
#include "models/core/clock.h"

#include <memory>

namespace stanforis {

/// The composition root: everything a platform is, in one process, in the order in which it depends on each other.
class Platform
{
public:
    /// A sentence for the person who started it when it cannot be: folder, port or state.
    [[nodiscard]] static Result<std::unique_ptr<Platform>> start(const Options &options, const Clock &clock);
    ~Platform();

    [[nodiscard]] QString address() const;
    [[nodiscard]] QByteArray authoritySha256() const;
    /// A code that enrols one workstation.
    [[nodiscard]] Result<QString> newEnrolmentCode();
    /// Takes its certificates back. NotFound.
    [[nodiscard]] Result<Done> revokeWorkstation(const QString &id);
    [[nodiscard]] Result<Done> revokeServer();

private:
    struct Parts;
    explicit Platform(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace stanforis

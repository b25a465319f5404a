// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace stanforis {

/// `certify-card` and `revoke-card`: what the simulation's identity authority does at a counter. Works beside a running
/// simulator.
class CardCommand
{
public:
    /// No value: the first argument is neither of the two. The first argument of all is the program's name.
    [[nodiscard]] static std::optional<CardCommand> read(const QStringList &arguments);
    /// The program's exit code; says on standard error what went wrong.
    [[nodiscard]] int run() const;

private:
    QString m_command;
    QStringList m_arguments;
};

} // namespace stanforis

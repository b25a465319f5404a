// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

namespace stanforis {

/// Checks a platform's address while it is typed: `https://HOST[:PORT][#sha256=64 hexadecimal digits]`.
class AddressText final
{
    Q_DECLARE_TR_FUNCTIONS(stanforis::AddressText)

public:
    /// A sentence that says the limit; empty when the address can be tried.
    [[nodiscard]] static QString problem(const QString &address);
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/browserport.h"

#include <QStringList>

namespace stanforis {

/// The person's browser: `$BROWSER` when it is set (commands separated by colons, `%s` is the address), else the desktop's
/// choice.
class BrowserLauncher final : public BrowserPort
{
public:
    bool open(const QUrl &url) override;
};

/// The commands of `$BROWSER` with the address put in, each as program and arguments.
[[nodiscard]] QList<QStringList> browserCommands(const QString &variable, const QUrl &url);

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/shellstate.h"
#include "views/widgets/modeframe.h"

#include <QList>

namespace stanforis {

/// F1: the keys of this page and of every page.
class ShortcutsDialog final : public FramedDialog
{
    Q_OBJECT

public:
    explicit ShortcutsDialog(const QList<ShortcutHelp> &page, const QList<ShortcutHelp> &everywhere, QWidget *parent);
};

} // namespace stanforis

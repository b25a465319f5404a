// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/shortcutsdialog.h"

#include "views/widgets/button.h"
#include "views/widgets/connectionchip.h"
#include "views/widgets/textlabel.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace stanforis {

ShortcutsDialog::ShortcutsDialog(const QList<ShortcutHelp> &page, const QList<ShortcutHelp> &everywhere, QWidget *parent)
    : FramedDialog(tr("Keys"), parent)
{
    const Theme theme = Theme::of(this);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(theme.space(6));
    grid->setVerticalSpacing(theme.space(2));
    grid->setColumnStretch(1, 1);
    const auto add = [&](const QString &heading, const QList<ShortcutHelp> &keys) {
        if (keys.isEmpty())
            return;
        grid->addWidget(new TextLabel(heading, TypeRole::Label, Tone::Tertiary, this), grid->rowCount(), 0, 1, 2);
        for (const ShortcutHelp &key : keys) {
            const int row = grid->rowCount();
            grid->addWidget(new Chip(key.keys, this), row, 0, Qt::AlignLeft | Qt::AlignVCenter);
            grid->addWidget(new TextLabel(key.does, TypeRole::Body, Tone::Primary, this), row, 1);
        }
    };
    add(tr("On this page"), page);
    add(tr("Everywhere"), everywhere);
    contentLayout()->addLayout(grid);
    contentLayout()->addStretch(1);
    QPushButton *close = makeButton(tr("Close"), ButtonKind::Normal, this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    contentLayout()->addWidget(close, 0, Qt::AlignRight);
    close->setFocus();
    setMinimumWidth(theme.space(10) * 7);
}

} // namespace stanforis

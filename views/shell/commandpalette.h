// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/shellstate.h"

#include <QList>
#include <QPointer>
#include <QWidget>

class QListWidget;

namespace stanforis {

class SearchField;

/// Ctrl+K: type part of a name, Enter goes there. Words may stand in any order. Lies over the window; Esc or a
/// press outside closes it and gives the focus back.
class CommandPalette final : public QWidget
{
    Q_OBJECT

public:
    explicit CommandPalette(QWidget *window);

    void setEntries(const QList<PaletteEntry> &entries);
    void open();
    void dismiss();

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// The entry's target: a link or the id of an action.
    void chosen(const QString &target);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void filter(const QString &text);
    void choose();
    void place();

    QList<PaletteEntry> m_entries;
    SearchField *m_field;
    QListWidget *m_list;
    QPointer<QWidget> m_returnTo;
};

} // namespace stanforis

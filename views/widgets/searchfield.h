// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace stanforis {

/// A field with the search sign before the text and, if wanted, its shortcut at the end.
class SearchField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(const QString &placeholder, QWidget *parent = nullptr);

    /// Shown in a small box at the end: "Ctrl K".
    void setShortcutHint(const QString &hint);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void dress();

    QString m_hint;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/shellstate.h"

#include <QList>
#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace stanforis {

class RailButton;
class TextLabel;

/// The places at the start edge; 216 px wide or 56 with icons only.
class Rail final : public QWidget
{
    Q_OBJECT

public:
    explicit Rail(QWidget *parent = nullptr);

    /// Keeps the buttons when only their marks changed.
    void setItems(const QList<RailItem> &items);
    /// The current place is the item with the longest link that \a link begins with.
    void setCurrent(const QString &link);
    void setCollapsed(bool collapsed);
    [[nodiscard]] bool isCollapsed() const { return m_collapsed; }

Q_SIGNALS:
    void navigateRequested(const QString &link);
    void collapseRequested(bool collapsed);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void rebuild();
    void refresh();

    QList<RailItem> m_items;
    QString m_current;
    QVBoxLayout *m_places;
    QList<RailButton *> m_buttons;
    QList<TextLabel *> m_headings;
    QToolButton *m_toggle;
    bool m_collapsed = false;
};

} // namespace stanforis

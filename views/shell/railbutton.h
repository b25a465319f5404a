// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/shellstate.h"

#include <QAbstractButton>

namespace stanforis {

/// One place of the rail: icon, title, and the worst mark with its count.
class RailButton final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit RailButton(QWidget *parent = nullptr);

    void setItem(const RailItem &item);
    [[nodiscard]] const RailItem &item() const { return m_item; }
    /// Where the person is. Not a check mark: who checks it by an accessibility client would go nowhere.
    void setCurrent(bool current);
    void setCollapsed(bool collapsed);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    RailItem m_item;
    bool m_current = false;
    bool m_collapsed = false;
};

} // namespace stanforis

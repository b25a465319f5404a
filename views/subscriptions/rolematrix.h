// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/subscriptionrolemodel.h"
#include "views/widgets/panel.h"

class QTableView;

namespace stanforis {

class TextLabel;

/// "What each role allows": ticks by action and role; the role that is being asked for has its column marked.
class RoleMatrix final : public Panel
{
    Q_OBJECT

public:
    explicit RoleMatrix(QWidget *parent = nullptr);

    void setSector(const SectorSummary &sector);
    void setRole(const RoleId &role);
    QSize sizeHint() const override;        ///< all actions
    QSize minimumSizeHint() const override; ///< a few, the rest by scrolling

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    [[nodiscard]] QSize sizeOf(int rows) const;

    SubscriptionRoleModel m_model;
    QTableView *m_table;
    TextLabel *m_note;
    int m_marked = -1;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/trusttablemodel.h"
#include "views/widgets/panel.h"

class QTableView;

namespace stanforis {

/// Everything that trust rests on, one row each, worst first. Enter or a click on *Test now* looks at the row again.
class TrustTable final : public Panel
{
    Q_OBJECT

public:
    explicit TrustTable(const TrustStore &store, QWidget *parent = nullptr);

    void refresh(Instant now);
    /// Empty when nothing is chosen.
    [[nodiscard]] TrustId current() const;
    void setCurrent(const TrustId &id);
    [[nodiscard]] QTableView *view() const { return m_table; }

Q_SIGNALS:
    void currentChanged();
    void checkRequested(const stanforis::TrustId &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void check(const QModelIndex &index);

    TrustTableModel m_model;
    QTableView *m_table;
    TrustId m_current; ///< kept over a change of order
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QTableView;

namespace stanforis {

/// What a row tells the delegate beside its text. A model gives them out of its first column.
enum TableRole {
    SeverityRole = Qt::UserRole + 1000, ///< int of Severity; the severity column paints mark and word
    AcknowledgedRole,                   ///< bool; hollow mark, no tint
    TintRole,                           ///< int of Severity; row tint while unacknowledged and not selected
    StaleRole,                          ///< bool; grey text
};

/// Paints one cell: hover and selection over the whole row, tint, a subtle line between rows, elided text with
/// the full text as tool tip. Numbers (and what the model right-aligns) stand at the end of the cell.
class TableDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum class Column { Text, Name, Number, Identifier, Severity };

    explicit TableDelegate(Column column = Column::Text, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

protected:
    /// Background, tint and lines; for delegates that paint their own content (sparklines).
    void paintRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    /// The cell without its padding.
    [[nodiscard]] QRect contentRect(const QStyleOptionViewItem &option) const;

private:
    Column m_column;
};

/// Row heights, header, hover by row, keyboard by row. Follows theme and density. The view keeps its delegates;
/// columns get one with QTableView::setItemDelegateForColumn().
void styleTable(QTableView *view);

} // namespace stanforis

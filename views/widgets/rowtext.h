// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/severity.h"

#include <QIdentityProxyModel>
#include <QStyledItemDelegate>

#include <functional>

class QListView;

namespace stanforis {

/// What a row of a two-line list says.
struct RowText
{
    QString icon; ///< empty: no room is kept for one
    QString title;
    QString detail;
    QString trailing;                     ///< at the end of the row
    bool checked = false;                 ///< a tick before the trailing words
    bool faded = false;                   ///< of something that is over, or not mine
    Severity severity = Severity::Normal; ///< a mark before the trailing words, which take its colour
};

/// Puts the words of a view over a model of data: text for the eye, one sentence for a screen reader.
class RowTextModel final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    static constexpr int textRole = Qt::UserRole + 500; ///< RowText

    RowTextModel(QAbstractItemModel *source, std::function<RowText(int row)> words, QObject *parent);

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    /// The words may have changed although the rows have not: time has passed.
    void refresh();

private:
    std::function<RowText(int)> m_words;
};

/// Paints RowText: title over detail, the trailing words at the end, a bar at the start of the selected row.
class TwoLineDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// A list of such rows that reaches the edges of its panel. `name` is both what a screen reader says and, in `objectName`, what
/// tests look for. A list that only shows does not take a selection.
[[nodiscard]] QListView *makeRowList(RowTextModel *model, const QString &objectName, const QString &name, bool selectable,
                                     QWidget *parent);

} // namespace stanforis

Q_DECLARE_METATYPE(stanforis::RowText)

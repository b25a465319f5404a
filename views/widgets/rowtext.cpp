// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/rowtext.h"

#include "views/widgets/icons.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/theme.h"

#include <QListView>
#include <QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

void drawText(QPainter &painter, const QRect &box, const QString &text, const QFont &font, const QColor &color,
              Qt::LayoutDirection direction)
{
    painter.setFont(font);
    painter.setPen(color);
    const Qt::Alignment align = QStyle::visualAlignment(direction, Qt::AlignLeading | Qt::AlignVCenter);
    painter.drawText(box, int(align) | Qt::TextSingleLine, painter.fontMetrics().elidedText(text, Qt::ElideRight, box.width()));
}

/// Draws the words at the end of the row and says how much room they took.
int drawTrailing(QPainter &painter, const QStyleOptionViewItem &option, const QRect &row, const RowText &text, const Theme &theme)
{
    if (text.trailing.isEmpty())
        return 0;
    const bool marked = text.severity != Severity::Normal;
    const QFont font = theme.font(TypeRole::Label);
    const int words = int(std::ceil(QFontMetricsF(font).horizontalAdvance(text.trailing)));
    const int mark = marked || text.checked ? theme.metrics().severityMark + theme.space(1) : 0;
    const QRect box(row.right() + 1 - words - mark, row.top(), words + mark, row.height());
    const QRect visual = QStyle::visualRect(option.direction, option.rect, box);
    const QColor color = marked       ? theme.severity(text.severity).text
                         : text.faded ? theme.text().tertiary
                                      : theme.text().secondary;
    const bool mirrored = option.direction == Qt::RightToLeft;
    if (mark > 0) {
        const int size = theme.metrics().severityMark;
        const QRect square(mirrored ? visual.right() + 1 - size : visual.left(), visual.center().y() - size / 2, size, size);
        if (marked)
            paintSeverityMark(painter, square, text.severity, false, theme);
        else
            painter.drawPixmap(square.topLeft(), Icons::pixmap(u"check"_s, color, size, painter.device()->devicePixelRatioF()));
    }
    drawText(painter, mirrored ? visual.adjusted(0, 0, -mark, 0) : visual.adjusted(mark, 0, 0, 0), text.trailing, font, color,
             option.direction);
    return words + mark + theme.space(3);
}

} // namespace

RowTextModel::RowTextModel(QAbstractItemModel *source, std::function<RowText(int)> words, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_words(std::move(words))
{
    setSourceModel(source);
}

QVariant RowTextModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const RowText text = m_words(index.row());
    switch (role) {
    case textRole:
        return QVariant::fromValue(text);
    case Qt::DisplayRole:
        return text.title;
    case Qt::ToolTipRole:
        return text.detail;
    case Qt::AccessibleTextRole: {
        QStringList parts{text.title, text.detail, text.trailing};
        parts.removeAll(QString());
        return parts.join(u", "_s);
    }
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

void RowTextModel::refresh()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

void TwoLineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme theme = Theme::of(option.widget);
    const auto text = index.data(RowTextModel::textRole).value<RowText>();
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setLayoutDirection(Qt::LayoutDirectionAuto); // a sentence keeps its own direction; where it stands is given
    painter->setRenderHint(QPainter::Antialiasing, false);
    if (selected)
        painter->fillRect(option.rect, theme.surface().selected);
    else if ((option.state & QStyle::State_MouseOver) && option.showDecorationSelected)
        painter->fillRect(option.rect, theme.surface().hover);
    if (selected)
        painter->fillRect(
            QStyle::visualRect(option.direction, option.rect, QRect(option.rect.topLeft(), QSize(3, option.rect.height()))),
            theme.accent().focus);
    if (index.row() + 1 < index.model()->rowCount())
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.line().subtle);

    const int padding = theme.metrics().panelPadding;
    QRect row = option.rect.adjusted(padding, 0, -padding, -1);
    painter->setRenderHint(QPainter::Antialiasing);
    row.setRight(row.right() - drawTrailing(*painter, option, row, text, theme));
    if (!text.icon.isEmpty()) {
        const int size = theme.metrics().icon;
        const QRect box(row.left(), row.center().y() - size / 2, size, size);
        painter->drawPixmap(QStyle::visualRect(option.direction, option.rect, box).topLeft(),
                            Icons::pixmap(text.icon, text.faded ? theme.text().tertiary : theme.text().secondary, size,
                                          painter->device()->devicePixelRatioF()));
        row.setLeft(row.left() + size + theme.space(3));
    }
    const int first = theme.lineHeight(TypeRole::Body);
    const int second = text.detail.isEmpty() ? 0 : theme.lineHeight(TypeRole::Label);
    const int top = row.top() + (row.height() - first - second) / 2;
    const QRect title = QStyle::visualRect(option.direction, option.rect, QRect(row.left(), top, row.width(), first));
    const QRect detail = QStyle::visualRect(option.direction, option.rect, QRect(row.left(), top + first, row.width(), second));
    QFont font = theme.font(TypeRole::Body);
    font.setWeight(QFont::Medium);
    drawText(*painter, title, text.title, font, text.faded ? theme.text().secondary : theme.text().primary, option.direction);
    if (second > 0)
        drawText(*painter, detail, text.detail, theme.font(TypeRole::Label), theme.text().tertiary, option.direction);
    if ((option.state & QStyle::State_HasFocus) && option.showDecorationSelected) {
        painter->setPen(QPen(theme.accent().focus, theme.stroke().focus));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(option.rect).adjusted(1, 1, -1, -2));
    }
    painter->restore();
}

QSize TwoLineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const Theme theme = Theme::of(option.widget);
    const int room = theme.density() == Density::Compact ? theme.space(3) : theme.space(5);
    return {theme.space(10), theme.lineHeight(TypeRole::Body) + theme.lineHeight(TypeRole::Label) + room};
}

QListView *makeRowList(RowTextModel *model, const QString &objectName, const QString &name, bool selectable, QWidget *parent)
{
    auto *list = new QListView(parent);
    list->setModel(model);
    list->setItemDelegate(new TwoLineDelegate(list));
    list->setObjectName(objectName);
    list->setAccessibleName(name);
    list->setFrameShape(QFrame::NoFrame);
    list->setUniformItemSizes(true);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setSelectionMode(selectable ? QAbstractItemView::SingleSelection : QAbstractItemView::NoSelection);
    list->setMouseTracking(true);
    return list;
}

} // namespace stanforis

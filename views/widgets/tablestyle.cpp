// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/tablestyle.h"

#include "views/widgets/plaintooltips.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/tableheader.h"
#include "views/widgets/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTableView>
#include <QToolTip>

#include <algorithm>

namespace stanforis {

namespace {

constexpr const char *hoverProperty = "stanforisHoverRow";

/// Keeps a table dressed and knows which row is under the mouse.
class TableStyler final : public QObject
{
public:
    explicit TableStyler(QTableView *view)
        : QObject(view)
        , m_view(view)
    {
        view->installEventFilter(this);
        view->viewport()->installEventFilter(this);
        view->viewport()->setMouseTracking(true);
        dress();
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == m_view && event->type() == QEvent::StyleChange)
            dress();
        if (event->type() == QEvent::MouseMove && watched == m_view->viewport())
            hover(m_view->indexAt(static_cast<QMouseEvent *>(event)->position().toPoint()).row());
        else if (event->type() == QEvent::Leave)
            hover(-1);
        else if (event->type() == QEvent::KeyPress && watched == m_view)
            return goToEnd(*static_cast<QKeyEvent *>(event));
        return QObject::eventFilter(watched, event);
    }

private:
    /// A table goes to the ends of its row with Home and End; where rows are chosen those are the first and the last.
    bool goToEnd(const QKeyEvent &key)
    {
        const bool isHome = key.key() == Qt::Key_Home, isEnd = key.key() == Qt::Key_End;
        if ((!isHome && !isEnd) || key.modifiers() != Qt::NoModifier || !m_view->model() ||
            m_view->selectionBehavior() != QAbstractItemView::SelectRows)
            return false;
        const int row = isHome ? 0 : m_view->model()->rowCount(m_view->rootIndex()) - 1;
        m_view->setCurrentIndex(m_view->model()->index(row, std::max(m_view->currentIndex().column(), 0)));
        return true;
    }

    void hover(int row)
    {
        if (m_view->property(hoverProperty).toInt() == row)
            return;
        m_view->setProperty(hoverProperty, row);
        m_view->viewport()->update();
    }

    void dress()
    {
        const Theme theme = Theme::of(m_view);
        m_view->verticalHeader()->setMinimumSectionSize(theme.metrics().row);
        m_view->verticalHeader()->setDefaultSectionSize(theme.metrics().row);
    }

    QTableView *m_view;
};

} // namespace

TableDelegate::TableDelegate(Column column, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_column(column)
{}

QRect TableDelegate::contentRect(const QStyleOptionViewItem &option) const
{
    const Theme theme = Theme::of(option.widget);
    const int padding = theme.space(2), edge = theme.metrics().panelPadding;
    bool first = false, last = false;
    if (const auto *view = qobject_cast<const QTableView *>(option.widget)) {
        const int at = view->horizontalHeader()->visualIndex(option.index.column());
        first = at == 0;
        last = at == view->horizontalHeader()->count() - 1;
    }
    const QRect content = option.rect.adjusted(first ? edge : padding, 0, last ? -edge : -padding, 0);
    return QStyle::visualRect(option.direction, option.rect, content);
}

void TableDelegate::paintRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme theme = Theme::of(option.widget);
    const QModelIndex first = index.siblingAtColumn(0);
    const QVariant tint = first.data(TintRole);
    const bool hovered = option.widget && option.widget->property(hoverProperty).isValid() &&
                         option.widget->property(hoverProperty).toInt() == index.row();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme.surface().selected);
    else if (hovered)
        painter->fillRect(option.rect, theme.surface().hover);
    else if (tint.isValid() && !first.data(AcknowledgedRole).toBool())
        painter->fillRect(option.rect, theme.severity(Severity(tint.toInt())).tint);
    if (index.row() + 1 < index.model()->rowCount(index.parent()))
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.line().subtle);

    const auto *view = qobject_cast<const QTableView *>(option.widget);
    if (view && view->hasFocus() && view->currentIndex().row() == index.row()) {
        const int width = int(theme.stroke().focus);
        const QRect row(0, option.rect.top(), view->viewport()->width(), option.rect.height());
        painter->save();
        painter->setClipRect(option.rect);
        painter->setPen(QPen(theme.accent().focus, width));
        painter->drawRect(row.adjusted(1, 1, -1, -1));
        painter->restore();
    }
}

void TableDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme theme = Theme::of(option.widget);
    painter->save();
    painter->setLayoutDirection(Qt::LayoutDirectionAuto); // a sentence keeps its own direction; where it stands is given
    paintRow(painter, option, index);
    const QModelIndex first = index.siblingAtColumn(0);
    QStyleOptionViewItem placed = option; // the view leaves the index out
    placed.index = index;
    QRect content = contentRect(placed);
    QFont font = theme.font(m_column == Column::Identifier ? TypeRole::Code : TypeRole::Body);
    const bool waits = first.data(TintRole).isValid() && !first.data(AcknowledgedRole).toBool();
    if (m_column == Column::Name || waits)
        font.setWeight(waits ? QFont::DemiBold : QFont::Medium);
    QColor color = m_column == Column::Text || m_column == Column::Identifier ? theme.text().secondary : theme.text().primary;
    if (first.data(StaleRole).toBool())
        color = theme.text().stale;
    Qt::Alignment alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    if (m_column == Column::Number)
        alignment = Qt::AlignRight;
    else if (!alignment)
        alignment = Qt::AlignLeft;
    if (m_column == Column::Severity) {
        const auto severity = Severity(index.data(SeverityRole).toInt());
        const int size = theme.metrics().severityMark;
        const QRect mark(content.left(), content.center().y() - size / 2, size, size);
        paintSeverityMark(*painter, QStyle::visualRect(option.direction, content, mark), severity,
                          index.data(AcknowledgedRole).toBool(), theme);
        content = QStyle::visualRect(option.direction, content, content.adjusted(size + theme.space(2), 0, 0, 0));
        color = theme.severity(severity).text;
    }
    painter->setFont(font);
    painter->setPen(color);
    QString text = index.data(Qt::DisplayRole).toString();
    if (text.isEmpty())
        text = QStringLiteral("–");
    const Qt::TextElideMode elide = m_column == Column::Identifier ? Qt::ElideMiddle : Qt::ElideRight;
    painter->drawText(content, int(QStyle::visualAlignment(option.direction, alignment)) | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(text, elide, content.width()));
    painter->restore();
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme theme = Theme::of(option.widget);
    const QFontMetrics metrics(theme.font(m_column == Column::Identifier ? TypeRole::Code : TypeRole::Strong));
    int width = metrics.horizontalAdvance(index.data(Qt::DisplayRole).toString()) + 2 * theme.space(2);
    if (m_column == Column::Severity)
        width += theme.metrics().severityMark + theme.space(2);
    return {width, theme.metrics().row};
}

bool TableDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    const QString own = index.data(Qt::ToolTipRole).toString();
    const bool cut = own.isEmpty() && sizeHint(option, index).width() > option.rect.width();
    if (event->type() == QEvent::ToolTip && (cut || !own.isEmpty())) {
        QToolTip::showText(event->globalPos(), plainToolTip(cut ? index.data(Qt::DisplayRole).toString() : own), view);
        return true;
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

void styleTable(QTableView *view)
{
    view->setProperty(hoverProperty, -1);
    view->setHorizontalHeader(new TableHeader(view));
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->setAlternatingRowColors(false);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setFrameShape(QFrame::NoFrame);
    view->setTabKeyNavigation(false); // Tab leaves the table; arrows move in it
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->verticalHeader()->hide();
    view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view->setItemDelegate(new TableDelegate(TableDelegate::Column::Text, view));
    view->setItemDelegateForColumn(0, new TableDelegate(TableDelegate::Column::Name, view));
    new TableStyler(view);
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/service/recordlistpanel.h"

#include "models/items/recordlistmodel.h"
#include "views/widgets/currentrow.h"
#include "views/widgets/errortext.h"
#include "views/widgets/placeholders.h"
#include "views/widgets/searchfield.h"

#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QStyle>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stanforis {

namespace {

constexpr auto typingPause = 200ms;

/// Two lines a record: title and subtitle, two more facts at the end; the chosen one has the accent bar.
class RecordDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex & /*index*/) const override
    {
        const Theme theme = Theme::of(option.widget);
        return {0, theme.lineHeight(TypeRole::Body) + theme.lineHeight(TypeRole::Label) + 2 * theme.space(2)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme theme = Theme::of(option.widget);
        const QRect row = option.rect;
        const bool chosen = option.state & QStyle::State_Selected;
        painter->save();
        if (chosen)
            painter->fillRect(row, theme.surface().selected);
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(row, theme.surface().hover);
        painter->fillRect(QRect(row.left(), row.bottom(), row.width(), 1), theme.line().subtle);
        if (chosen)
            painter->fillRect(QStyle::visualRect(option.direction, row, QRect(row.left(), row.top(), 3, row.height())),
                              theme.accent().focus);
        const int padding = theme.metrics().panelPadding;
        const QRect inner = row.adjusted(padding, theme.space(2), -padding, -theme.space(2));
        const int top = theme.lineHeight(TypeRole::Body);
        line(painter, option, QRect(inner.topLeft(), QSize(inner.width(), top)),
             index.data(RecordListModel::TitleRole).toString(), theme.font(TypeRole::Strong), theme.text().primary,
             index.data(RecordListModel::AsideRole).toString(), theme);
        line(painter, option, QRect(inner.left(), inner.top() + top, inner.width(), theme.lineHeight(TypeRole::Label)),
             index.data(RecordListModel::SubtitleRole).toString(), theme.font(TypeRole::Code), theme.text().tertiary,
             index.data(RecordListModel::AsideBelowRole).toString(), theme);
        if (option.state & QStyle::State_HasFocus) {
            painter->setPen(QPen(theme.accent().focus, theme.stroke().focus));
            painter->drawRect(row.adjusted(1, 1, -1, -1));
        }
        painter->restore();
    }

private:
    static void line(QPainter *painter, const QStyleOptionViewItem &option, const QRect &box, const QString &text,
                     const QFont &font, const QColor &color, const QString &aside, const Theme &theme)
    {
        painter->setFont(theme.font(TypeRole::Label));
        painter->setPen(theme.text().tertiary);
        const QString shown = painter->fontMetrics().elidedText(aside, Qt::ElideRight, box.width() / 2);
        const int wide = painter->fontMetrics().horizontalAdvance(shown);
        const auto place = [&](const QRect &area) { return QStyle::visualRect(option.direction, box, area); };
        painter->drawText(place(QRect(box.right() + 1 - wide, box.top(), wide, box.height())), Qt::AlignCenter, shown);
        const int left = box.width() - (wide > 0 ? wide + theme.space(3) : 0);
        painter->setFont(font);
        painter->setPen(color);
        painter->drawText(place(QRect(box.left(), box.top(), left, box.height())),
                          int(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter),
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, left));
    }
};

} // namespace

RecordListPanel::RecordListPanel(QWidget *parent)
    : Panel(tr("Records"), parent)
    , m_search(new SearchField(tr("Search"), this))
    , m_list(new QListView(this))
    , m_model(new RecordListModel(this))
    , m_empty(new EmptyState(tr("No record found"), tr("Try fewer or other words."), {}, this))
    , m_wait(new QTimer(this))
{
    const Theme theme = Theme::of(this);
    setBodyMargins({});
    auto *top = new QVBoxLayout;
    const int padding = theme.metrics().panelPadding;
    top->setContentsMargins(padding, 0, padding, theme.space(1));
    top->addWidget(m_search);
    body()->addLayout(top);
    body()->addWidget(m_list, 1);
    body()->addWidget(m_empty, 1);
    m_empty->hide();

    m_search->setObjectName(u"record-search"_s);
    m_search->setAccessibleName(tr("Search records"));
    m_search->installEventFilter(this);
    m_list->setObjectName(u"record-list"_s);
    m_list->setAccessibleName(tr("Records"));
    m_list->setModel(m_model);
    letCurrentFollowSelection(m_list);
    m_list->setItemDelegate(new RecordDelegate(m_list));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_wait->setSingleShot(true);
    m_wait->setInterval(typingPause);
    connect(m_search, &QLineEdit::textChanged, m_wait, qOverload<>(&QTimer::start));
    connect(m_wait, &QTimer::timeout, this, [this] { Q_EMIT listRequested(text()); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (index.isValid())
            Q_EMIT recordRequested(RecordId(index.data(RecordListModel::RecordRole).toString()));
    });
}

void RecordListPanel::setColumns(const QList<RecordColumn> &columns) { m_model->setColumns(columns); }

void RecordListPanel::showList(const Result<RecordList> &list)
{
    if (!list) {
        // What was found before stays; only the words say that it is not newer.
        setSubtitle(ErrorText::whatHappened(list.error()));
        return;
    }
    const QString current = m_list->currentIndex().data(RecordListModel::RecordRole).toString();
    {
        const QSignalBlocker blocker(m_list->selectionModel());
        m_model->setRecords(list->records);
    }
    setSubtitle(tr("%1 of %2").arg(list->records.size()).arg(list->total));
    m_list->setVisible(!list->records.isEmpty());
    m_empty->setVisible(list->records.isEmpty());
    select(RecordId(current));
}

void RecordListPanel::clear()
{
    const QSignalBlocker blocker(m_search);
    m_search->clear();
    m_model->setRecords({});
    setSubtitle({});
    m_empty->hide();
    m_list->show();
}

void RecordListPanel::select(const RecordId &record)
{
    const QModelIndex index = m_model->indexOf(record);
    if (!index.isValid() || index == m_list->currentIndex())
        return;
    const QSignalBlocker blocker(m_list->selectionModel());
    m_list->setCurrentIndex(index);
    m_list->viewport()->update();
}

QString RecordListPanel::text() const { return m_search->text().trimmed(); }

QWidget *RecordListPanel::search() const { return m_search; }

bool RecordListPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if ((key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) && m_model->rowCount() > 0) {
            m_list->setFocus(Qt::TabFocusReason);
            if (!m_list->currentIndex().isValid())
                m_list->setCurrentIndex(m_model->index(0));
            return true;
        }
    }
    return Panel::eventFilter(watched, event);
}

} // namespace stanforis

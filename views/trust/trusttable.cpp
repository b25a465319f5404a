// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/trust/trusttable.h"

#include "views/trust/trusttext.h"
#include "views/widgets/dates.h"
#include "views/widgets/tablestyle.h"

#include <QHeaderView>
#include <QIdentityProxyModel>
#include <QKeyEvent>
#include <QPainter>
#include <QTableView>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace stanforis {

static_assert(int(TrustTableModel::SeverityRole) == int(SeverityRole) && int(TrustTableModel::TintRole) == int(TintRole));

namespace {

/// Words for what the model holds as numbers and times.
class WordedTrust final : public QIdentityProxyModel
{
public:
    WordedTrust(const TrustTableModel &trust, QObject *parent)
        : QIdentityProxyModel(parent)
        , m_trust(trust)
    {}

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        const TrustItem *item = index.isValid() ? m_trust.item(index.row()) : nullptr;
        if (!item || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
            return QIdentityProxyModel::data(index, role);
        if (role == Qt::ToolTipRole)
            return index.column() == TrustTableModel::State  ? TrustText::whatHappened(*item, m_trust.now())
                   : index.column() == TrustTableModel::Next ? TrustText::howChecked(*item)
                                                             : QString();
        const Instant now = m_trust.now();
        switch (index.column()) {
        case TrustTableModel::Name:
            return TrustText::title(*item);
        case TrustTableModel::State:
            return TrustText::state(*item, now);
        case TrustTableModel::Checked:
            return TrustText::checked(*item, now);
        case TrustTableModel::Next:
            return TrustText::nextCheck(*item, now);
        case TrustTableModel::Left:
            return TrustText::left(*item, now);
        default:
            return !item->canCheck ? QString() : item->checking ? TrustText::tr("Testing") : TrustText::tr("Test now");
        }
    }

private:
    const TrustTableModel &m_trust;
};

/// Reads like a link.
class TestDelegate final : public TableDelegate
{
public:
    using TableDelegate::TableDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        paintRow(painter, option, index);
        const Theme theme = Theme::of(option.widget);
        const bool testing = index.model()->data(index, Qt::DisplayRole).toString() == TrustText::tr("Testing");
        QStyleOptionViewItem placed = option;
        placed.index = index;
        painter->save();
        painter->setFont(theme.font(TypeRole::Body));
        painter->setPen(testing ? theme.text().tertiary : theme.accent().text);
        painter->drawText(contentRect(placed), int(QStyle::visualAlignment(option.direction, Qt::AlignLeft)) | Qt::AlignVCenter,
                          index.data().toString());
        painter->restore();
    }
};

/// Shares of the width, in the order of the columns.
constexpr std::array<int, TrustTableModel::ColumnCount> columnShares{300, 190, 110, 120, 90, 100};

} // namespace

TrustTable::TrustTable(const TrustStore &store, QWidget *parent)
    : Panel(parent)
    , m_model(store)
    , m_table(new QTableView(this))
{
    setEdgeToEdge(true);
    auto *words = new WordedTrust(m_model, this);
    words->setSourceModel(&m_model);
    m_table->setObjectName(u"trust-table"_s);
    m_table->setAccessibleName(tr("What trust rests on"));
    styleTable(m_table);
    m_table->setModel(words);
    m_table->setItemDelegate(new TableDelegate(TableDelegate::Column::Text, m_table));
    m_table->setItemDelegateForColumn(TrustTableModel::Name, new TableDelegate(TableDelegate::Column::Name, m_table));
    m_table->setItemDelegateForColumn(TrustTableModel::State, new TableDelegate(TableDelegate::Column::Severity, m_table));
    m_table->setItemDelegateForColumn(TrustTableModel::Left, new TableDelegate(TableDelegate::Column::Number, m_table));
    m_table->setItemDelegateForColumn(TrustTableModel::Test, new TestDelegate(TableDelegate::Column::Text, m_table));
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->installEventFilter(this);
    body()->addWidget(m_table, 1);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &row) {
        if (!row.isValid() || m_model.idAt(row.row()) == m_current)
            return;
        m_current = m_model.idAt(row.row());
        Q_EMIT currentChanged();
    });
    connect(words, &QAbstractItemModel::modelReset, this, [this] { setCurrent(m_current); });
    connect(words, &QAbstractItemModel::rowsInserted, this, [this] { setCurrent(m_current); });
    connect(words, &QAbstractItemModel::rowsRemoved, this, [this] { setCurrent(m_current); });
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() == TrustTableModel::Test)
            check(index);
    });
}

void TrustTable::refresh(Instant now) { m_model.refresh(now); }

TrustId TrustTable::current() const { return m_model.rowOf(m_current) >= 0 ? m_current : TrustId(); }

void TrustTable::setCurrent(const TrustId &id)
{
    const int row = m_model.rowOf(id);
    if (row < 0)
        return;
    const bool other = id != m_current;
    m_current = id;
    m_table->setCurrentIndex(m_table->model()->index(row, 0));
    if (other)
        Q_EMIT currentChanged();
}

bool TrustTable::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            check(m_table->currentIndex());
            return true;
        }
    }
    return Panel::eventFilter(watched, event);
}

void TrustTable::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    int total = 0;
    for (const int share : columnShares)
        total += share;
    for (int column = 0; column + 1 < int(columnShares.size()); ++column)
        m_table->setColumnWidth(column, width() * columnShares.at(std::size_t(column)) / total);
}

void TrustTable::check(const QModelIndex &index)
{
    const TrustItem *item = index.isValid() ? m_model.item(index.row()) : nullptr;
    if (item && item->canCheck && !item->checking)
        Q_EMIT checkRequested(item->id);
}

} // namespace stanforis

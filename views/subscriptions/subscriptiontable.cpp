// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/subscriptions/subscriptiontable.h"

#include "models/stores/cataloguestore.h"
#include "models/stores/subscriptionstore.h"
#include "views/subscriptions/subscriptiontext.h"
#include "views/widgets/dates.h"
#include "views/widgets/tablestyle.h"

#include <QHeaderView>
#include <QIdentityProxyModel>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

/// Words for states and days.
class WordedModel final : public QIdentityProxyModel
{
public:
    using QIdentityProxyModel::QIdentityProxyModel;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        const QVariant value = QIdentityProxyModel::data(index, role);
        if (role != Qt::DisplayRole)
            return value;
        switch (index.column()) {
        case SubscriptionTableModel::StateColumn:
            return SubscriptionText::state(Subscription::State(value.toInt()));
        case SubscriptionTableModel::FromColumn:
        case SubscriptionTableModel::ToColumn:
            return Dates::day(fromMicroseconds(value.toLongLong() * 1000));
        default:
            return value;
        }
    }
};

} // namespace

SubscriptionTable::SubscriptionTable(const SubscriptionStore &subscriptions, const CatalogueStore &catalogue, QWidget *parent)
    : Panel(tr("Requests and decisions"), parent)
    , m_model(subscriptions, catalogue)
    , m_table(new QTableView(this))
{
    setEdgeToEdge(true);
    setSubtitle(tr("newest first"));
    auto *words = new WordedModel(this);
    words->setSourceModel(&m_model);
    m_table->setModel(words);
    styleTable(m_table);
    m_table->setItemDelegate(new TableDelegate(TableDelegate::Column::Text, m_table));
    m_table->setItemDelegateForColumn(SubscriptionTableModel::SectorColumn,
                                      new TableDelegate(TableDelegate::Column::Name, m_table));
    m_table->setObjectName(u"subscriptions-table"_s);
    m_table->setAccessibleName(tr("Requests and decisions"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    body()->addWidget(m_table, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &row) {
        if (row.isValid())
            Q_EMIT chosen(m_model.idAt(row.row()));
    });
}

void SubscriptionTable::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    // Parts of a hundred for each column but the last, which takes the rest.
    constexpr std::array<int, 5> parts{14, 18, 18, 13, 13};
    for (int column = 0; column < int(parts.size()); ++column)
        m_table->setColumnWidth(column, width() * parts.at(size_t(column)) / 100);
    m_table->horizontalHeader()->setStretchLastSection(true);
}

} // namespace stanforis

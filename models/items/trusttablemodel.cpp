// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/trusttablemodel.h"

#include <algorithm>

namespace stanforis {

TrustTableModel::TrustTableModel(const TrustStore &store, QObject *parent)
    : IdRowsModel(parent)
    , m_store(store)
{
    connect(&store, &TrustStore::changed, this, &TrustTableModel::putInOrder);
}

void TrustTableModel::refresh(Instant now)
{
    m_now = now;
    putInOrder();
}

void TrustTableModel::putInOrder()
{
    QList<TrustItem> items = m_store.items();
    std::ranges::stable_sort(items, [this](const TrustItem &a, const TrustItem &b) { return comesBefore(a, b, m_now); });
    QList<TrustId> ids;
    ids.reserve(items.size());
    for (const TrustItem &item : std::as_const(items))
        ids.append(item.id);
    follow(ids);
}

QVariant TrustTableModel::data(const QModelIndex &index, int role) const
{
    const TrustItem *item = index.isValid() ? this->item(index.row()) : nullptr;
    if (!item)
        return {};
    const Severity severity = severityAt(*item, m_now);
    const auto millisecondsOf = [](const std::optional<Instant> &time) {
        return time ? QVariant(qlonglong(toMilliseconds(*time))) : QVariant();
    };
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Name:
            return int(item->kind);
        case State:
            return int(findingAt(*item, m_now));
        case Checked:
            return millisecondsOf(item->checked);
        case Next:
            return millisecondsOf(item->nextCheck);
        case Left:
            return millisecondsOf(item->until);
        default:
            return item->checking;
        }
    case IdRole:
        return item->id.value;
    case SeverityRole:
        return index.column() == State ? QVariant(int(severity)) : QVariant();
    case TintRole:
        return severity != Severity::Normal && severity != Severity::Unknown ? QVariant(int(severity)) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter) | (index.column() == Left ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

QVariant TrustTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter) | (section == Left ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("What trust rests on");
    case State:
        return tr("State");
    case Checked:
        return tr("Last check");
    case Next:
        return tr("Next check");
    case Left:
        return tr("Lasts");
    case Test:
        return tr("By hand");
    default:
        return {};
    }
}

} // namespace stanforis

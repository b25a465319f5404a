// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/noticemodel.h"

#include "models/stores/noticestore.h"

#include <algorithm>

namespace stanforis {

NoticeModel::NoticeModel(const NoticeStore &store, QObject *parent)
    : IdListModel<NoticeId>(parent)
    , m_store(store)
{
    connect(&store, &NoticeStore::changed, this, &NoticeModel::update);
    update();
}

QVariant NoticeModel::data(const QModelIndex &index, int role) const
{
    const Notice *found = index.isValid() && role == Qt::DisplayRole ? at(index.row()) : nullptr;
    return found ? QVariant(found->title) : QVariant();
}

const Notice *NoticeModel::at(int row) const
{
    const auto &all = m_store.notices();
    const auto found = std::ranges::find(all, idAt(row), &Notice::id);
    return found == all.end() ? nullptr : &*found;
}

void NoticeModel::update()
{
    QList<NoticeId> ids;
    for (const Notice &one : m_store.notices())
        ids.append(one.id);
    follow(ids);
}

} // namespace stanforis

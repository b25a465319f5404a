// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/notice.h"
#include "models/items/idrowsmodel.h"

namespace stanforis {

class NoticeStore;

/// Notices to me, newest first.
class NoticeModel final : public IdListModel<NoticeId>
{
public:
    explicit NoticeModel(const NoticeStore &store, QObject *parent = nullptr);

    /// DisplayRole: the title.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    /// Null when it has gone.
    [[nodiscard]] const Notice *at(int row) const;

private:
    void update();

    const NoticeStore &m_store;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemView>

namespace stanforis {

/// A row chosen by an accessibility client is selected, but the view's current row stays behind; this brings it along, so that
/// such a choice opens what a click opens. Call after setModel(). GUI thread only.
inline void letCurrentFollowSelection(QAbstractItemView *view)
{
    // Queued: a click changes both, the selection first.
    QObject::connect(
        view->selectionModel(), &QItemSelectionModel::selectionChanged, view,
        [view] {
            const QModelIndexList chosen = view->selectionModel()->selectedIndexes();
            if (!chosen.isEmpty() && chosen.first().row() != view->currentIndex().row())
                view->selectionModel()->setCurrentIndex(chosen.first(), QItemSelectionModel::NoUpdate);
        },
        Qt::QueuedConnection);
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/ports/recordport.h"
#include "views/widgets/panel.h"

class QListView;
class QTimer;

namespace stanforis {

class EmptyState;
class RecordListModel;
class SearchField;
struct RecordColumn;

/// Search and the records it found. GUI thread.
class RecordListPanel final : public Panel
{
    Q_OBJECT

public:
    explicit RecordListPanel(QWidget *parent = nullptr);

    void showList(const Result<RecordList> &list);
    void setColumns(const QList<RecordColumn> &columns);
    void clear();
    void select(const RecordId &record);
    [[nodiscard]] QString text() const;
    [[nodiscard]] QWidget *search() const;

Q_SIGNALS:
    /// 200 ms after the last key.
    void listRequested(const QString &text);
    void recordRequested(const stanforis::RecordId &record);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    SearchField *m_search;
    QListView *m_list;
    RecordListModel *m_model;
    EmptyState *m_empty;
    QTimer *m_wait;
};

} // namespace stanforis

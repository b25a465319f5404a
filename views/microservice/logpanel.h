// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/health.h"
#include "views/widgets/panel.h"

class QPushButton;
class QTableView;

namespace stanforis {

class LogTableModel;
class SearchField;

/// The tail of a service's log: follows the newest line until the person scrolls or pauses. GUI thread.
class LogPanel final : public Panel
{
    Q_OBJECT

public:
    explicit LogPanel(QWidget *parent = nullptr);

    void add(const QList<LogLine> &lines);
    void clear();
    [[nodiscard]] LogTableModel *model() const { return m_model; }

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void pause(bool paused);
    void say();
    void dress();

    LogTableModel *m_model;
    QTableView *m_table;
    SearchField *m_filter;
    QPushButton *m_pause;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/health.h"
#include "views/widgets/panel.h"

class QPlainTextEdit;
class QPushButton;
class QStackedLayout;
class QTableView;

namespace stanforis {

class ServiceProtocolModel;

/// The newest domain message: its fields, whether each is valid, the verdict, and the bytes as they came. GUI thread.
class ProtocolPanel final : public Panel
{
    Q_OBJECT

public:
    explicit ProtocolPanel(QWidget *parent = nullptr);

    void setMessage(const ProtocolMessage &message);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitColumns();

    ServiceProtocolModel *m_model;
    QTableView *m_table;
    QPlainTextEdit *m_rawText;
    QPushButton *m_raw;
    QStackedLayout *m_faces;
    TextLabel *m_verdict;
};

} // namespace stanforis

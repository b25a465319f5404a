// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogue.h"
#include "models/domain/record.h"
#include "views/widgets/panel.h"

class QHBoxLayout;
class QTabWidget;

namespace stanforis {

class EmptyState;
class InlineMessage;

/// One record: who it is, what it holds as tables, what may be done with it, and the form when something is being done. GUI
/// thread.
class RecordView final : public Panel
{
    Q_OBJECT

public:
    explicit RecordView(QWidget *parent = nullptr);

    void showRecord(const Record &record, const QList<RecordColumn> &columns);
    void showNothing(const QString &noun);
    /// Only what my roles allow; the rest is absent.
    void setOperations(const QList<Operation> &operations);
    /// Puts a form above the tables; null takes it away. The view owns it.
    void setForm(QWidget *form, const QString &title);
    /// One sentence what happened, one what was kept; empty hides it.
    void showMessage(const QString &happened, const QString &kept, const QString &action = {});
    [[nodiscard]] QWidget *firstOperation() const;

Q_SIGNALS:
    void operationRequested(const QString &operationId);
    void messageActionRequested();

private:
    void showSections(const Record &record, const QList<RecordColumn> &columns);

    QWidget *m_head;
    TextLabel *m_name;
    TextLabel *m_subtitle;
    TextLabel *m_facts;
    QWidget *m_actions;
    QHBoxLayout *m_actionRow;
    InlineMessage *m_message;
    QWidget *m_formBox;
    QVBoxLayout *m_formLayout;
    TextLabel *m_formTitle;
    QWidget *m_form = nullptr;
    QTabWidget *m_tabs;
    EmptyState *m_empty;
    QWidget *m_content;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogue.h"
#include "models/domain/transaction.h"

#include <QMap>
#include <QWidget>

class QGridLayout;
class QPushButton;

namespace stanforis {

class FormField;
class InlineMessage;

/// What was typed so far.
struct FormValues
{
    QMap<QString, QString> values; ///< by Field::id
    QString reason;
};

/// The form of one operation, made from its definition in four columns. Values are checked when a field is left and before
/// review; nothing is lost by a refusal. GUI thread.
class OperationForm final : public QWidget
{
    Q_OBJECT

public:
    OperationForm(const Operation &operation, const FormValues &initial, QWidget *parent = nullptr);

    [[nodiscard]] const Operation &operation() const { return m_operation; }
    [[nodiscard]] FormValues values() const;
    /// Marks what breaks a rule; true when nothing does. The first wrong field takes the focus.
    bool check();
    void showViolations(const QList<RemoteViolation> &violations);
    /// One sentence what happened, one what was kept; empty hides it.
    void showMessage(const QString &happened, const QString &kept);
    /// The answer to a review is awaited.
    void setBusy(bool busy);
    [[nodiscard]] QWidget *firstField() const;

Q_SIGNALS:
    void edited();
    void reviewRequested();
    void cancelRequested();

private:
    struct Entry
    {
        Field field;
        FormField *box;
    };
    void addField(const Field &field, const QString &initial);
    void addReason(const QString &initial);
    void addButtons();
    void checkEntry(const Entry &entry);
    [[nodiscard]] QString textOf(const Entry &entry) const;
    void place(QWidget *widget, int span);

    Operation m_operation;
    QGridLayout *m_grid;
    QList<Entry> m_entries;
    FormField *m_reason = nullptr;
    InlineMessage *m_message;
    QPushButton *m_review = nullptr;
    int m_row = 0;
    int m_column = 0;
};

} // namespace stanforis

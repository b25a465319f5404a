// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/catalogue.h"
#include "models/domain/transaction.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTimer;
class QVBoxLayout;

namespace stanforis {

class FormField;
class InlineMessage;
class Sheet;
class StepsBar;
class TextLabel;
class TimeContext;

/// What the sheet needs beside the intent to speak in words.
struct ConfirmContext
{
    Operation operation;
    QString pageName;
    QString recordTitle; ///< empty when the record was not read
    QStringList approvers;
};

/// Confirm, sign, second person, receipt: all facts are read back from the bytes that are signed. One sheet for the one who
/// asks and the one who approves. Nothing is sent by opening or closing it. GUI thread.
class ConfirmSheet final : public QObject
{
    Q_OBJECT

public:
    /// Covers `host`; `time` must outlive the sheet.
    ConfirmSheet(const TimeContext &time, QWidget *host);

    /// To be signed by the one who composed it.
    void confirm(const Intent &intent, const ConfirmContext &context);
    /// To be signed, or declined, by the second person.
    void approve(const Intent &intent, const ConfirmContext &context, const QString &requester);
    /// What became of it: waits for the second person, written, declined or expired.
    void showOutcome(const Transaction &transaction, const ConfirmContext &context);
    /// The signature was not taken; the sheet stays as it was.
    void showFailure(const QString &happened, const QString &whatToDo);
    void showVerification(const Result<ReceiptFacts> &facts);
    void dismiss();
    [[nodiscard]] bool isOpen() const;
    /// Empty while nothing is shown.
    [[nodiscard]] TransactionId transaction() const;

Q_SIGNALS:
    void signRequested(const stanforis::Intent &intent);
    void approveRequested(const stanforis::Intent &intent);
    void declineRequested(const stanforis::TransactionId &id, const QString &reason);
    void verifyRequested(const stanforis::Receipt &receipt);
    void saveReceiptRequested(const stanforis::Receipt &receipt);
    void closed();

private:
    enum class Stage { Confirm, Approve, Outcome };
    void start(Stage stage, const QString &title, const ConfirmContext &context, bool secondPerson);
    void showIntent(const Intent &intent, const QString &requester);
    void addFacts(const QList<std::pair<QString, QString>> &facts);
    void addSecondPerson(const QString &requester);
    void addControlCode(const QString &code);
    void addReceipt(const Transaction &transaction);
    void setButtons(Stage stage);
    void sign();
    void decline();
    void countDown();

    const TimeContext &m_time;
    Sheet *m_sheet;
    StepsBar *m_steps;
    QTimer *m_timer;
    QPushButton *m_back;
    QPushButton *m_decline;
    QPushButton *m_sign;
    QPushButton *m_close;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_column = nullptr;
    InlineMessage *m_message = nullptr;
    FormField *m_declineReason = nullptr;
    TextLabel *m_verified = nullptr;
    QLabel *m_verifiedIcon = nullptr;
    Stage m_stage = Stage::Confirm;
    ConfirmContext m_context;
    Intent m_intent;
    Transaction m_transaction;
};

/// Rows of the sheet as read back from the intent: for what, what, each field, reason, what follows, whether it can be undone.
[[nodiscard]] QList<std::pair<QString, QString>> intentFacts(const Intent &intent, const ConfirmContext &context);

} // namespace stanforis

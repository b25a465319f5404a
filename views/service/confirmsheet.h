// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/unsentwork.h"
#include "views/service/differenceview.h"
#include "views/service/intentrows.h"

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

/// Confirm, sign, second person, receipt: all facts are read back from the bytes that are signed. One sheet for the one who
/// asks and the one who approves. Nothing is sent by opening or closing it. It does not offer to sign what it cannot show in
/// full, and looks again, before it lets anybody sign, whether what it shows is what it was given. GUI thread.
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
    /// It changed since it was seen. `happened` says what; `mayReview`: the person may look at it anew, and sign that.
    void showDifference(const QString &happened, const QList<Difference> &differences, bool mayReview);
    /// Signed and kept, but not accepted yet, or not at all.
    void showUnsent(const UnsentWork &work, const QString &why);
    /// What became of it: waits for the second person, written, declined or expired.
    void showOutcome(const Transaction &transaction, const ConfirmContext &context);
    /// The signature was not taken; the sheet stays as it was.
    void showFailure(const QString &happened, const QString &whatToDo);
    void showVerification(const Result<ReceiptFacts> &facts);
    /// courtReceiptRequested() came to nothing.
    void showCourtFailure(const Error &error);
    void dismiss();
    [[nodiscard]] bool isOpen() const;
    /// Whether it says that something is signed and not accepted yet.
    [[nodiscard]] bool showsUnsent() const { return m_stage == Stage::Unsent; }
    /// Empty while nothing is shown.
    [[nodiscard]] TransactionId transaction() const;

Q_SIGNALS:
    void signRequested(const stanforis::Intent &intent);
    void approveRequested(const stanforis::Intent &intent);
    void declineRequested(const stanforis::TransactionId &id, const QString &reason);
    void verifyRequested(const stanforis::Receipt &receipt);
    void saveReceiptRequested(const stanforis::Receipt &receipt);
    /// From a difference: begin anew with what is there now.
    void reviewAgainRequested();
    /// The same form again, for what was overtaken or came too late.
    void againRequested(const stanforis::TransactionId &id);
    /// As a sealed container for courts.
    void courtReceiptRequested(const stanforis::Receipt &receipt);
    void closed();

private:
    enum class Stage { Confirm, Approve, Outcome, Difference, Unsent, Unreadable };
    void start(Stage stage, const QString &title, const ConfirmContext &context, bool secondPerson);
    void showIntent(const Intent &intent, const QList<IntentRow> &rows, const QString &requester);
    void showUnreadable(const Error &why);
    QList<TextLabel *> addFacts(const QList<std::pair<QString, QString>> &facts);
    void addRows(const QList<IntentRow> &rows);
    /// Whether every row on the screen still says what the bytes say.
    [[nodiscard]] bool standsAsSigned() const;
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
    QVBoxLayout *m_inSight = nullptr; ///< what scrolls, and under it what is always to be seen
    InlineMessage *m_message = nullptr;
    FormField *m_declineReason = nullptr;
    TextLabel *m_verified = nullptr;
    QLabel *m_verifiedIcon = nullptr;
    Stage m_stage = Stage::Confirm;
    ConfirmContext m_context;
    Intent m_intent;
    Transaction m_transaction;
    TransactionId m_unsent;
    QList<TextLabel *> m_values; ///< of the rows, in their order
    QLabel *m_code = nullptr;
};

} // namespace stanforis

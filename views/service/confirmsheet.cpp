// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/service/confirmsheet.h"

#include "models/telemetry/timecontext.h"
#include "views/service/stepsbar.h"
#include "views/widgets/button.h"
#include "views/widgets/dates.h"
#include "views/widgets/errortext.h"
#include "views/widgets/field.h"
#include "views/widgets/icons.h"
#include "views/widgets/placeholders.h"
#include "views/widgets/sheet.h"
#include "views/widgets/textlabel.h"
#include "views/widgets/words.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stanforis {

namespace {

constexpr int shortestReason = 5;

} // namespace

ConfirmSheet::ConfirmSheet(const TimeContext &time, QWidget *host)
    : QObject(host)
    , m_time(time)
    , m_sheet(new Sheet(host))
    , m_steps(new StepsBar(m_sheet))
    , m_timer(new QTimer(this))
    , m_back(makeButton(tr("Back to draft"), ButtonKind::Normal, m_sheet, ButtonSize::Large))
    , m_decline(makeButton(tr("Decline"), ButtonKind::Danger, m_sheet, ButtonSize::Large))
    , m_sign(makeButton(tr("Sign"), ButtonKind::Primary, m_sheet, ButtonSize::Large))
    , m_close(makeButton(tr("Close"), ButtonKind::Primary, m_sheet, ButtonSize::Large))
{
    m_sheet->setObjectName(u"confirm-sheet"_s);
    m_steps->setObjectName(u"confirm-steps"_s);
    m_back->setObjectName(u"confirm-back"_s);
    m_decline->setObjectName(u"confirm-decline"_s);
    m_sign->setObjectName(u"confirm-sign"_s);
    m_close->setObjectName(u"confirm-close"_s);
    m_sheet->setHeaderExtra(m_steps);
    for (QPushButton *button : {m_back, m_decline, m_sign, m_close})
        m_sheet->addFootWidget(button);
    connect(m_back, &QPushButton::clicked, m_sheet, &Sheet::dismiss);
    connect(m_close, &QPushButton::clicked, m_sheet, &Sheet::dismiss);
    connect(m_sign, &QPushButton::clicked, this, [this] {
        if (m_stage == Stage::Difference)
            Q_EMIT reviewAgainRequested();
        else
            sign();
    });
    connect(m_decline, &QPushButton::clicked, this, &ConfirmSheet::decline);
    connect(m_sheet, &Sheet::closed, this, [this] {
        m_timer->stop();
        Q_EMIT closed();
    });
    connect(m_timer, &QTimer::timeout, this, &ConfirmSheet::countDown);
    m_timer->setInterval(1s);
}

bool ConfirmSheet::isOpen() const { return m_sheet->isOpen(); }

TransactionId ConfirmSheet::transaction() const
{
    if (m_stage == Stage::Unsent)
        return m_unsent;
    return m_stage == Stage::Outcome ? m_transaction.id : m_intent.id;
}

void ConfirmSheet::dismiss() { m_sheet->dismiss(); }

void ConfirmSheet::confirm(const Intent &intent, const ConfirmContext &context)
{
    m_intent = intent;
    m_context = context;
    const auto rows = intentRows(intent, context);
    if (!rows) {
        showUnreadable(rows.error());
        return;
    }
    start(Stage::Confirm, tr("Confirm and sign"), context, intent.signaturesNeeded > 1);
    showIntent(intent, *rows, {});
    m_steps->setCurrent(1);
    m_sheet->open(m_back);
    countDown();
}

void ConfirmSheet::approve(const Intent &intent, const ConfirmContext &context, const QString &requester)
{
    m_intent = intent;
    m_context = context;
    const auto rows = intentRows(intent, context);
    if (!rows) {
        showUnreadable(rows.error());
        return;
    }
    start(Stage::Approve, tr("Approve and sign"), context, true);
    showIntent(intent, *rows, requester);
    m_steps->setCurrent(3);
    m_sheet->open(m_back);
    countDown();
}

void ConfirmSheet::sign()
{
    if (!standsAsSigned()) {
        showFailure(tr("What is shown here is no longer what would be signed. Nothing was signed."),
                    tr("Close this and review again. If it happens once more, tell who looks after this console."));
        setDisabledReason(m_sign, tr("What is shown is not what would be signed"));
        return;
    }
    setDisabledReason(m_sign, tr("The signature is on its way"));
    if (m_stage == Stage::Confirm)
        m_steps->setCurrent(2);
    if (m_stage == Stage::Approve)
        Q_EMIT approveRequested(m_intent);
    else
        Q_EMIT signRequested(m_intent);
}

bool ConfirmSheet::standsAsSigned() const
{
    const auto rows = intentRows(m_intent, m_context);
    if (!rows || rows->size() != m_values.size() || !m_code || m_code->text() != m_intent.controlCode)
        return false;
    for (qsizetype i = 0; i < rows->size(); ++i) {
        if (m_values.at(i)->text() != (rows->at(i).text().isEmpty() ? u"–"_s : rows->at(i).text()))
            return false;
    }
    return true;
}

void ConfirmSheet::decline()
{
    const QString reason = m_declineReason->lineEdit()->text().trimmed();
    if (reason.size() < shortestReason) {
        m_declineReason->setError(tr("At least %n character(s)", nullptr, shortestReason));
        m_declineReason->editor()->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_declineReason->setError({});
    Q_EMIT declineRequested(m_intent.id, reason);
}

void ConfirmSheet::countDown()
{
    if (m_stage != Stage::Confirm && m_stage != Stage::Approve)
        return;
    const auto left = std::chrono::duration_cast<std::chrono::seconds>(m_intent.signBy - m_time.now());
    if (left <= 0s) {
        m_timer->stop();
        m_sheet->setFootnote(m_stage == Stage::Confirm ? tr("Too late to sign; the draft is kept")
                                                       : tr("Too late to sign; close this and open it again"));
        setDisabledReason(m_sign, m_stage == Stage::Confirm ? tr("The time to sign has passed. Go back and review again.")
                                                            : tr("The time to sign has passed. Close this and open it again."));
        return;
    }
    m_sheet->setFootnote(m_stage == Stage::Confirm ? tr("Sign within %1; the draft is kept if you close").arg(Words::age(left))
                                                   : tr("Sign within %1").arg(Words::age(left)));
}

void ConfirmSheet::showFailure(const QString &happened, const QString &whatToDo)
{
    if (m_message) {
        m_message->setMessage(happened, whatToDo, {}, u"info"_s);
        m_message->show();
    }
    if (m_stage == Stage::Confirm)
        m_steps->setCurrent(1);
    setDisabledReason(m_sign, {});
    countDown();
}

void ConfirmSheet::showOutcome(const Transaction &transaction, const ConfirmContext &context)
{
    m_transaction = transaction;
    const bool written = transaction.state == Transaction::State::Written;
    const bool waiting = transaction.state == Transaction::State::Waiting;
    const QString title = written                                             ? tr("Receipt")
                          : waiting                                           ? tr("Waits for a second person")
                          : transaction.state == Transaction::State::Declined ? tr("Declined")
                          : transaction.state == Transaction::State::Outdated ? tr("Overtaken")
                                                                              : tr("Nobody approved in time");
    const bool wasOpen = m_sheet->isOpen();
    start(Stage::Outcome, title, context, context.operation.secondPerson || !transaction.decidedBy.isEmpty());
    m_steps->setCurrent(written ? int(context.operation.secondPerson ? 5 : 4) : 3);
    addReceipt(transaction);
    m_column->addStretch(1);
    m_sheet->setFootnote(waiting ? tr("You may close this; it stays under Signed work") : QString());
    if (!wasOpen)
        m_sheet->open(m_close);
    else
        m_close->setFocus(Qt::OtherFocusReason);
}

void ConfirmSheet::showVerification(const Result<ReceiptFacts> &facts)
{
    if (!m_verified)
        return;
    m_verified->show();
    const Theme theme = Theme::of(m_sheet);
    const int size = theme.metrics().icon;
    m_verifiedIcon->setPixmap(
        Icons::pixmap(facts ? u"trust"_s : u"info"_s, theme.text().secondary, size, m_sheet->devicePixelRatioF()));
    m_verifiedIcon->show();
    if (!facts) {
        m_verified->setText(facts.error().code == Error::Code::Malformed || facts.error().code == Error::Code::Invalid ||
                                    facts.error().code == Error::Code::Untrusted
                                ? tr("The receipt does not hold: %1").arg(facts.error().detail)
                                : ErrorText::both(facts.error()));
        return;
    }
    m_verified->setText(
        tr("The receipt holds. It was signed by the platform on %1 with key %2; the signed work and its content "
           "are the ones it names, entry %3 of %4 in the ledger.")
            .arg(Dates::day(facts->time) + u' ' + Dates::clock(facts->time), facts->keyId.left(12))
            .arg(Words::number(double(facts->ledgerIndex)), Words::number(double(facts->ledgerSize))) +
        u' ' +
        (facts->personsProved
             ? tr("Each person's own signature holds.")
             : tr("The person's signature could not be checked offline: the receipt is too old to hold the key.")));
}

void ConfirmSheet::showCourtFailure(const Error &error)
{
    if (!m_verified)
        return;
    m_verifiedIcon->hide();
    m_verified->setText(
        tr("The container for courts could not be made. %1 The receipt itself is unharmed.").arg(ErrorText::both(error)));
    m_verified->show();
}

} // namespace stanforis

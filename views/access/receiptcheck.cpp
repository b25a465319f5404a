// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/access/receiptcheck.h"

#include "views/widgets/button.h"
#include "views/widgets/dates.h"
#include "views/widgets/errortext.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/textlabel.h"
#include "views/widgets/words.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr qint64 largestReceipt = 4 * 1024 * 1024; // bytes; a receipt with its body is a few kilobytes

} // namespace

ReceiptCheck::ReceiptCheck(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_check(makeButton(tr("Check"), ButtonKind::Normal, this))
    , m_open(makeButton(tr("Open a file"), ButtonKind::Normal, this))
    , m_verdict(new SeverityLabel(this))
    , m_more(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
{
    const Theme theme = Theme::of(this);
    m_text->setObjectName(u"receipt-check-text"_s);
    m_text->setAccessibleName(tr("Receipt"));
    m_text->setPlaceholderText(tr("Paste a receipt"));
    m_text->setMaxLength(int(largestReceipt));
    m_check->setObjectName(u"receipt-check"_s);
    m_open->setObjectName(u"receipt-check-open"_s);
    m_verdict->setObjectName(u"receipt-check-verdict"_s);
    m_more->setWordWrap(true);

    auto *row = new QHBoxLayout;
    row->setSpacing(theme.space(2));
    row->addWidget(m_text, 1);
    row->addWidget(m_check);
    row->addWidget(m_open);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.space(1));
    layout->addLayout(row);
    layout->addWidget(m_verdict, 0, Qt::AlignLeading);
    layout->addWidget(m_more);
    m_verdict->hide();
    m_more->hide();

    connect(m_text, &QLineEdit::textChanged, this, &ReceiptCheck::setReady);
    connect(m_text, &QLineEdit::returnPressed, this, &ReceiptCheck::checkText);
    connect(m_check, &QPushButton::clicked, this, &ReceiptCheck::checkText);
    connect(m_open, &QPushButton::clicked, this, &ReceiptCheck::openFile);
    setReady();
}

void ReceiptCheck::setOutcome(const Result<ReceiptFacts> &outcome)
{
    m_busy = false;
    setReady();
    if (!outcome) {
        switch (outcome.error().code) {
        case Error::Code::Malformed:
            return tell(tr("This is not a receipt"),
                        tr("It can't be read as one. Open the file that was saved, or paste all of it."), true);
        case Error::Code::Invalid:
        case Error::Code::Untrusted:
            return tell(tr("Not genuine"), tr("It was changed after it was signed, or this platform did not sign it."), true);
        default:
            return tell(tr("Not checked"), ErrorText::both(outcome.error()), true);
        }
    }
    const ReceiptFacts &facts = *outcome;
    QStringList more{tr("Written %1, entry %2 of the ledger")
                         .arg(tr("%1 at %2", "day, time of day").arg(Dates::day(facts.time), Dates::clock(facts.time)),
                              Words::number(double(facts.ledgerIndex)))};
    if (!facts.subjects.isEmpty())
        more << (facts.subjects.size() == 1 ? tr("signed by one person")
                                            : tr("signed by %n persons", nullptr, int(facts.subjects.size())));
    tell(tr("Genuine: this platform signed it"), more.join(tr(", ")), false);
}

void ReceiptCheck::setAvailable(bool available)
{
    m_available = available;
    setReady();
}

QString ReceiptCheck::answer() const { return m_verdict->isHidden() ? QString() : m_verdict->text(); }

void ReceiptCheck::checkText()
{
    const QByteArray receipt = m_text->text().trimmed().toUtf8();
    if (!receipt.isEmpty() && m_available && !m_busy)
        ask(receipt);
}

void ReceiptCheck::openFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a receipt"), {}, tr("Receipts (*.json *.receipt);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ReceiptCheck::readFile);
    dialog->open();
}

void ReceiptCheck::readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tell(tr("The file could not be opened"), tr("Check that it is there and that you may read it."), true);
    if (file.size() > largestReceipt)
        return tell(tr("This is not a receipt"), tr("The file is larger than a receipt can be."), true);
    m_text->clear();
    ask(file.readAll());
}

void ReceiptCheck::ask(const QByteArray &receipt)
{
    m_busy = true;
    setReady();
    m_verdict->hide();
    m_more->setText(tr("Checking the signature against the platform's keys"));
    m_more->show();
    Q_EMIT checkRequested(receipt);
}

void ReceiptCheck::tell(const QString &happened, const QString &more, bool abnormal)
{
    m_verdict->setSeverity(abnormal ? Severity::High : Severity::Normal);
    m_verdict->setText(happened);
    m_verdict->setAccessibleName(happened);
    m_verdict->setAccessibleDescription(more);
    m_verdict->show();
    m_more->setText(more);
    m_more->show();
}

void ReceiptCheck::setReady()
{
    const QString away = m_available ? QString() : tr("No platform is connected whose keys could be asked for");
    const QString busy = m_busy ? tr("A receipt is being checked") : away;
    setDisabledReason(m_open, busy);
    setDisabledReason(m_check, busy.isEmpty() && m_text->text().trimmed().isEmpty() ? tr("Paste a receipt first") : busy);
}

} // namespace stanforis

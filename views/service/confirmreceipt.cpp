// SPDX-License-Identifier: GPL-3.0-or-later
// What the sheet says of a transaction that was signed, and the proof of one that was written.
#include "models/domain/transaction.h"
#include "views/service/confirmsheet.h"
#include "views/widgets/button.h"
#include "views/widgets/dates.h"
#include "views/widgets/sheet.h"
#include "views/widgets/textlabel.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

void ConfirmSheet::addReceipt(const Transaction &transaction)
{
    using State = Transaction::State;
    const auto when = [](Instant time) { return QString(Dates::day(time) + u' ' + Dates::clock(time)); };
    const bool written = transaction.state == State::Written;
    QString sentence;
    switch (transaction.state) {
    case State::Waiting:
        sentence = tr("Your signature is kept. Nothing is written until a second person signs too.");
        break;
    case State::Written:
        sentence = tr("It is written, and this is the proof.");
        break;
    case State::Declined:
        sentence = tr("%1 declined it. Nothing was written.").arg(transaction.decidedBy);
        break;
    case State::Expired:
        sentence = tr("The time passed without a second signature. Nothing was written.");
        break;
    case State::Outdated:
        sentence = tr("The record changed before a second person signed. Nothing was written.");
        break;
    }
    auto *what = new TextLabel(sentence, TypeRole::Strong, Tone::Primary, m_body);
    what->setWordWrap(true);
    m_column->addWidget(what);
    QList<std::pair<QString, QString>> facts{{tr("What"), transaction.title},
                                             {tr("Number"), transaction.id.value},
                                             {tr("Asked by"), transaction.requester},
                                             {tr("Signed"), when(transaction.submitted)}};
    if (transaction.state == State::Waiting) {
        facts.append({tr("Who may approve"), m_context.approvers.isEmpty() ? tr("Another person of the sector with that role")
                                                                           : m_context.approvers.join(u", "_s)});
        facts.append({tr("Until"), when(transaction.expires)});
    }
    if (written && !transaction.decidedBy.isEmpty())
        facts.append({tr("Approved by"), transaction.decidedBy});
    if (!transaction.reason.isEmpty())
        facts.append({tr("Reason given"), transaction.reason});
    addFacts(facts);
    if (transaction.mine && (transaction.state == State::Expired || transaction.state == State::Outdated)) {
        auto *again = makeButton(tr("Ask again"), ButtonKind::Normal, m_body);
        again->setObjectName(u"confirm-again"_s);
        connect(again, &QPushButton::clicked, this, [this] { Q_EMIT againRequested(m_transaction.id); });
        m_column->addWidget(again, 0, Qt::AlignLeft);
    }
    if (!written)
        return;
    m_verified = new TextLabel({}, TypeRole::Body, Tone::Primary, m_body);
    m_verified->setObjectName(u"receipt-verified"_s);
    m_verified->setWordWrap(true);
    m_verified->hide();
    auto *verify = makeButton(tr("Verify"), ButtonKind::Normal, m_body);
    verify->setObjectName(u"receipt-verify"_s);
    auto *save = makeButton(tr("Save receipt"), ButtonKind::Normal, m_body);
    save->setObjectName(u"receipt-save"_s);
    connect(verify, &QPushButton::clicked, this, [this] { Q_EMIT verifyRequested(m_transaction.receipt); });
    connect(save, &QPushButton::clicked, this, [this] { Q_EMIT saveReceiptRequested(m_transaction.receipt); });
    auto *court = makeButton(tr("For courts (ASiC-E)"), ButtonKind::Normal, m_body);
    court->setObjectName(u"receipt-court"_s);
    court->setAccessibleDescription(tr("Saves a sealed container that other programs verify without this console"));
    connect(court, &QPushButton::clicked, this, [this] { Q_EMIT courtReceiptRequested(m_transaction.receipt); });
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::of(m_sheet).space(3));
    row->addWidget(verify);
    row->addWidget(save);
    row->addWidget(court);
    row->addStretch(1);
    m_column->addLayout(row);
    auto *proof = new QHBoxLayout;
    proof->setSpacing(Theme::of(m_sheet).space(2));
    m_verifiedIcon = new QLabel(m_body);
    m_verifiedIcon->hide();
    proof->addWidget(m_verifiedIcon, 0, Qt::AlignTop);
    proof->addWidget(m_verified, 1);
    m_column->addLayout(proof);
}

} // namespace stanforis

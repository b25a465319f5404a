// SPDX-License-Identifier: GPL-3.0-or-later
// What the sheet is made of; when it shows what is in confirmsheet.cpp.
#include "models/telemetry/timecontext.h"
#include "views/service/confirmsheet.h"
#include "views/service/fieldsentence.h"
#include "views/service/stepsbar.h"
#include "views/widgets/button.h"
#include "views/widgets/dates.h"
#include "views/widgets/field.h"
#include "views/widgets/panel.h"
#include "views/widgets/placeholders.h"
#include "views/widgets/sheet.h"
#include "views/widgets/textlabel.h"
#include "views/widgets/words.h"

#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int previewBytes = 220;

/// Groups of four, so that two people can read it to each other.
QString grouped(const QString &hexadecimal)
{
    QString text;
    for (qsizetype at = 0; at < hexadecimal.size(); at += 4)
        text += hexadecimal.mid(at, 4) + u' ';
    return text.trimmed();
}

} // namespace

QList<std::pair<QString, QString>> intentFacts(const Intent &intent, const ConfirmContext &context)
{
    QList<std::pair<QString, QString>> facts;
    const QString record = intent.record.value;
    facts.append({ConfirmSheet::tr("Record"), context.recordTitle.isEmpty() || context.recordTitle == record
                                                  ? record
                                                  : QString(context.recordTitle + u", "_s + record)});
    facts.append({ConfirmSheet::tr("What"), context.operation.name.isEmpty() ? intent.operation : context.operation.name});
    QStringList told;
    for (const Field &field : context.operation.fields) {
        if (intent.values.contains(field.id))
            facts.append({field.label, fieldValueText(field, intent.values.value(field.id))});
        told.append(field.id);
    }
    // A value the form does not know is signed too, so it is shown too.
    for (auto value = intent.values.cbegin(); value != intent.values.cend(); ++value) {
        if (!told.contains(value.key()))
            facts.append({value.key(), value.value()});
    }
    if (!intent.reason.isEmpty())
        facts.append({ConfirmSheet::tr("Reason"), intent.reason});
    if (!context.operation.consequence.isEmpty())
        facts.append({ConfirmSheet::tr("What follows"), context.operation.consequence});
    if (!context.operation.undo.isEmpty())
        facts.append({ConfirmSheet::tr("Can be undone"), context.operation.undo});
    return facts;
}

void ConfirmSheet::start(Stage stage, const QString &title, const ConfirmContext &context, bool secondPerson)
{
    m_stage = stage;
    m_context = context;
    QStringList steps{tr("Compose"), tr("Confirm"), tr("Sign")};
    if (secondPerson)
        steps.append(tr("Second person"));
    steps.append(tr("Receipt"));
    m_steps->setSteps(steps);
    m_sheet->setTitle(title);
    auto *scroll = new QScrollArea(m_sheet);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_body = new QWidget(scroll);
    m_body->setProperty("surface", u"sheet"_s);
    m_column = new QVBoxLayout(m_body);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(Theme::of(m_sheet).space(3));
    scroll->setWidget(m_body);
    m_sheet->setBody(scroll);
    m_declineReason = nullptr;
    m_verified = nullptr;
    m_verifiedIcon = nullptr;
    m_message = new InlineMessage(m_body);
    m_message->hide();
    m_column->addWidget(m_message);
    setDisabledReason(m_sign, {});
    setButtons(stage);
    if (stage == Stage::Outcome)
        m_timer->stop();
    else
        m_timer->start();
}

void ConfirmSheet::setButtons(Stage stage)
{
    m_back->setVisible(stage != Stage::Outcome);
    m_back->setText(stage == Stage::Approve ? tr("Decide later") : tr("Back to draft"));
    m_decline->setVisible(stage == Stage::Approve);
    m_sign->setVisible(stage != Stage::Outcome);
    m_sign->setText(stage == Stage::Approve ? tr("Approve and sign") : tr("Sign"));
    m_close->setVisible(stage == Stage::Outcome);
}

void ConfirmSheet::showIntent(const Intent &intent, const QString &requester)
{
    const QString sentence =
        m_stage == Stage::Approve
            ? tr("%1 signed this. It is written to %2 once you sign it too.").arg(requester, m_context.pageName)
            : tr("This is exactly what will be written to %1.").arg(m_context.pageName);
    auto *what = new TextLabel(sentence, TypeRole::Strong, Tone::Primary, m_body);
    what->setWordWrap(true);
    m_column->addWidget(what);
    addFacts(intentFacts(intent, m_context));
    addBytes(intent);
    if (intent.signaturesNeeded > 1)
        addSecondPerson(requester);
    addControlCode(intent.controlCode);
    if (m_stage == Stage::Approve) {
        m_declineReason = new FormField(tr("Why not, if you decline"), nullptr, m_body);
        m_declineReason->editor()->setObjectName(u"decline-reason"_s);
        m_declineReason->setNote(tr("read by %1").arg(requester));
        m_column->addWidget(m_declineReason);
    }
    m_column->addStretch(1);
}

void ConfirmSheet::addFacts(const QList<std::pair<QString, QString>> &facts)
{
    const Theme theme = Theme::of(m_sheet);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(theme.space(4));
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const auto &[label, value] : facts) {
        grid->addWidget(makeSeparator(m_body), row++, 0, 1, 2);
        auto *name = new TextLabel(label, TypeRole::Body, Tone::Tertiary, m_body);
        name->setMinimumWidth(theme.space(10) + theme.space(10));
        auto *text = new TextLabel(value.isEmpty() ? u"–"_s : value, TypeRole::Body, Tone::Primary, m_body);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        text->setAccessibleName(label + u": "_s + value);
        for (TextLabel *each : {name, text})
            each->setContentsMargins(0, theme.space(1), 0, theme.space(1));
        grid->addWidget(name, row, 0, Qt::AlignTop);
        grid->addWidget(text, row++, 1);
    }
    m_column->addLayout(grid);
}

void ConfirmSheet::addBytes(const Intent &intent)
{
    const Theme theme = Theme::of(m_sheet);
    auto *bytes = new QPlainTextEdit(m_body);
    bytes->setObjectName(u"confirm-bytes"_s);
    bytes->setAccessibleName(tr("Content, %1").arg(intent.bodyType));
    bytes->setReadOnly(true);
    bytes->setTabChangesFocus(true);
    bytes->setFont(theme.font(TypeRole::Code));
    const QString all = QString::fromUtf8(intent.body);
    const bool isLong = intent.body.size() > previewBytes;
    bytes->setPlainText(isLong ? QString(QString::fromUtf8(intent.body.left(previewBytes)) + u"…"_s) : all);
    const int preview = 3 * theme.lineHeight(TypeRole::Code) + theme.space(5);
    bytes->setFixedHeight(preview);
    m_column->addWidget(bytes);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.space(3));
    auto *hash = new TextLabel(intent.bodySha256, TypeRole::Code, Tone::Secondary, m_body);
    hash->setObjectName(u"confirm-hash"_s);
    hash->setElided(Qt::ElideMiddle);
    hash->setFullText(grouped(intent.bodySha256));
    row->addWidget(new TextLabel(u"SHA-256"_s, TypeRole::Label, Tone::Tertiary, m_body));
    row->addWidget(hash, 1);
    if (isLong) {
        auto *show = makeButton(tr("Show all %1 bytes").arg(Words::number(double(intent.body.size()))), ButtonKind::Normal,
                                m_body, ButtonSize::Small);
        show->setObjectName(u"confirm-show-bytes"_s);
        row->addWidget(show);
        connect(show, &QPushButton::clicked, bytes, [bytes, show, all, preview] {
            bytes->setPlainText(all);
            bytes->setFixedHeight(3 * preview);
            show->hide();
            bytes->setFocus(Qt::OtherFocusReason);
        });
    }
    m_column->addLayout(row);
}

void ConfirmSheet::addSecondPerson(const QString &requester)
{
    auto *who = new InlineMessage(m_body);
    const QString people = m_context.approvers.join(u", "_s);
    if (m_stage == Stage::Approve)
        who->setMessage(tr("You are the second person"),
                        tr("%1 asked for it; both signatures stand on the same bytes.").arg(requester), {}, u"person"_s);
    else
        who->setMessage(tr("A second person must approve"),
                        people.isEmpty() ? tr("Nothing is written before that.")
                                         : tr("May approve: %1. Nothing is written before that.").arg(people),
                        {}, u"person"_s);
    m_column->addWidget(who);
}

void ConfirmSheet::addControlCode(const QString &code)
{
    const Theme theme = Theme::of(m_sheet);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.space(5));
    auto *digits = new QVBoxLayout;
    digits->setSpacing(0);
    digits->addWidget(new TextLabel(tr("Control code"), TypeRole::Label, Tone::Tertiary, m_body));
    auto *value = new TextLabel(code, TypeRole::Display, Tone::Primary, m_body);
    value->setObjectName(u"confirm-control-code"_s);
    value->setAccessibleName(tr("Control code %1").arg(code.split(QString(), Qt::SkipEmptyParts).join(u' ')));
    digits->addWidget(value);
    row->addLayout(digits);
    auto *words = new TextLabel(m_stage == Stage::Approve
                                    ? tr("The person who asked sees the same four digits. If theirs are others, do not sign.")
                                    : tr("The second person, and every copy of this work, shows the same four digits."),
                                TypeRole::Body, Tone::Secondary, m_body);
    words->setWordWrap(true);
    row->addWidget(words, 1);
    m_column->addLayout(row);
}

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
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::of(m_sheet).space(3));
    row->addWidget(verify);
    row->addWidget(save);
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

// SPDX-License-Identifier: GPL-3.0-or-later
// What the sheet is made of; when it shows what is in confirmsheet.cpp.
#include "models/telemetry/timecontext.h"
#include "views/service/bytesview.h"
#include "views/service/confirmsheet.h"
#include "views/service/stepsbar.h"
#include "views/widgets/button.h"
#include "views/widgets/dates.h"
#include "views/widgets/field.h"
#include "views/widgets/followtheme.h"
#include "views/widgets/panel.h"
#include "views/widgets/placeholders.h"
#include "views/widgets/sheet.h"
#include "views/widgets/textlabel.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace stanforis {

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
    auto *content = new QWidget(m_sheet);
    auto *scroll = new QScrollArea(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_body = new QWidget(scroll);
    m_body->setProperty("surface", u"sheet"_s);
    m_column = new QVBoxLayout(m_body);
    const int ring = Theme::of(m_sheet).space(1); // a focus ring reaches this far out of its button
    m_column->setContentsMargins(ring, ring, ring, ring);
    m_column->setSpacing(Theme::of(m_sheet).space(3));
    scroll->setWidget(m_body);
    m_inSight = new QVBoxLayout(content);
    m_inSight->setContentsMargins({});
    m_inSight->setSpacing(Theme::of(m_sheet).space(3));
    m_inSight->addWidget(scroll, 1);
    m_sheet->setBody(content);
    m_declineReason = nullptr;
    m_verified = nullptr;
    m_verifiedIcon = nullptr;
    m_values.clear();
    m_code = nullptr;
    m_message = new InlineMessage(m_body);
    m_message->hide();
    m_column->addWidget(m_message);
    setDisabledReason(m_sign, {});
    setButtons(stage);
    if (stage == Stage::Confirm || stage == Stage::Approve)
        m_timer->start();
    else
        m_timer->stop();
}

void ConfirmSheet::setButtons(Stage stage)
{
    const bool signs = stage == Stage::Confirm || stage == Stage::Approve;
    m_back->setVisible(signs || stage == Stage::Difference || stage == Stage::Unreadable);
    m_back->setText(stage == Stage::Approve ? tr("Decide later") : tr("Back to draft"));
    m_decline->setVisible(stage == Stage::Approve);
    m_sign->setVisible(signs || stage == Stage::Difference);
    m_sign->setText(stage == Stage::Approve      ? tr("Approve and sign")
                    : stage == Stage::Difference ? tr("Review again")
                                                 : tr("Sign"));
    m_close->setVisible(stage == Stage::Outcome || stage == Stage::Unsent);
}

void ConfirmSheet::showUnreadable(const Error &why)
{
    start(Stage::Unreadable, tr("This can't be signed here"), m_context, m_intent.signaturesNeeded > 1);
    m_steps->setCurrent(1);
    if (why.code == Error::Code::Untrusted)
        m_message->setMessage(tr("%1 Nothing was signed.", "a sentence").arg(why.detail),
                              tr("Somebody may want a signature for something else. Tell who runs the platform."), {}, u"info"_s);
    else
        m_message->setMessage(tr("“%1” can't be shown as what it means. Nothing was signed.").arg(why.detail),
                              tr("Nobody should sign what they can't read. The draft is kept; tell who runs the platform."), {},
                              u"info"_s);
    m_message->show();
    m_column->addStretch(1);
    m_sheet->setFootnote({});
    m_sheet->open(m_back);
}

void ConfirmSheet::showDifference(const QString &happened, const QList<Difference> &differences, bool mayReview)
{
    start(Stage::Difference, tr("It changed meanwhile"), m_context, m_context.operation.secondPerson);
    m_steps->setCurrent(0);
    m_message->setMessage(happened,
                          mayReview
                              ? tr("Nothing was written, and nothing is sent by itself. Look at it, then sign anew or leave it.")
                              : tr("Nothing was written. The person who asked can ask again on the record as it is now."),
                          {}, u"info"_s);
    m_message->show();
    if (!differences.isEmpty())
        m_column->addWidget(new DifferenceView(differences, m_body));
    m_column->addStretch(1);
    m_sign->setVisible(mayReview);
    m_back->setText(mayReview ? tr("Back to draft") : tr("Close"));
    m_sheet->setFootnote(mayReview ? tr("The draft is kept") : QString());
    m_sheet->open(m_back);
}

void ConfirmSheet::showUnsent(const UnsentWork &work, const QString &why)
{
    using State = UnsentWork::State;
    m_unsent = work.id;
    const bool waits = work.state == State::Waiting;
    const bool wasOpen = m_sheet->isOpen();
    start(Stage::Unsent, waits ? tr("Signed, not sent yet") : tr("Signed, not accepted"), m_context,
          m_context.operation.secondPerson);
    m_steps->setCurrent(2);
    QString next;
    if (waits)
        next =
            tr("Your signature is kept on this workstation and is sent by itself, once, as soon as the platform can be reached; "
               "also after a restart, when you have signed in again.");
    else if (work.state == State::TooLate)
        next = tr("It came too late, so nothing was written. You can sign it again.");
    else
        next = tr("Nothing was written. It stays under Waiting for me until you sign it again or discard it.");
    m_message->setMessage(why, next, {}, u"info"_s);
    m_message->show();
    addFacts({{tr("What"), work.title},
              {tr("Number"), work.id.value},
              {tr("Signed"), QString(Dates::day(work.signedAt) + u' ' + Dates::clock(work.signedAt))}});
    m_column->addStretch(1);
    m_sheet->setFootnote(waits ? tr("You may close this") : QString());
    if (!wasOpen)
        m_sheet->open(m_close);
    else
        m_close->setFocus(Qt::OtherFocusReason);
}

void ConfirmSheet::showIntent(const Intent &intent, const QList<IntentRow> &rows, const QString &requester)
{
    const QString sentence =
        m_stage == Stage::Approve
            ? tr("%1 signed this. It is written to %2 once you sign it too.").arg(requester, m_context.pageName)
            : tr("This is exactly what will be written to %1.").arg(m_context.pageName);
    auto *what = new TextLabel(sentence, TypeRole::Strong, Tone::Primary, m_body);
    what->setWordWrap(true);
    m_column->addWidget(what);
    addRows(rows);
    m_column->addWidget(new BytesView(intent, m_body));
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

QList<TextLabel *> ConfirmSheet::addFacts(const QList<std::pair<QString, QString>> &facts)
{
    QList<TextLabel *> values;
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
        values.append(text);
    }
    m_column->addLayout(grid);
    return values;
}

void ConfirmSheet::addRows(const QList<IntentRow> &rows)
{
    QList<std::pair<QString, QString>> facts;
    QStringList warnings;
    for (const IntentRow &row : rows) {
        facts.append({row.label, row.text()});
        if (!row.warning.isEmpty())
            warnings.append(tr("%1: %2", "field, what to look out for").arg(row.label, row.warning));
    }
    if (!warnings.isEmpty()) {
        auto *look = new InlineMessage(m_body);
        look->setObjectName(u"confirm-warning"_s);
        look->setMessage(tr("Read this closely"), warnings.join(u'\n'), {}, u"info"_s);
        m_column->addWidget(look);
    }
    m_values = addFacts(facts);
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
    auto *host = m_inSight->parentWidget();
    auto *row = new QHBoxLayout;
    row->setContentsMargins(theme.space(1), 0, theme.space(1), 0);
    row->setSpacing(theme.space(5));
    auto *digits = new QVBoxLayout;
    digits->setSpacing(0);
    digits->addWidget(new TextLabel(tr("Control code"), TypeRole::Label, Tone::Tertiary, host));
    auto *value = new QLabel(code, host);
    value->setTextFormat(Qt::PlainText);
    value->setProperty("tone", u"primary"_s);
    followTheme(value, [value](const Theme &now) {
        // Digits are compared one by one with those on another screen: all as wide as each other, with a little air.
        QFont font = now.font(TypeRole::Display);
        font.setFamilies(now.font(TypeRole::Code).families());
        font.setStyleHint(QFont::Monospace);
        font.setLetterSpacing(QFont::AbsoluteSpacing, now.space(1));
        value->setFont(font);
    });
    value->setObjectName(u"confirm-control-code"_s);
    value->setAccessibleName(tr("Control code %1").arg(code.split(QString(), Qt::SkipEmptyParts).join(u' ')));
    m_code = value;
    digits->addWidget(value);
    row->addLayout(digits);
    auto *words = new TextLabel(m_stage == Stage::Approve
                                    ? tr("The person who asked sees the same four digits. If theirs are others, do not sign.")
                                    : tr("The second person, and every copy of this work, shows the same four digits."),
                                TypeRole::Body, Tone::Secondary, host);
    words->setWordWrap(true);
    row->addWidget(words, 1);
    m_inSight->addWidget(makeSeparator(host));
    m_inSight->addLayout(row);
}

} // namespace stanforis

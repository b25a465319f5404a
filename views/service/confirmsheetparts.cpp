// SPDX-License-Identifier: GPL-3.0-or-later
// What the sheet is made of; when it shows what is in confirmsheet.cpp.
#include "models/telemetry/timecontext.h"
#include "views/service/bytesview.h"
#include "views/service/confirmsheet.h"
#include "views/service/fieldsentence.h"
#include "views/service/stepsbar.h"
#include "views/widgets/button.h"
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
    const int ring = Theme::of(m_sheet).space(1); // a focus ring reaches this far out of its button
    m_column->setContentsMargins(ring, ring, ring, ring);
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
    auto *value = new QLabel(code, m_body);
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

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/lockscreen.h"

#include "views/widgets/button.h"
#include "views/widgets/iconlabel.h"
#include "views/widgets/initialsbox.h"
#include "views/widgets/panel.h"
#include "views/widgets/textlabel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int cardWidth = 480; // look.md, "Pages": Lock

TextLabel *sentence(QWidget *parent, Tone tone, const QString &name)
{
    auto *label = new TextLabel({}, TypeRole::Body, tone, parent);
    label->setWordWrap(true);
    label->setObjectName(name);
    return label;
}

} // namespace

LockScreen::LockScreen(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"lock-screen"_s);
    auto *grid = new QGridLayout(this);
    grid->addWidget(makeCard(), 1, 1);
    for (const int edge : {0, 2}) {
        grid->setRowStretch(edge, 1);
        grid->setColumnStretch(edge, 1);
    }
    connect(m_unlock, &QPushButton::clicked, this, &LockScreen::unlockRequested);
    connect(m_byCard, &QPushButton::clicked, this, &LockScreen::unlockByCardRequested);
    connect(m_copy, &QPushButton::clicked, this, &LockScreen::copyLinkRequested);
    connect(m_cancel, &QPushButton::clicked, this, &LockScreen::cancelRequested);
    connect(m_leave, &QPushButton::clicked, this, [this] { askToLeave(true); });
    connect(m_stay, &QPushButton::clicked, this, [this] { askToLeave(false); });
    dress();
}

QWidget *LockScreen::makeCard()
{
    const Theme theme = Theme::of(this);
    auto *card = new Panel(this);
    card->setObjectName(u"lock-card"_s);
    card->setFixedWidth(cardWidth);
    card->setBodyMargins({theme.space(7), theme.space(6), theme.space(7), theme.space(6)});
    card->setBodySpacing(theme.space(4));

    m_title = new TextLabel({}, TypeRole::Title, Tone::Primary, card);
    m_title->setObjectName(u"lock-title"_s);
    m_since = new TextLabel({}, TypeRole::Label, Tone::Tertiary, card);
    auto *head = new QHBoxLayout;
    head->setSpacing(theme.space(3));
    head->addWidget(new IconLabel(u"lock"_s, Tone::Primary, card));
    head->addWidget(m_title, 1);
    head->addWidget(m_since);
    card->body()->addLayout(head);
    card->body()->addWidget(makeSeparator(card));

    m_initials = new InitialsBox(card);
    m_name = new TextLabel({}, TypeRole::Heading, Tone::Primary, card);
    m_name->setElided(Qt::ElideRight);
    m_detail = new TextLabel({}, TypeRole::Label, Tone::Tertiary, card);
    m_detail->setElided(Qt::ElideRight);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_name);
    names->addWidget(m_detail);
    auto *person = new QHBoxLayout;
    person->setSpacing(theme.space(3));
    person->addWidget(m_initials);
    person->addLayout(names, 1);
    card->body()->addLayout(person);
    card->body()->addWidget(makeSeparator(card));

    m_reason = sentence(card, Tone::Primary, u"lock-reason"_s);
    m_problem = sentence(card, Tone::Primary, u"lock-problem"_s);
    card->body()->addWidget(m_reason);
    card->body()->addWidget(m_problem);

    m_unlock = makeButton({}, ButtonKind::Primary, card, ButtonSize::Large);
    m_unlock->setObjectName(u"lock-unlock"_s);
    m_copy = makeButton(tr("Copy link"), ButtonKind::Normal, card, ButtonSize::Large);
    m_copy->setObjectName(u"lock-copy-link"_s);
    m_cancel = makeButton(tr("Cancel"), ButtonKind::Normal, card, ButtonSize::Large);
    m_cancel->setObjectName(u"lock-cancel"_s);
    m_byCard = makeButton(tr("Unlock with your card"), ButtonKind::Normal, card, ButtonSize::Large);
    m_byCard->setObjectName(u"lock-unlock-by-card"_s);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.space(2));
    buttons->addWidget(m_unlock, 1);
    buttons->addWidget(m_byCard);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_cancel);
    card->body()->addLayout(buttons);

    m_kept = sentence(card, Tone::Secondary, u"lock-kept"_s);
    m_kept->setText(tr("Your page and what you have typed are kept. The counts of what is abnormal stay in view below."));
    card->body()->addWidget(m_kept);

    m_leave = makeButton(tr("Sign out, or hand over to another person"), ButtonKind::Quiet, card);
    m_leave->setObjectName(u"lock-leave"_s);
    card->body()->addWidget(m_leave, 0, Qt::AlignLeading);

    m_leaving = new QWidget(card);
    auto *question = sentence(m_leaving, Tone::Primary, u"lock-leave-question"_s);
    question->setText(tr("This signs out and closes what was open here. What was typed and not sent is lost."));
    auto *signOut = makeButton(tr("Sign out, lose drafts"), ButtonKind::Danger, m_leaving);
    signOut->setObjectName(u"lock-sign-out"_s);
    connect(signOut, &QPushButton::clicked, this, &LockScreen::signOutRequested);
    m_stay = makeButton(tr("Stay locked"), ButtonKind::Normal, m_leaving);
    m_stay->setObjectName(u"lock-stay"_s);
    auto *answers = new QHBoxLayout;
    answers->setSpacing(theme.space(2));
    answers->addWidget(m_stay);
    answers->addWidget(signOut);
    answers->addStretch(1);
    auto *leaving = new QVBoxLayout(m_leaving);
    leaving->setContentsMargins(0, 0, 0, 0);
    leaving->setSpacing(theme.space(3));
    leaving->addWidget(question);
    leaving->addLayout(answers);
    card->body()->addWidget(m_leaving);
    return card;
}

void LockScreen::setState(const LockState &state)
{
    if (state == m_state)
        return;
    if (!m_state.shown && state.shown)
        askToLeave(false);
    m_state = state;
    dress();
}

void LockScreen::setCardReady(bool ready)
{
    m_cardReady = ready;
    dress();
}

void LockScreen::setOutlines(const QList<QRect> &outlines)
{
    m_outlines = outlines;
    update();
}

QWidget *LockScreen::firstFocus() const { return m_unlock; }

void LockScreen::askToLeave(bool ask)
{
    m_leave->setVisible(!ask);
    m_leaving->setVisible(ask);
    if (ask)
        m_stay->setFocus(Qt::OtherFocusReason);
    else if (isVisible())
        m_unlock->setFocus(Qt::OtherFocusReason);
}

void LockScreen::dress()
{
    m_title->setText(m_state.title);
    m_since->setText(m_state.since);
    m_initials->setName(m_state.name);
    m_name->setFullText(m_state.name);
    m_detail->setFullText(m_state.detail);
    m_reason->setText(m_state.reason);
    m_reason->setVisible(!m_state.reason.isEmpty());
    m_problem->setText(m_state.problem);
    m_problem->setVisible(!m_state.problem.isEmpty());
    m_unlock->setText(m_state.hasLink ? tr("Open the browser again") : tr("Unlock in your browser"));
    m_byCard->setVisible(m_cardReady && !m_state.waiting);
    m_copy->setVisible(m_state.hasLink);
    m_cancel->setVisible(m_state.waiting);
    setAccessibleName(m_state.title);
    setAccessibleDescription(m_state.reason);
}

void LockScreen::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface().base);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line().subtle, theme.stroke().hair));
    for (const QRect &outline : std::as_const(m_outlines))
        painter.drawRoundedRect(QRectF(outline).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius(), theme.radius());
}

} // namespace stanforis

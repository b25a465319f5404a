// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/lockscreen.h"

#include "views/widgets/button.h"
#include "views/widgets/iconlabel.h"
#include "views/widgets/initialsbox.h"
#include "views/widgets/panel.h"
#include "views/widgets/qrsymbol.h"
#include "views/widgets/textlabel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

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
    connect(m_byCode, &QPushButton::clicked, this, &LockScreen::unlockByCodeRequested);
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

    m_codeBox = new QWidget(card);
    m_symbol = new QrSymbol(m_codeBox);
    m_symbol->setObjectName(u"lock-code-symbol"_s);
    m_symbol->setAccessibleName(tr("The address with the code, for a camera"));
    m_code = new TextLabel({}, TypeRole::Display, Tone::Primary, m_codeBox);
    m_code->setObjectName(u"lock-code"_s);
    auto *code = new QHBoxLayout(m_codeBox);
    code->setContentsMargins(0, 0, 0, 0);
    code->setSpacing(theme.space(4));
    code->addWidget(m_symbol);
    code->addWidget(m_code, 1, Qt::AlignVCenter);
    card->body()->addWidget(m_codeBox);

    m_byCode = makeButton({}, ButtonKind::Primary, card, ButtonSize::Large);
    m_byCode->setObjectName(u"lock-unlock-by-code"_s);
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
    for (QPushButton *button : {m_byCode, m_unlock, m_byCard, m_copy, m_cancel})
        buttons->addWidget(button);
    buttons->addStretch(1);
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
    m_leaving->hide();
    card->body()->addWidget(m_leaving);
    return card;
}

void LockScreen::setState(const LockState &state)
{
    if (state == m_state)
        return;
    const bool begins = !m_state.shown && state.shown;
    m_state = state;
    dress();
    if (begins)
        askToLeave(false); // and the way on has the focus, which is another one at a display
}

void LockScreen::setCardReady(bool ready)
{
    m_cardReady = ready;
    dress();
}

void LockScreen::setOutlines(const QList<QRect> &outlines, QSize page)
{
    m_outlines = outlines;
    m_outlined = page;
    update();
}

QWidget *LockScreen::firstFocus() const { return m_state.display ? m_byCode : m_unlock; }

void LockScreen::askToLeave(bool ask)
{
    m_leave->setVisible(!ask);
    m_leaving->setVisible(ask);
    if (ask)
        m_stay->setFocus(Qt::OtherFocusReason);
    else if (isVisible())
        firstFocus()->setFocus(Qt::OtherFocusReason);
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
    dressCode();
    setAccessibleName(m_state.title);
    setAccessibleDescription(m_state.reason);
}

/// Nobody sits at a wall display: it is let go on from a phone or a desk.
void LockScreen::dressCode()
{
    const bool codeWaits = m_state.waiting && !m_state.code.isEmpty();
    m_byCode->setVisible(m_state.display && (!m_state.waiting || codeWaits));
    m_byCode->setText(codeWaits ? tr("Show a new code") : tr("Unlock with a code"));
    // Two ways fit beside each other: at a display its card, when one is there, or the browser.
    const bool otherWay = m_state.waiting ? !m_state.hasLink : m_cardReady;
    m_unlock->setVisible(!m_state.display || !otherWay);
    setButtonKind(m_unlock, m_state.display ? ButtonKind::Normal : ButtonKind::Primary);
    m_code->setText(m_state.code);
    m_codeBox->setVisible(codeWaits);
    m_code->setAccessibleName(tr("Code: %1").arg(QStringList(m_state.code.split(QString(), Qt::SkipEmptyParts)).join(u' ')));
    m_symbol->setContent(codeWaits ? QString::fromLatin1(m_state.codeAddress.toEncoded()) : QString());
    m_symbol->setVisible(!m_state.codeAddress.isEmpty());
}

void LockScreen::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface().base);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line().subtle, theme.stroke().hair));
    const double across = double(width()) / std::max(m_outlined.width(), 1),
                 down = double(height()) / std::max(m_outlined.height(), 1);
    for (const QRect &outline : std::as_const(m_outlines)) {
        const QRect place =
            QRectF(outline.x() * across, outline.y() * down, outline.width() * across, outline.height() * down).toRect();
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius(), theme.radius());
    }
}

} // namespace stanforis

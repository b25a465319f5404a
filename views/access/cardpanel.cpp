// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/access/cardpanel.h"

#include "views/widgets/button.h"
#include "views/widgets/dates.h"
#include "views/widgets/iconlabel.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int soon = 90; // days before the end of a certificate that a person should begin to ask for a new card

} // namespace

CardPanel::CardPanel(const Clock &clock, QWidget *parent)
    : Panel(parent)
    , m_clock(clock)
    , m_title(new TextLabel({}, TypeRole::Heading, Tone::Primary, this))
    , m_text(new TextLabel({}, TypeRole::Body, Tone::Secondary, this))
    , m_states(new QWidget(this))
    , m_pin(new SeverityLabel(m_states))
    , m_ends(new SeverityLabel(m_states))
    , m_use(makeButton(tr("Continue with PIN 1"), ButtonKind::Primary, this, ButtonSize::Large))
    , m_cancel(makeButton(tr("Cancel"), ButtonKind::Normal, this))
{
    const Theme theme = Theme::of(this);
    setObjectName(u"sign-in-card"_s);
    m_use->setObjectName(u"sign-in-use-card"_s);
    m_cancel->setObjectName(u"sign-in-card-cancel"_s);
    m_text->setObjectName(u"sign-in-card-text"_s);
    m_text->setWordWrap(true);

    auto *states = new QHBoxLayout(m_states);
    states->setContentsMargins(0, theme.space(2), 0, 0);
    states->setSpacing(theme.space(4));
    states->addWidget(m_pin);
    states->addWidget(m_ends);
    states->addStretch();
    auto *texts = new QVBoxLayout;
    texts->setSpacing(theme.space(1));
    texts->addWidget(m_title);
    texts->addWidget(m_text);
    texts->addWidget(m_states);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.space(4));
    row->setContentsMargins(theme.space(1), theme.space(1), theme.space(1), theme.space(1));
    row->addWidget(new IconLabel(u"card"_s, Tone::Secondary, this), 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    row->addWidget(m_use, 0, Qt::AlignVCenter);
    row->addWidget(m_cancel, 0, Qt::AlignVCenter);
    body()->addLayout(row);

    connect(m_use, &QPushButton::clicked, this, &CardPanel::cardRequested);
    connect(m_cancel, &QPushButton::clicked, this, &CardPanel::cancelRequested);
    refresh();
}

void CardPanel::setFacts(const CardFacts &facts)
{
    m_facts = facts;
    refresh();
}

void CardPanel::setWaiting(bool waiting)
{
    m_waiting = waiting;
    refresh();
}

bool CardPanel::isReady() const { return m_facts.isReady(); }

QWidget *CardPanel::firstFocus() const { return m_waiting ? m_cancel : m_use; }

QString CardPanel::text() const
{
    if (m_waiting)
        return tr("Leave it in the reader until the sign-in is done.");
    switch (m_facts.state) {
    case CardFacts::State::Refused:
        return tr("The driver for cards is not used: %1. Ask whoever looks after this workstation.").arg(m_facts.problem);
    case CardFacts::State::Unreadable:
        return tr("%1 has no certificate for signing in. Put in another card.").arg(m_facts.label);
    case CardFacts::State::Ready:
        return m_facts.pin == CardFacts::Pin::Blocked
                   ? tr("The PIN of this card is blocked. The office that issued it can unblock it; the browser still works.")
                   : u"%1 · %2 · %3"_s.arg(m_facts.reader, m_facts.holder, m_facts.label);
    case CardFacts::State::NoModule:
    case CardFacts::State::NoCard:
        break;
    }
    return tr("Put your card into the reader.");
}

void CardPanel::refresh()
{
    const bool here = m_facts.state == CardFacts::State::Ready;
    m_title->setText(m_waiting ? tr("Signing in with your card") : here ? tr("ID card in this reader") : tr("ID card"));
    m_text->setText(text());
    m_use->setText(isReady() && m_facts.onePin ? tr("Continue with PIN") : tr("Continue with PIN 1"));
    m_use->setVisible(!m_waiting && m_facts.state != CardFacts::State::Refused);
    m_cancel->setVisible(m_waiting);
    setDisabledReason(m_use, isReady() ? QString()
                             : here    ? tr("The PIN of this card is blocked")
                                       : tr("There is no card to sign in with"));
    const bool trouble = m_facts.pin != CardFacts::Pin::Ready;
    m_pin->setSeverity(trouble ? Severity::Medium : Severity::Normal);
    m_pin->setText(m_facts.pin == CardFacts::Pin::Ready      ? tr("PIN ready")
                   : m_facts.pin == CardFacts::Pin::FewTries ? tr("PIN entered wrong before")
                   : m_facts.pin == CardFacts::Pin::LastTry  ? tr("Last try of the PIN")
                                                             : tr("PIN blocked"));
    const int days = Dates::daysUntil(m_facts.ends, m_clock.now());
    m_ends->setSeverity(Severity::Low);
    m_ends->setText(days < 0 ? tr("Certificate has ended") : tr("Certificate ends in %n day(s)", nullptr, days));
    m_ends->setVisible(days < soon);
    m_states->setVisible(here && !m_waiting);
    setAccessibleName(m_title->text());
    setAccessibleDescription(m_text->text());
}

} // namespace stanforis

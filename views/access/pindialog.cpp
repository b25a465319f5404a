// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/access/pindialog.h"

#include "views/access/pinfield.h"
#include "views/widgets/button.h"
#include "views/widgets/field.h"
#include "views/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

QString sentenceFor(const PinRequest &request)
{
    const auto &card = request.card;
    switch (request.trouble) {
    case PinRequest::Trouble::Wrong:
        return card.pin == CardFacts::Pin::LastTry ? PinDialog::tr("That PIN is not right. One more wrong one blocks it.")
               : request.purpose.isEmpty()         ? PinDialog::tr("That PIN is not right. Nothing was sent.")
                                                   : PinDialog::tr("That PIN is not right. Nothing was signed.");
    case PinRequest::Trouble::Length:
        return card.longestPin > 0 && card.longestPin < 64
                   ? PinDialog::tr("A PIN of this card has %1 to %2 characters. It was not tried.")
                         .arg(card.shortestPin)
                         .arg(card.longestPin)
                   : PinDialog::tr("A PIN of this card has at least %1 characters. It was not tried.").arg(card.shortestPin);
    case PinRequest::Trouble::None:
        break;
    }
    return {};
}

/// Which of a card's two PINs.
QString noteFor(const PinRequest &request)
{
    if (request.card.onePin)
        return {};
    return request.purpose.isEmpty() ? PinDialog::tr("PIN 1, for signing in") : PinDialog::tr("PIN 2, for signatures");
}

} // namespace

PinDialog::PinDialog(QWidget *parent)
    : FramedDialog(tr("PIN of your card"), parent)
    , m_card(new TextLabel({}, TypeRole::Strong, Tone::Primary, this))
    , m_origin(new TextLabel({}, TypeRole::Body, Tone::Secondary, this))
    , m_tries(new TextLabel({}, TypeRole::Body, Tone::Primary, this))
    , m_work(new TextLabel({}, TypeRole::Body, Tone::Secondary, this))
    , m_pin(new PinField(this))
    , m_field(new FormField(tr("PIN of your card"), m_pin, this))
    , m_stop(makeButton(tr("Cancel"), ButtonKind::Normal, this))
    , m_continue(makeButton(tr("Continue"), ButtonKind::Primary, this))
{
    const Theme theme = Theme::of(this);
    setObjectName(u"pin-dialog"_s);
    m_pin->setObjectName(u"pin-entry"_s);
    m_tries->setObjectName(u"pin-tries"_s);
    m_work->setObjectName(u"pin-at-work"_s);
    m_continue->setObjectName(u"pin-continue"_s);
    m_stop->setObjectName(u"pin-cancel"_s);
    for (TextLabel *text : {m_card, m_origin, m_tries, m_work})
        text->setWordWrap(true);

    auto *layout = contentLayout();
    layout->addWidget(m_card);
    layout->addWidget(m_origin);
    layout->addSpacing(theme.space(3));
    layout->addWidget(m_tries);
    layout->addWidget(m_field);
    layout->addWidget(m_work);
    layout->addStretch(1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.space(2));
    buttons->addStretch(1);
    buttons->addWidget(m_stop);
    buttons->addWidget(m_continue);
    layout->addLayout(buttons);
    setMinimumWidth(theme.space(10) * 10);

    m_stop->setAutoDefault(false);
    m_continue->setDefault(true);
    connect(m_stop, &QPushButton::clicked, this, &PinDialog::reject);
    connect(m_continue, &QPushButton::clicked, this, &PinDialog::enter);
}

void PinDialog::setRequest(const PinRequest &request)
{
    const auto &card = request.card;
    m_pinPad = card.pinPad;
    m_signs = !request.purpose.isEmpty();
    (void)m_pin->take();
    m_card->setText(card.holder.isEmpty() ? card.label : tr("%1, card %2", "a person").arg(card.holder, card.label));
    m_origin->setText(m_signs ? tr("With it you sign “%1”, this once. The next signature asks again.").arg(request.purpose)
                              : tr("Your card proves who you are to %1 and to nobody else.").arg(request.origin));
    m_field->setNote(noteFor(request));
    m_continue->setText(m_signs ? tr("Sign") : tr("Continue"));
    const bool last = card.pin == CardFacts::Pin::LastTry;
    m_tries->setText(
        last ? tr("This is the last try. After one more wrong PIN the card is blocked, and only the office that issued it "
                  "can unblock it.")
             : tr("A wrong PIN was entered before. After three in a row the card is blocked."));
    m_tries->setVisible(card.pin != CardFacts::Pin::Ready);
    m_field->setError(sentenceFor(request));
    m_field->setVisible(!m_pinPad);
    m_continue->setVisible(!m_pinPad || request.trouble != PinRequest::Trouble::None);
    m_work->setText(m_pinPad ? tr("Enter the PIN on the keys of the reader.") : QString());
    m_work->setVisible(m_pinPad);
    m_pin->setEnabled(true);
    m_continue->setEnabled(true);
    m_stop->setEnabled(true);
    m_pin->setFocus(Qt::OtherFocusReason);
}

void PinDialog::setAtWork()
{
    m_pin->setEnabled(false);
    m_continue->setEnabled(false);
    m_stop->setEnabled(!m_signs);
    if (!m_pinPad)
        m_work->setText(m_signs ? tr("The card is signing. Leave it in the reader.")
                                : tr("The card is checking the PIN. Leave it in the reader."));
    m_work->show();
}

void PinDialog::reject()
{
    if (m_stop->isEnabled())
        FramedDialog::reject();
}

Secret PinDialog::takePin() { return m_pin->take(); }

void PinDialog::enter()
{
    if (m_pinPad || m_pin->hasPin())
        Q_EMIT entered();
    else
        m_field->setError(tr("Enter the PIN of your card first."));
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/cardpinprompt.h"

#include "models/ports/cardport.h"
#include "views/access/pindialog.h"

#include <optional>

namespace stanforis {

namespace {

/// Why no PIN is of use now; nothing: one is.
std::optional<Error> refusalOf(const CardFacts &facts)
{
    if (facts.state != CardFacts::State::Ready)
        return Error{Error::Code::NotFound, cardProblem};
    if (facts.pin == CardFacts::Pin::Blocked)
        return Error{Error::Code::PermissionDenied, pinProblem};
    return {};
}

} // namespace

CardPinPrompt::CardPinPrompt(CardPort &card, QWidget &window, QObject *parent)
    : QObject(parent)
    , m_card(card)
    , m_window(window)
{
    connect(&card, &CardPort::removed, this, [this] { end({Error::Code::NotFound, cardProblem}); });
}

CardPinPrompt::~CardPinPrompt() { settle(); }

void CardPinPrompt::ask(QObject *context, const QString &purpose, PinRequest::Trouble trouble, Reply<Secret> reply)
{
    giveUp(); // whoever was asked for before
    const CardFacts facts = m_card.signingFacts();
    if (const auto refused = refusalOf(facts)) {
        settle();
        QMetaObject::invokeMethod(
            context, [reply = std::move(reply), refused = *refused] { reply(refused); }, Qt::QueuedConnection);
        return;
    }
    disconnect(m_watch);
    m_watch = connect(context, &QObject::destroyed, this, &CardPinPrompt::settle);
    m_reply = std::move(reply);
    if (!m_dialog) {
        m_dialog = new PinDialog(&m_window);
        connect(m_dialog, &PinDialog::entered, this, &CardPinPrompt::give);
        connect(m_dialog, &PinDialog::rejected, this, &CardPinPrompt::giveUp);
    }
    m_dialog->setRequest({facts, {}, trouble, purpose});
    m_dialog->open();
    if (facts.pinPad && trouble == PinRequest::Trouble::None)
        QMetaObject::invokeMethod(this, &CardPinPrompt::give, Qt::QueuedConnection); // the reader asks
}

void CardPinPrompt::give()
{
    if (!m_reply || !m_dialog)
        return;
    const auto reply = std::exchange(m_reply, {});
    Secret pin = m_dialog->takePin();
    m_dialog->setAtWork();
    reply(std::move(pin));
}

void CardPinPrompt::giveUp() { end({Error::Code::Cancelled, {}}); }

void CardPinPrompt::end(const Error &error)
{
    if (!m_reply)
        return;
    const auto reply = std::exchange(m_reply, {});
    settle();
    reply(error);
}

void CardPinPrompt::settle()
{
    m_reply = {};
    disconnect(m_watch);
    if (!m_dialog)
        return;
    auto *dialog = m_dialog.data();
    m_dialog.clear();
    dialog->disconnect(this);
    dialog->hide();
    dialog->deleteLater();
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/cardcontroller.h"

#include "models/ports/cardport.h"
#include "views/access/pindialog.h"
#include "views/access/signinpage.h"
#include "views/shell/lockvault.h"

namespace stanforis {

CardController::CardController(SignInPage &page, CardPort &card, QWidget &window, QObject *parent)
    : QObject(parent)
    , m_card(card)
    , m_window(window)
{
    connect(&card, &CardPort::factsChanged, &page, &SignInPage::setCard);
    connect(&card, &CardPort::pinWanted, this, &CardController::ask);
    connect(&card, &CardPort::cardAtWork, this, [this] {
        if (m_dialog)
            m_dialog->setAtWork();
    });
    connect(&card, &CardPort::pinSettled, this, &CardController::settle);
    page.setCard(card.facts());
}

CardController::~CardController() { settle(); }

void CardController::ask(const PinRequest &request)
{
    if (!m_dialog) {
        m_dialog = new PinDialog(&m_window);
        LockVault::letPass(*m_dialog); // over covered work too, which it may unlock
        connect(m_dialog, &PinDialog::entered, this, [this] { m_card.enterPin(m_dialog->takePin()); });
        connect(m_dialog, &PinDialog::rejected, &m_card, &CardPort::cancel);
    }
    m_dialog->setRequest(request);
    m_dialog->open();
}

void CardController::settle()
{
    if (!m_dialog)
        return;
    auto *dialog = m_dialog.data();
    m_dialog.clear();
    dialog->disconnect(this);
    dialog->disconnect(&m_card);
    dialog->hide();
    dialog->deleteLater();
}

} // namespace stanforis

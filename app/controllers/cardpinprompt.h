// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/pinprompt.h"

#include <QObject>
#include <QPointer>

class QWidget;

namespace stanforis {

class CardPort;
class PinDialog;

/// Asks for the PIN of the card's signing key in a dialog over the window. It stays, at work, until the signature is there, and
/// is gone when the card is taken out. Nothing of the PIN stays. GUI thread.
class CardPinPrompt final : public QObject, public PinPrompt
{
    Q_OBJECT
public:
    /// `card` and `window` are borrowed, must outlive the prompt.
    CardPinPrompt(CardPort &card, QWidget &window, QObject *parent = nullptr);
    ~CardPinPrompt() override;

    void ask(QObject *context, const QString &purpose, PinRequest::Trouble trouble, Reply<Secret> reply) override;
    void settle() override;
    /// Work was covered: who asked hears Cancelled.
    void giveUp();

private:
    void give();
    /// Ends the question without a PIN.
    void end(const Error &error);

    CardPort &m_card;
    QWidget &m_window;
    QPointer<PinDialog> m_dialog;
    QMetaObject::Connection m_watch; ///< of who asks
    Reply<Secret> m_reply;           ///< empty while nothing is asked
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/card.h"

#include <QObject>
#include <QPointer>

namespace stanforis {

class CardPort;
class PinDialog;
class SignInPage;

/// Card ↔ person: what is known of the card goes to the sign-in page, and the PIN from its dialog to the card. Nothing of the PIN
/// stays.
class CardController final : public QObject
{
    Q_OBJECT
public:
    CardController(SignInPage &page, CardPort &card, QObject *parent = nullptr);
    ~CardController() override;

private:
    void ask(const PinRequest &request);
    void settle();

    SignInPage &m_page;
    CardPort &m_card;
    QPointer<PinDialog> m_dialog;
};

} // namespace stanforis

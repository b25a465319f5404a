// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/card.h"

#include <QObject>
#include <QPointer>

class QWidget;

namespace stanforis {

class CardPort;
class PinDialog;
class SignInPage;

/// Card ↔ person: what is known of the card goes to the sign-in page, and the PIN from its dialog, over `window`, to the card.
/// Nothing of the PIN stays.
class CardController final : public QObject
{
    Q_OBJECT
public:
    CardController(SignInPage &page, CardPort &card, QWidget &window, QObject *parent = nullptr);
    ~CardController() override;

private:
    void ask(const PinRequest &request);
    void settle();

    CardPort &m_card;
    QWidget &m_window;
    QPointer<PinDialog> m_dialog;
};

} // namespace stanforis

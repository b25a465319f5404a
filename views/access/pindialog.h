// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/secret.h"
#include "models/domain/card.h"
#include "views/widgets/modeframe.h"

class QPushButton;

namespace stanforis {

class FormField;
class PinField;
class TextLabel;

/// Asks for the PIN of the card in the reader: whose card, for whom, how many tries. A wrong PIN keeps it open. On a reader with
/// keys of its own it says to enter the PIN there. reject() is the person's wish to stop.
class PinDialog final : public FramedDialog
{
    Q_OBJECT

public:
    explicit PinDialog(QWidget *parent);

    void setRequest(const PinRequest &request);
    /// The card has the PIN: nothing can be entered until the next request.
    void setAtWork();
    /// What was entered; nobody has it after that.
    [[nodiscard]] Secret takePin();

Q_SIGNALS:
    void entered();

private:
    void enter();

    TextLabel *m_card;
    TextLabel *m_origin;
    TextLabel *m_tries;
    TextLabel *m_work;
    PinField *m_pin;
    FormField *m_field;
    QPushButton *m_continue;
    bool m_pinPad = false;
};

} // namespace stanforis

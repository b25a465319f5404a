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

/// Asks for a PIN of the card in the reader: whose card, for whom or for which signature, how many tries. A wrong PIN keeps it
/// open. On a reader with keys of its own it says to enter the PIN there. reject() is the person's wish to stop; it does nothing
/// while the card is at work on a signature, which would be made all the same.
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
    void reject() override;

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
    QPushButton *m_stop;
    QPushButton *m_continue;
    bool m_pinPad = false;
    bool m_signs = false;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/card.h"
#include "views/widgets/panel.h"

class QPushButton;

namespace stanforis {

class SeverityLabel;
class TextLabel;

/// Sign-in with the card in the reader: whose it is, how its PIN and its certificate are, and one button.
class CardPanel final : public Panel
{
    Q_OBJECT

public:
    explicit CardPanel(const Clock &clock, QWidget *parent = nullptr);

    void setFacts(const CardFacts &facts);
    /// While a sign-in with the card is on its way.
    void setWaiting(bool waiting);
    [[nodiscard]] bool isWaiting() const { return m_waiting; }
    /// There is a driver for cards, so there is something to say.
    [[nodiscard]] bool isOffered() const { return m_facts.state != CardFacts::State::NoModule; }
    /// The button can be pressed.
    [[nodiscard]] bool isReady() const;
    [[nodiscard]] QWidget *firstFocus() const;

Q_SIGNALS:
    void cardRequested();
    void cancelRequested();

private:
    void refresh();
    [[nodiscard]] QString text() const;

    const Clock &m_clock;
    CardFacts m_facts;
    bool m_waiting = false;
    TextLabel *m_title;
    TextLabel *m_text;
    QWidget *m_states;
    SeverityLabel *m_pin;
    SeverityLabel *m_ends;
    QPushButton *m_use;
    QPushButton *m_cancel;
};

} // namespace stanforis

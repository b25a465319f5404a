// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/signin.h"
#include "views/widgets/panel.h"

#include <QTimer>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace stanforis {

class FormField;
class QrSymbol;
class TextLabel;

/// Sign-in of a wall display or a borrowed screen by a code that is confirmed on another device: before, where this screen is;
/// then the code, large and as a QR symbol, and how long it is good.
class CodeCard final : public Panel
{
    Q_OBJECT

public:
    explicit CodeCard(const Clock &clock, QWidget *parent = nullptr);

    void setWaiting(bool waiting);
    [[nodiscard]] bool isWaiting() const { return m_waiting; }
    /// The code and where to enter it; an empty code: it is being asked for.
    void setPrompt(const SignInPrompt &prompt);
    [[nodiscard]] QString place() const;
    void setPlace(const QString &place);
    [[nodiscard]] QWidget *firstFocus() const;

Q_SIGNALS:
    void codeRequested(const QString &place);
    void cancelRequested();

private:
    void ask();
    void count();
    void describe();

    const Clock &m_clock;
    SignInPrompt m_prompt;
    TextLabel *m_title;
    TextLabel *m_text;
    FormField *m_place;
    QPushButton *m_show;
    QWidget *m_wait;
    QLabel *m_code;
    QProgressBar *m_bar;
    TextLabel *m_left;
    QPushButton *m_cancel;
    QrSymbol *m_symbol;
    QTimer m_tick;
    Instant m_began{};
    bool m_waiting = false;
};

} // namespace stanforis

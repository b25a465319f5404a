// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "views/widgets/panel.h"

#include <QTimer>

class QProgressBar;
class QPushButton;

namespace stanforis {

class TextLabel;

/// Sign-in through the system's browser: one button, and while the browser is open what can be done about it, with the time
/// that is left.
class BrowserCard final : public Panel
{
    Q_OBJECT

public:
    explicit BrowserCard(const Clock &clock, QWidget *parent = nullptr);

    void setWaiting(bool waiting);
    [[nodiscard]] bool isWaiting() const { return m_waiting; }
    /// When the wait ends by itself.
    void setEnds(Instant ends);
    /// False while no platform is known: nothing can be opened.
    void setAvailable(bool available);
    /// False when another way is the likely one: the page has one primary button.
    void setPrimary(bool primary);
    [[nodiscard]] QWidget *firstFocus() const;

Q_SIGNALS:
    void signInRequested();
    void openAgainRequested();
    void copyLinkRequested();
    void cancelRequested();

private:
    void count();
    void copied();

    const Clock &m_clock;
    TextLabel *m_title;
    TextLabel *m_text;
    QPushButton *m_open;
    QWidget *m_wait;
    QProgressBar *m_bar;
    TextLabel *m_left;
    QPushButton *m_again;
    QPushButton *m_copy;
    QPushButton *m_cancel;
    QTimer m_tick;
    QTimer m_copiedFor;
    Instant m_began{};
    Instant m_ends{};
    bool m_waiting = false;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace stanforis {

/// Tells when nobody has touched keyboard, mouse or screen for a while, in any window of the program; and of the one key that has
/// to work everywhere, also over a modal dialog, where a shortcut of the window does not. GUI thread.
class IdleWatch final : public QObject
{
    Q_OBJECT
public:
    explicit IdleWatch(std::chrono::milliseconds patience, QObject *parent = nullptr);

    void setPatience(std::chrono::milliseconds patience);
    [[nodiscard]] std::chrono::milliseconds patience() const { return m_patience; }

    /// Somebody is there, although nothing was touched in this program.
    void restart();

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// And again each time that nobody has come for as long: who hears it may have had nothing to lock yet.
    void idle();
    void lockPressed(); ///< Ctrl+Alt+L

private:
    void check();

    std::chrono::milliseconds m_patience;
    QElapsedTimer m_sinceInput;
    QTimer m_timer;
};

} // namespace stanforis

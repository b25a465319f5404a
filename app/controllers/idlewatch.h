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

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// Once; again only after somebody was there in between.
    void idle();
    void lockPressed(); ///< Ctrl+Alt+L

private:
    void check();

    std::chrono::milliseconds m_patience;
    QElapsedTimer m_sinceInput;
    QTimer m_timer;
};

} // namespace stanforis

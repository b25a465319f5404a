// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

class QWidget;

namespace stanforis {

/// The one clock of a window's frames: due at once when something changed after a pause, at most five times a second while
/// things keep changing, once a second otherwise (ages grow), and never while the window is hidden or minimised.
class FrameClock final : public QObject
{
    Q_OBJECT
public:
    explicit FrameClock(QWidget *window);

public Q_SLOTS:
    /// Something that may be visible has changed.
    void wake();

Q_SIGNALS:
    void due();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fire();

    QWidget *m_window;
    QTimer m_timer;
    QElapsedTimer m_last;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <QRect>
#include <QWidget>

namespace stanforis {

/// Takes what is in, over and beside a window out of sight, and puts it back as it was, with all that was typed into it. Widgets
/// are taken out of the window altogether: hidden ones would still be read by screen readers. While it is closed, a dialog that
/// opens late is taken as well. Menus and the lists of choices are closed; they hold nothing a person typed. GUI thread.
class LockVault final : public QObject
{
    Q_OBJECT

public:
    explicit LockVault(QWidget *window);
    /// The dialog shows nothing of the work and is needed to get at it again: it stays over a closed vault.
    static void letPass(QWidget &dialog);

    /// Takes the parts of the window that are named, and every dialog and popup that belongs to it.
    void close(const QList<QWidget *> &parts);
    /// Gives everything back. A part that stood in a layout has to be put there by its owner before.
    void open();
    /// Dialogs of the person who has left are not for the next: those that were taken, and those that are open.
    void forgetDialogs();
    [[nodiscard]] bool isClosed() const { return m_closed; }

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Taken
    {
        QPointer<QWidget> widget;
        QPointer<QWidget> parent;
        Qt::WindowFlags flags;
        Qt::WindowModality modality;
        QRect geometry;
        bool visible = false;
    };
    void closePopups();
    void takeDialogs();
    void take(QWidget *widget);
    [[nodiscard]] bool belongs(const QWidget *window) const;

    QWidget *m_window;
    QWidget m_dark; ///< parent of what was taken; never shown
    QList<Taken> m_taken;
    QPointer<QWidget> m_focus;
    bool m_closed = false;
};

} // namespace stanforis

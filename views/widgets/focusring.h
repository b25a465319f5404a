// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QApplication;
class QWidget;

namespace stanforis {

/// Shows where the keyboard is: a ring two pixels outside a button, or an outline round a field, painted over
/// its surroundings so that no layout moves. A button that got the focus by the mouse shows none.
/// One for the application, made by ThemeManager.
class FocusRing final : public QObject
{
    Q_OBJECT

public:
    explicit FocusRing(QApplication *application);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow(QWidget *previous, QWidget *current);
    void place();

    void watch(bool on);

    QPointer<QWidget> m_target;
    QPointer<QWidget> m_ring;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/lockvault.h"

#include <QApplication>
#include <QEvent>
#include <QToolTip>

#include <utility>

namespace stanforis {

namespace {
constexpr auto passes = "passesLock";
}

void LockVault::letPass(QWidget &dialog) { dialog.setProperty(passes, true); }

LockVault::LockVault(QWidget *window)
    : QObject(window)
    , m_window(window)
{}

void LockVault::close(const QList<QWidget *> &parts)
{
    if (std::exchange(m_closed, true))
        return;
    QToolTip::hideText();
    closePopups();
    QWidget *focus = QApplication::focusWidget();
    m_focus = focus && belongs(focus->window()) ? focus : m_window->focusWidget();
    takeDialogs();
    for (QWidget *part : parts)
        take(part);
    qApp->installEventFilter(this);
}

void LockVault::open()
{
    if (!std::exchange(m_closed, false))
        return;
    qApp->removeEventFilter(this);
    // In the order in which they were taken from the top: what lay lowest is shown first.
    for (auto taken = m_taken.crbegin(); taken != m_taken.crend(); ++taken) {
        if (!taken->widget)
            continue;
        if (taken->widget->parentWidget() == &m_dark)
            taken->widget->setParent(taken->parent ? taken->parent.data() : m_window, taken->flags);
        taken->widget->setGeometry(taken->geometry);
        if (taken->modality != taken->widget->windowModality())
            taken->widget->setWindowModality(taken->modality);
        // Unless it has been dismissed meanwhile: hidden on purpose, not by being taken.
        const bool dismissed = taken->widget->isHidden() && taken->widget->testAttribute(Qt::WA_WState_ExplicitShowHide);
        if (taken->visible && !dismissed)
            taken->widget->show();
    }
    m_taken.clear();
    if (m_focus)
        m_focus->setFocus(Qt::OtherFocusReason);
    m_focus.clear();
}

void LockVault::forgetDialogs()
{
    closePopups();
    for (const Taken &taken : std::as_const(m_taken)) {
        if (taken.widget && (taken.flags & Qt::Window))
            taken.widget->deleteLater();
    }
    m_taken.removeIf([](const Taken &taken) { return bool(taken.flags & Qt::Window); });
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (window != m_window && window->isVisible() && window->windowType() == Qt::Dialog && belongs(window))
            window->close();
    }
}

bool LockVault::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show && watched->isWidgetType()) {
        const auto *widget = static_cast<QWidget *>(watched);
        // Not in the middle of its being shown.
        if (widget->isWindow() && widget != m_window && belongs(widget))
            QMetaObject::invokeMethod(
                this,
                [this] {
                    if (!m_closed)
                        return;
                    closePopups();
                    takeDialogs();
                },
                Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

void LockVault::closePopups()
{
    const QWidget *before = nullptr;
    while (QWidget *popup = QApplication::activePopupWidget()) {
        if (popup == before || !belongs(popup))
            break; // it does not want to go, or is another window's
        before = popup;
        popup->hide();
        if (popup->testAttribute(Qt::WA_DeleteOnClose))
            popup->deleteLater();
    }
}

void LockVault::takeDialogs()
{
    // The newest is on top of the others and is taken first.
    QWidgetList windows = QApplication::topLevelWidgets();
    std::ranges::sort(windows, [](const QWidget *a, const QWidget *b) { return a->isModal() > b->isModal(); });
    for (QWidget *window : std::as_const(windows)) {
        const auto type = window->windowType();
        if (window != m_window && window != &m_dark && window->isVisible() && type != Qt::ToolTip && type != Qt::Popup &&
            belongs(window) && !window->property(passes).toBool())
            take(window);
    }
}

void LockVault::take(QWidget *widget)
{
    m_taken.append({widget, widget->parentWidget(), widget->windowFlags(), widget->windowModality(), widget->geometry(),
                    !widget->isHidden()});
    widget->setParent(&m_dark, Qt::Widget);
}

/// A window belongs to the one that its parents lead to.
bool LockVault::belongs(const QWidget *window) const
{
    while (window && window != m_window)
        window = window->parentWidget();
    return window;
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/accessiblevalue.h"

#include <QAccessibleWidget>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QWidget>

namespace stanforis {

namespace {

constexpr const char *valueProperty = "stanforisAccessibleValue";
constexpr const char *pressProperty = "stanforisAccessiblePress";

class ValueInterface final : public QAccessibleWidget
{
public:
    explicit ValueInterface(QWidget *widget)
        : QAccessibleWidget(widget, QAccessible::StaticText)
    {}

    QString text(QAccessible::Text kind) const override
    {
        const QString own = QAccessibleWidget::text(kind);
        // AT-SPI carries a text value of nothing but text fields; there it is told as the description.
        if (kind == QAccessible::Value || (kind == QAccessible::Description && own.isEmpty()))
            return accessibleValue(widget());
        return own;
    }
};

class PressInterface final : public QAccessibleWidget
{
public:
    explicit PressInterface(QWidget *widget)
        : QAccessibleWidget(widget, QAccessible::Button)
    {}

    QStringList actionNames() const override { return QStringList(pressAction()) + QAccessibleWidget::actionNames(); }
    void doAction(const QString &action) override
    {
        if (action != pressAction())
            return QAccessibleWidget::doAction(action);
        if (widget()->isEnabled())
            QCoreApplication::postEvent(widget(), new QKeyEvent(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier));
    }
};

QAccessibleInterface *interfaceOf(const QString &, QObject *object)
{
    if (!object || !object->isWidgetType())
        return nullptr;
    auto *widget = static_cast<QWidget *>(object);
    if (object->property(pressProperty).isValid())
        return new PressInterface(widget);
    return object->property(valueProperty).isValid() ? new ValueInterface(widget) : nullptr;
}

} // namespace

void setAccessibleValue(QWidget *widget, const QString &value)
{
    widget->setProperty(valueProperty, value);
    if (QAccessible::isActive()) {
        QAccessibleValueChangeEvent event(widget, value);
        QAccessible::updateAccessibility(&event);
    }
}

QString accessibleValue(const QWidget *widget) { return widget->property(valueProperty).toString(); }

void setAccessiblePress(QWidget *widget)
{
    widget->setProperty(pressProperty, true);
    // A base class may have named it already, and what screen readers see of it was fixed then.
    if (QAccessibleInterface *known = QAccessible::isActive() ? QAccessible::queryAccessibleInterface(widget) : nullptr)
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(known));
}

void installAccessibleValues() { QAccessible::installFactory(interfaceOf); }

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/accessiblevalue.h"

#include <QAccessibleWidget>
#include <QWidget>

namespace stanforis {

namespace {

constexpr const char *valueProperty = "stanforisAccessibleValue";

class ValueInterface final : public QAccessibleWidget
{
public:
    explicit ValueInterface(QWidget *widget) : QAccessibleWidget(widget, QAccessible::StaticText) {}

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? accessibleValue(widget()) : QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface *interfaceOf(const QString &, QObject *object)
{
    if (!object || !object->isWidgetType() || !object->property(valueProperty).isValid())
        return nullptr;
    return new ValueInterface(static_cast<QWidget *>(object));
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

QString accessibleValue(const QWidget *widget)
{
    return widget->property(valueProperty).toString();
}

void installAccessibleValues()
{
    QAccessible::installFactory(interfaceOf);
}

} // namespace stanforis

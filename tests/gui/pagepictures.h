// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/page.h"
#include "views/widgets/thememanager.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QTest>

namespace stanforis::test {

/// A page as it stands in the frame at a screen size: what is left beside rail, top bar, banner and alarm bar.
struct Screen
{
    const char *name;
    QSize page;
    Density density;
};
inline constexpr Screen screens[] = {
    {"1366", {1302, 652}, Density::Compact}, {"1920", {1696, 964}, Density::Desk}, {"3840", {3616, 2044}, Density::Desk}};

inline void show(Page &page, const Screen &screen)
{
    page.setAttribute(Qt::WA_StyledBackground);
    page.setProperty("surface", QStringLiteral("base"));
    page.resize(screen.page);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    page.refresh();
    QTest::qWait(1);
}

/// Pictures are kept where STANFORIS_GRABS says, for people to look at; nothing is written without it.
inline void keepPicture(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("STANFORIS_GRABS");
    if (!folder.isEmpty()) {
        QDir().mkpath(folder);
        QVERIFY(widget.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png")));
    }
}

/// Every control that takes the keyboard has a name for assistive technology.
inline QStringList namelessControls(const QWidget &page)
{
    QStringList nameless;
    for (QWidget *widget : page.findChildren<QWidget *>()) {
        if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy())
            continue;
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        if (!face || face->text(QAccessible::Name).isEmpty())
            nameless.append(QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName());
    }
    return nameless;
}

template <class Widget>
Widget *child(const QWidget &page, const QString &name)
{
    return page.findChild<Widget *>(name);
}

} // namespace stanforis::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/thememanager.h"

#include "views/widgets/accessiblevalue.h"
#include "views/widgets/focusring.h"
#include "views/widgets/plaintooltips.h"
#include "views/widgets/stylesheet.h"

#include <QApplication>
#include <QDir>
#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

QPalette paletteOf(const Theme &theme)
{
    QPalette palette;
    palette.setColor(QPalette::Window, theme.surface().base);
    palette.setColor(QPalette::WindowText, theme.text().primary);
    palette.setColor(QPalette::Base, theme.surface().panel);
    palette.setColor(QPalette::AlternateBase, theme.surface().panel);
    palette.setColor(QPalette::Text, theme.text().primary);
    palette.setColor(QPalette::Button, theme.surface().raised);
    palette.setColor(QPalette::ButtonText, theme.text().primary);
    palette.setColor(QPalette::BrightText, theme.text().primary);
    palette.setColor(QPalette::PlaceholderText, theme.text().tertiary);
    palette.setColor(QPalette::ToolTipBase, theme.surface().sheet);
    palette.setColor(QPalette::ToolTipText, theme.text().primary);
    palette.setColor(QPalette::Highlight, theme.surface().selected);
    palette.setColor(QPalette::HighlightedText, theme.text().primary);
    palette.setColor(QPalette::Link, theme.accent().text);
    palette.setColor(QPalette::LinkVisited, theme.accent().text);
    palette.setColor(QPalette::Light, theme.surface().hover);
    palette.setColor(QPalette::Midlight, theme.surface().raised);
    palette.setColor(QPalette::Mid, theme.line().normal);
    palette.setColor(QPalette::Dark, theme.line().strong);
    palette.setColor(QPalette::Shadow, theme.surface().scrim);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.text().disabled);
    return palette;
}

} // namespace

ThemeManager::ThemeManager(QApplication *application, Variant variant, Density density)
    : QObject(application)
    , m_application(application)
{
    const QDir fonts(u":/stanforis/fonts"_s);
    for (const QString &name : fonts.entryList({u"*.ttf"_s}))
        QFontDatabase::addApplicationFont(fonts.filePath(name));
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    apply(variant, density, false);
    installAccessibleValues();
    new FocusRing(application);
    new PlainToolTips(application);
}

void ThemeManager::setVariant(Variant variant)
{
    if (variant != m_theme.variant())
        apply(variant, m_theme.density(), m_theme.reducedMotion());
}

void ThemeManager::setDensity(Density density)
{
    if (density != m_theme.density())
        apply(m_theme.variant(), density, m_theme.reducedMotion());
}

void ThemeManager::setReducedMotion(bool reduced)
{
    if (reduced != m_theme.reducedMotion())
        apply(m_theme.variant(), m_theme.density(), reduced);
}

void ThemeManager::apply(Variant variant, Density density, bool reducedMotion)
{
    m_theme = Theme::load(variant, density, reducedMotion);
    // Set first: widgets ask Theme::of() while they handle the style change below.
    m_application->setProperty("stanforisTheme", QVariant::fromValue(m_theme));
    QApplication::setPalette(paletteOf(m_theme));
    if (const QFont font = m_theme.font(TypeRole::Body); QApplication::font() != font)
        QApplication::setFont(font); // every widget is told
    // A folder for every theme: pictures of style sheets are cached by their path.
    const QString images = m_images.filePath(variant == Variant::Dark ? u"dark"_s : u"light"_s);
    if (!m_written.contains(images) && QDir().mkpath(images)) {
        writeStyleImages(m_theme, images);
        m_written.insert(images);
    }
    m_application->setStyleSheet(styleSheetOf(m_theme, images));
    Q_EMIT themeChanged(m_theme);
}

} // namespace stanforis

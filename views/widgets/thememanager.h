// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QObject>
#include <QSet>
#include <QTemporaryDir>

class QApplication;

namespace stanforis {

/// Loads the fonts and tokens once and dresses the whole application: style, palette, font and style sheet.
/// Made by the composition root after the QApplication and before the first widget, which is its parent.
/// A change at run time reaches every widget as QEvent::StyleChange and QEvent::PaletteChange.
class ThemeManager final : public QObject
{
    Q_OBJECT

public:
    explicit ThemeManager(QApplication *application, Variant variant = Variant::Dark, Density density = Density::Desk);

    [[nodiscard]] const Theme &theme() const { return m_theme; }
    void setVariant(Variant variant);
    void setDensity(Density density);
    void setReducedMotion(bool reduced);

Q_SIGNALS:
    void themeChanged(const stanforis::Theme &theme);

private:
    void apply(Variant variant, Density density, bool reducedMotion);

    QApplication *m_application;
    Theme m_theme;
    QTemporaryDir m_images;
    QSet<QString> m_written; ///< folders of images
};

} // namespace stanforis

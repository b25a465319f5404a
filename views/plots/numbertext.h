// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QHash>
#include <QRawFont>

class QPainter;
class QRectF;

namespace stanforis {

/// Measures and paints figures in one font without laying text out: the characters of a number stand side by side, and laying
/// out costs five times what painting does. Other text goes the usual way. GUI thread.
class NumberText final
{
public:
    /// That of a font; the last few stay.
    [[nodiscard]] static const NumberText &of(const QFont &font);

    [[nodiscard]] qreal width(const QString &text) const;
    /// In the middle of `box`, from its left or its right edge, with pen and font of the painter, which must be this font.
    void paint(QPainter &painter, const QRectF &box, Qt::Alignment side, const QString &text) const;

private:
    explicit NumberText(const QFont &font);

    QFont m_font;
    QRawFont m_raw;
    struct Glyph
    {
        quint32 index = 0;
        qreal advance = 0;
    };
    QHash<QChar, Glyph> m_glyphs; ///< of the characters this font has itself
};

} // namespace stanforis

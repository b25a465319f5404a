// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/numbertext.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPaintEngine>
#include <QPainter>
#include <QVarLengthArray>

#include <algorithm>
#include <cmath>
#include <deque>

namespace stanforis {
namespace {

constexpr QStringView characters = u"0123456789.,:-\u2212\u2013\u2248\u2009\u00A0 ";
constexpr std::size_t fontsKept = 8;

} // namespace

const NumberText &NumberText::of(const QFont &font)
{
    static std::deque<NumberText> known;
    const auto found = std::find_if(known.cbegin(), known.cend(), [&](const NumberText &each) { return each.m_font == font; });
    if (found != known.cend()) {
        return *found;
    }
    if (known.size() == fontsKept) {
        known.pop_back();
    }
    known.push_front(NumberText(font));
    return known.front();
}

NumberText::NumberText(const QFont &font)
    : m_font(font)
    , m_raw(QRawFont::fromFont(font))
{
    const QFontMetricsF measure(font);
    for (const QChar character : characters) {
        const auto indexes = m_raw.isValid() ? m_raw.glyphIndexesForString(character) : QList<quint32>();
        if (indexes.size() == 1 && indexes.first() != 0) {
            m_glyphs.insert(character, {indexes.first(), measure.horizontalAdvance(character)});
        }
    }
}

qreal NumberText::width(const QString &text) const
{
    qreal wide = 0;
    for (const QChar character : text) {
        const auto glyph = m_glyphs.constFind(character);
        if (glyph == m_glyphs.cend()) {
            return QFontMetricsF(m_font).horizontalAdvance(text);
        }
        wide += glyph->advance;
    }
    return wide;
}

void NumberText::paint(QPainter &painter, const QRectF &box, Qt::Alignment side, const QString &text) const
{
    if (painter.paintEngine()->type() != QPaintEngine::Raster) { // a file keeps the text
        painter.drawText(box, int(side | Qt::AlignVCenter), text);
        return;
    }
    QVarLengthArray<quint32, 32> indexes;
    QVarLengthArray<QPointF, 32> places;
    qreal wide = 0;
    for (const QChar character : text) {
        const auto glyph = m_glyphs.constFind(character);
        if (glyph == m_glyphs.cend()) {
            painter.drawText(box, int(side | Qt::AlignVCenter), text);
            return;
        }
        indexes.append(glyph->index);
        places.append(QPointF(wide, 0));
        wide += glyph->advance;
    }
    QGlyphRun run;
    run.setRawFont(m_raw);
    run.setRawData(indexes.constData(), places.constData(), int(indexes.size()));
    const qreal high = m_raw.ascent() + m_raw.descent();
    const qreal left = side & Qt::AlignRight ? box.right() - wide : box.left();
    painter.drawGlyphRun(QPointF(left, std::round(box.center().y() - high / 2 + m_raw.ascent())), run);
}

} // namespace stanforis

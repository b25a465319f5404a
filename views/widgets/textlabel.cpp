// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/textlabel.h"

#include <QEvent>
#include <QStyle>

#include <cmath>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

QString nameOf(Tone tone)
{
    switch (tone) {
    case Tone::Primary:
        return u"primary"_s;
    case Tone::Secondary:
        return u"secondary"_s;
    case Tone::Tertiary:
        return u"tertiary"_s;
    case Tone::Stale:
        return u"stale"_s;
    case Tone::Accent:
        return u"accent"_s;
    }
    return {};
}

} // namespace

TextLabel::TextLabel(const QString &text, TypeRole role, Tone tone, QWidget *parent)
    : QLabel(text, parent)
    , m_role(role)
    , m_fullText(text)
{
    setTextFormat(Qt::PlainText);
    setProperty("tone", nameOf(tone));
    dress();
}

void TextLabel::setRole(TypeRole role)
{
    m_role = role;
    dress();
}

void TextLabel::setTone(Tone tone)
{
    const QString name = nameOf(tone);
    if (property("tone").toString() == name)
        return;
    setProperty("tone", name);
    style()->unpolish(this);
    style()->polish(this);
}

void TextLabel::setElided(Qt::TextElideMode mode)
{
    m_elide = mode;
    m_fullText = text();
    setSizePolicy(QSizePolicy::Preferred, sizePolicy().verticalPolicy());
    elide();
}

void TextLabel::setFullText(const QString &text)
{
    if (text != m_fullText)
        updateGeometry();
    m_fullText = text;
    if (m_elide == Qt::ElideNone)
        setText(text);
    else
        elide();
    setAccessibleName(text);
}

QSize TextLabel::sizeHint() const
{
    const QSize hint = QLabel::sizeHint();
    if (m_elide == Qt::ElideNone)
        return hint;
    // Of the whole text, not of what is left of it now: a label that was shortened once must be able to grow again.
    // Rounded up, because a fraction of a pixel too little would shorten it too.
    const int words = int(std::ceil(QFontMetricsF(font()).horizontalAdvance(m_fullText)));
    return {words + width() - contentsRect().width(), hint.height()};
}

QSize TextLabel::minimumSizeHint() const
{
    const QSize hint = QLabel::minimumSizeHint();
    return m_elide == Qt::ElideNone ? hint : QSize(fontMetrics().averageCharWidth() * 3, hint.height());
}

int TextLabel::heightForWidth(int width) const
{
    if (m_measured != text()) {
        m_measured = text();
        m_heights.clear();
    }
    const auto known = m_heights.constFind(width);
    return known != m_heights.cend() ? *known : *m_heights.insert(width, QLabel::heightForWidth(width));
}

void TextLabel::changeEvent(QEvent *event)
{
    m_heights.clear();
    QLabel::changeEvent(event);
    if ((event->type() == QEvent::StyleChange || event->type() == QEvent::LayoutDirectionChange) && !m_dressing)
        dress();
}

void TextLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    elide();
}

void TextLabel::dress()
{
    m_dressing = true;
    const Theme theme = Theme::of(this);
    setFont(theme.font(m_role));
    setMinimumHeight(theme.lineHeight(m_role));
    // QLabel follows the direction of its text; here the direction of the layout decides, so that a Latin name
    // stands at the right edge among Arabic ones.
    constexpr Qt::Alignment leading = Qt::AlignLeft | Qt::AlignVCenter;
    constexpr Qt::Alignment mirrored = Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter;
    if (alignment() == leading && layoutDirection() == Qt::RightToLeft)
        setAlignment(mirrored);
    else if (alignment() == mirrored && layoutDirection() == Qt::LeftToRight)
        setAlignment(leading);
    m_dressing = false;
    elide();
}

void TextLabel::elide()
{
    if (m_elide == Qt::ElideNone)
        return;
    const QString shown = fontMetrics().elidedText(m_fullText, m_elide, contentsRect().width());
    if (shown != text())
        setText(shown);
    setToolTip(shown == m_fullText ? QString() : m_fullText);
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/iconlabel.h"

#include "views/widgets/icons.h"

#include <QPainter>

namespace stanforis {

namespace {

QColor colorOf(Tone tone, const Theme &theme)
{
    switch (tone) {
    case Tone::Primary:
        return theme.text().primary;
    case Tone::Secondary:
        return theme.text().secondary;
    case Tone::Tertiary:
        return theme.text().tertiary;
    case Tone::Stale:
        return theme.text().stale;
    case Tone::Accent:
        return theme.accent().text;
    }
    return {};
}

} // namespace

IconLabel::IconLabel(const QString &icon, Tone tone, QWidget *parent)
    : QWidget(parent)
    , m_icon(icon)
    , m_tone(tone)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void IconLabel::setIcon(const QString &icon)
{
    m_icon = icon;
    update();
}

void IconLabel::setIconSize(int pixels)
{
    m_size = pixels;
    updateGeometry();
    update();
}

QSize IconLabel::sizeHint() const
{
    const int size = m_size > 0 ? m_size : Theme::of(this).metrics().icon;
    return {size, size};
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter(this).drawPixmap(0, 0, Icons::pixmap(m_icon, colorOf(m_tone, Theme::of(this)), width(), devicePixelRatioF()));
}

} // namespace stanforis

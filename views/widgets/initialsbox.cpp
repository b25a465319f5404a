// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/initialsbox.h"

#include "views/widgets/followtheme.h"

#include <QPainter>

namespace stanforis {

InitialsBox::InitialsBox(QWidget *parent)
    : QWidget(parent)
{
    followTheme(this, [this](const Theme &theme) { setFixedSize(theme.metrics().controlLarge, theme.metrics().controlLarge); });
}

void InitialsBox::setName(const QString &name)
{
    const QStringList parts = name.split(u' ', Qt::SkipEmptyParts);
    m_letters = parts.isEmpty() ? QString() : parts.first().left(1).toUpper();
    if (parts.size() > 1)
        m_letters += parts.last().left(1).toUpper();
    update();
}

void InitialsBox::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line().control, theme.stroke().hair));
    painter.setBrush(theme.surface().raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius(), theme.radius());
    painter.setFont(theme.font(TypeRole::Strong));
    painter.setPen(theme.text().secondary);
    painter.drawText(rect(), Qt::AlignCenter, m_letters);
}

} // namespace stanforis

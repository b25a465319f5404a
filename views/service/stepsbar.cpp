// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/service/stepsbar.h"

#include "views/widgets/accessiblevalue.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace stanforis {

StepsBar::StepsBar(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Step"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    say();
}

void StepsBar::setSteps(const QStringList &steps)
{
    m_steps = steps;
    say();
    update();
}

void StepsBar::setCurrent(int step)
{
    m_current = step;
    say();
    update();
}

void StepsBar::say()
{
    setAccessibleValue(this, m_current < m_steps.size()
                                 ? tr("%1 of %2, %3").arg(m_current + 1).arg(m_steps.size()).arg(m_steps.at(m_current))
                                 : tr("all done"));
}

QSize StepsBar::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.frame().inspector, theme.metrics().controlSmall};
}

void StepsBar::paintEvent(QPaintEvent * /*event*/)
{
    if (m_steps.isEmpty())
        return;
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // a sentence keeps its own direction
    painter.setRenderHint(QPainter::Antialiasing);
    const int box = theme.space(5);
    const int gap = theme.space(2);
    const QFontMetrics words(theme.font(TypeRole::Label));
    QFont bold = theme.font(TypeRole::Label);
    bold.setWeight(QFont::DemiBold);
    const QFontMetrics boldWords(bold);
    int taken = 0;
    for (const QString &step : std::as_const(m_steps))
        taken += box + gap + boldWords.horizontalAdvance(step) + 1;
    const int between = m_steps.size() > 1 ? std::max(theme.space(2), (width() - taken) / int(m_steps.size() - 1)) : 0;
    int x = 0;
    for (int step = 0; step < m_steps.size(); ++step) {
        const auto place = [&](const QRect &area) { return QStyle::visualRect(layoutDirection(), rect(), area); };
        const QRect square = place(QRect(x, (height() - box) / 2, box, box));
        const bool present = step == m_current;
        const bool done = step < m_current;
        painter.setPen(QPen(present ? theme.accent().fill : done ? theme.line().control : theme.line().strong, 1));
        painter.setBrush(present ? QBrush(theme.accent().fill) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(QRectF(square).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius(), theme.radius());
        painter.setFont(theme.font(TypeRole::Caption));
        painter.setPen(present ? theme.accent().onFill : theme.text().tertiary);
        if (done) {
            const int size = theme.space(3);
            painter.drawPixmap(square.center().x() - size / 2, square.center().y() - size / 2,
                               Icons::pixmap(u"check"_s, theme.text().secondary, size, devicePixelRatioF()));
        } else {
            painter.drawText(square, Qt::AlignCenter, QString::number(step + 1));
        }
        x += box + gap;
        painter.setFont(present ? bold : theme.font(TypeRole::Label));
        painter.setPen(present ? theme.text().primary : theme.text().secondary);
        const int wide = boldWords.horizontalAdvance(m_steps.at(step)) + 1;
        painter.drawText(place(QRect(x, 0, wide, height())), int(Qt::AlignVCenter | Qt::AlignLeading), m_steps.at(step));
        x += wide;
        if (step + 1 < m_steps.size() && between > 3 * gap)
            painter.fillRect(place(QRect(x + gap, height() / 2, between - 2 * gap, 1)), theme.line().strong);
        x += between;
    }
}

} // namespace stanforis

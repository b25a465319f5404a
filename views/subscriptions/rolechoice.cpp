// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/subscriptions/rolechoice.h"

#include "views/widgets/theme.h"

#include <QPainter>
#include <QStyle>

namespace stanforis {

RoleChoice::RoleChoice(const QString &name, const QString &summary, QWidget *parent)
    : QRadioButton(name, parent)
    , m_summary(summary)
{
    setAccessibleName(name);
    setAccessibleDescription(summary);
    setToolTip(summary);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void RoleChoice::setTall(bool tall)
{
    m_tall = tall;
    updateGeometry();
}

QSize RoleChoice::sizeHint() const
{
    const Theme theme = Theme::of(this);
    const int lines = theme.lineHeight(TypeRole::Body) + (m_tall ? theme.lineHeight(TypeRole::Label) : 0);
    return {theme.space(10) * 4, lines + (theme.density() == Density::Compact ? theme.space(1) : theme.space(2)) + 2};
}

QSize RoleChoice::minimumSizeHint() const { return {Theme::of(this).space(10), sizeHint().height()}; }

bool RoleChoice::hitButton(const QPoint &position) const { return rect().contains(position); }

void RoleChoice::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // a sentence keeps its own direction; where it stands is given
    painter.setPen(QPen(isChecked() ? theme.accent().focus : theme.line().normal, theme.stroke().hair));
    painter.setBrush(isChecked() ? theme.surface().selected : underMouse() ? theme.surface().hover : theme.surface().panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius(), theme.radius());

    const int dot = theme.space(3) + 2;
    const QRect circle(theme.space(3), (height() - dot) / 2, dot, dot);
    const QRectF ring = QRectF(QStyle::visualRect(layoutDirection(), rect(), circle)).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(isChecked() ? theme.accent().focus : theme.line().control, theme.stroke().icon));
    painter.setBrush(theme.surface().input);
    painter.drawEllipse(ring);
    if (isChecked()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent().focus);
        painter.drawEllipse(ring.adjusted(3.5, 3.5, -3.5, -3.5));
    }

    const QFont body = theme.font(TypeRole::Body);
    const QFont label = theme.font(TypeRole::Label);
    QRect text = rect().adjusted(circle.right() + theme.space(3), 0, -theme.space(3), 0);
    const auto draw = [&](const QRect &box, const QFont &font, const QColor &color, const QString &words) {
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(QStyle::visualRect(layoutDirection(), rect(), box),
                         int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter)) |
                             Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(words, Qt::ElideRight, box.width()));
    };
    const QColor first = isEnabled() ? theme.text().primary : theme.text().disabled;
    if (m_tall) {
        const int upper = theme.lineHeight(TypeRole::Body);
        const int top = (height() - upper - theme.lineHeight(TypeRole::Label)) / 2;
        draw(QRect(text.left(), top, text.width(), upper), body, first, this->text());
        draw(QRect(text.left(), top + upper, text.width(), theme.lineHeight(TypeRole::Label)), label, theme.text().tertiary,
             m_summary);
        return;
    }
    const int name = std::min(text.width(), QFontMetrics(body).horizontalAdvance(this->text()) + theme.space(3));
    draw(QRect(text.left(), 0, name, height()), body, first, this->text());
    draw(text.adjusted(name, 0, 0, 0), label, theme.text().tertiary, m_summary);
}

} // namespace stanforis

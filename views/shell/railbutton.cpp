// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/railbutton.h"

#include "views/widgets/icons.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>

namespace stanforis {

namespace {

constexpr int itemHeight = 36; // look.md, "Frame"
constexpr int railIconPixels = 20;
constexpr int bar = 3;

} // namespace

RailButton::RailButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("focusInside", true); // paints its ring inside, at the edge of the window
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void RailButton::setItem(const RailItem &item)
{
    m_item = item;
    setText(item.title);
    setObjectName(item.link);
    const bool abnormal = item.abnormal > 0;
    setAccessibleName(abnormal ? tr("%1, %n abnormal, worst %2", nullptr, item.abnormal).arg(item.title, severityWord(item.worst))
                               : item.title);
    setToolTip(m_collapsed ? accessibleName() : QString());
    update();
}

void RailButton::setCurrent(bool current)
{
    if (m_current == current)
        return;
    m_current = current;
    setAccessibleDescription(current ? tr("You are here") : QString());
    update();
}

void RailButton::setCollapsed(bool collapsed)
{
    m_collapsed = collapsed;
    setToolTip(collapsed ? accessibleName() : QString());
    update();
}

QSize RailButton::sizeHint() const { return {railIconPixels * 2, itemHeight}; }

void RailButton::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const auto mirrored = [this](const QRect &part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // a sentence keeps its own direction
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (m_current || underMouse()) {
        painter.setBrush(m_current ? theme.surface().selected : theme.surface().hover);
        painter.drawRoundedRect(rect(), theme.radius(), theme.radius());
    }
    if (m_current)
        painter.fillRect(mirrored({0, 0, bar, height()}), theme.accent().focus);

    const QColor color = m_current ? theme.text().primary : theme.text().secondary;
    const int iconX = m_collapsed ? (width() - railIconPixels) / 2 : theme.space(3);
    const QRect icon = mirrored({iconX, (height() - railIconPixels) / 2, railIconPixels, railIconPixels});
    painter.drawPixmap(icon.topLeft(), Icons::pixmap(m_item.icon, color, railIconPixels, devicePixelRatioF()));

    const int mark = theme.metrics().severityMark;
    if (m_collapsed) {
        if (m_item.abnormal > 0)
            paintSeverityMark(painter, mirrored({icon.right() - mark / 2 + 2, icon.top() - mark / 2, mark, mark}), m_item.worst,
                              m_item.acknowledged, theme);
    } else {
        int end = width() - theme.space(3);
        painter.setFont(theme.font(TypeRole::Label));
        if (m_item.abnormal > 0) {
            const QString count = QString::number(m_item.abnormal);
            const int countWidth = painter.fontMetrics().horizontalAdvance(count);
            end -= countWidth;
            painter.setPen(m_item.acknowledged ? theme.text().tertiary : theme.severity(m_item.worst).text);
            painter.drawText(mirrored({end, 0, countWidth, height()}), Qt::AlignCenter, count);
            end -= mark + theme.space(1);
            paintSeverityMark(painter, mirrored({end, (height() - mark) / 2, mark, mark}), m_item.worst, m_item.acknowledged,
                              theme);
        }
        QFont font = theme.font(TypeRole::Body);
        font.setWeight(QFont::Medium);
        painter.setFont(font);
        painter.setPen(color);
        const int x = iconX + railIconPixels + theme.space(3);
        const QRect words = mirrored({x, 0, end - x - theme.space(1), height()});
        painter.drawText(words, int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_item.title, Qt::ElideRight, words.width()));
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.accent().focus, theme.stroke().focus));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme.radius(), theme.radius());
    }
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sector/rowbutton.h"

#include "views/widgets/severitymark.h"
#include "views/widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace stanforis {

RowButton::RowButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
}

void RowButton::setState(const RowState &state)
{
    if (state == m_state)
        return;
    m_state = state;
    QStringList spoken{state.title, state.detail, state.aside};
    if (state.severity)
        spoken.prepend(severityWord(*state.severity));
    spoken.removeAll(QString());
    setAccessibleName(spoken.join(u", "_s));
    setToolTip(state.detail.isEmpty() ? state.title : QString(state.title + u'\n' + state.detail));
    update();
}

QSize RowButton::sizeHint() const
{
    const Theme theme = Theme::of(this);
    const int lines = theme.lineHeight(TypeRole::Body) + (m_state.detail.isEmpty() ? 0 : theme.lineHeight(TypeRole::Label));
    return {theme.frame().inspector, lines + 2 * theme.space(2)};
}

QSize RowButton::minimumSizeHint() const { return {Theme::of(this).space(10), sizeHint().height()}; }

void RowButton::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // a sentence keeps its own direction
    if (isDown())
        painter.fillRect(rect(), theme.surface().pressed);
    else if (underMouse())
        painter.fillRect(rect(), theme.surface().hover);
    else if (m_state.tinted && m_state.severity)
        painter.fillRect(rect(), theme.severity(*m_state.severity).tint);

    const auto place = [&](QRect box) { return QStyle::visualRect(layoutDirection(), rect(), box); };
    const int alignment = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter;
    const int padding = theme.metrics().panelPadding;
    int left = padding;
    if (m_state.severity) {
        const int size = theme.metrics().severityMark;
        paintSeverityMark(painter, place(QRect(left, (height() - size) / 2, size, size)), *m_state.severity, false, theme);
        left += size + theme.space(3);
    }
    int right = width() - padding;
    if (!m_state.aside.isEmpty()) {
        painter.setFont(theme.font(TypeRole::Label));
        painter.setPen(theme.text().tertiary);
        const int wide = painter.fontMetrics().horizontalAdvance(m_state.aside);
        painter.drawText(place(QRect(right - wide, 0, wide, height())), Qt::AlignCenter, m_state.aside);
        right -= wide + theme.space(3);
    }
    const int top = theme.space(2);
    const int bodyHeight = theme.lineHeight(TypeRole::Body);
    QFont titleFont = theme.font(TypeRole::Body);
    titleFont.setWeight(m_state.tinted ? QFont::DemiBold : QFont::Medium);
    painter.setFont(titleFont);
    painter.setPen(isEnabled() ? theme.text().primary : theme.text().disabled);
    painter.drawText(place(QRect(left, top, right - left, bodyHeight)), alignment,
                     painter.fontMetrics().elidedText(m_state.title, Qt::ElideRight, right - left));
    painter.setFont(theme.font(TypeRole::Label));
    painter.setPen(theme.text().tertiary);
    painter.drawText(place(QRect(left, top + bodyHeight, right - left, theme.lineHeight(TypeRole::Label))), alignment,
                     painter.fontMetrics().elidedText(m_state.detail, Qt::ElideRight, right - left));
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent().focus, theme.stroke().focus));
        painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
    }
}

void RowButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void RowButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void RowButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/searchfield.h"

#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int icon = 16;

} // namespace

SearchField::SearchField(const QString &placeholder, QWidget *parent)
    : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    dress();
}

void SearchField::setShortcutHint(const QString &hint)
{
    m_hint = hint;
    dress();
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const Theme theme = Theme::of(this);
    const auto mirrored = [this](const QRect &part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
    QPainter painter(this);
    const QRect sign = mirrored({theme.space(2) + 1, (height() - icon) / 2, icon, icon});
    painter.drawPixmap(sign.topLeft(), Icons::pixmap(u"search"_s, theme.text().secondary, icon, devicePixelRatioF()));
    if (m_hint.isEmpty() || !text().isEmpty())
        return;
    painter.setFont(theme.font(TypeRole::Caption));
    const int boxWidth = painter.fontMetrics().horizontalAdvance(m_hint) + 2 * theme.space(1);
    const QRect box = mirrored({width() - boxWidth - theme.space(2), (height() - 18) / 2, boxWidth, 18});
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line().strong, theme.stroke().hair));
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius() - 1, theme.radius() - 1);
    painter.setPen(theme.text().tertiary);
    painter.drawText(box, Qt::AlignCenter, m_hint);
}

void SearchField::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::LayoutDirectionChange)
        dress();
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void SearchField::dress()
{
    const Theme theme = Theme::of(this);
    const int sign = icon + theme.space(2);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QMargins margins(mirrored ? 0 : sign, 0, mirrored ? sign : 0, 0);
    if (textMargins() != margins)
        setTextMargins(margins);
}

} // namespace stanforis

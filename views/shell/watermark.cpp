// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/watermark.h"

#include "views/widgets/theme.h"

#include <QEvent>
#include <QPainter>

namespace stanforis {

namespace {

constexpr qreal opacity = 0.28;
constexpr int gapAcross = 160;
constexpr int gapDown = 120;

} // namespace

Watermark::Watermark(const QString &words, QWidget *host)
    : QWidget(host)
    , m_words(words)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(words);
    setGeometry(host->rect());
    host->installEventFilter(this);
}

bool Watermark::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize)
            setGeometry(parentWidget()->rect());
        else if (event->type() == QEvent::ChildAdded || event->type() == QEvent::LayoutRequest)
            raise(); // a page that was shown later lies beneath as well
    }
    return QWidget::eventFilter(watched, event);
}

void Watermark::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme.font(TypeRole::Title));
    painter.setPen(theme.text().tertiary);
    painter.setOpacity(opacity);
    const int across = painter.fontMetrics().horizontalAdvance(m_words) + gapAcross;
    painter.translate(width() / 2.0, height() / 2.0);
    painter.rotate(-20);
    const int reach = width() + height();
    int row = 0;
    for (int y = -reach / 2; y < reach / 2; y += gapDown, ++row) {
        for (int x = -reach / 2 - (row % 2) * across / 2; x < reach / 2; x += across)
            painter.drawText(x, y, m_words);
    }
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/qualityoverlay.h"

#include "views/widgets/theme.h"
#include "views/widgets/words.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace stanforis {

namespace {

void drawBorder(QPainter &painter, const QRect &box, qreal outside, const QPen &pen, qreal radius)
{
    painter.setPen(pen);
    painter.drawRoundedRect(QRectF(box).adjusted(-outside, -outside, outside, outside), radius, radius);
}

QPen dashed(const QColor &color, qreal width, std::initializer_list<qreal> pixels)
{
    QPen pen(color, width, Qt::SolidLine, Qt::FlatCap);
    QList<qreal> lengths;
    for (const qreal length : pixels)
        lengths.append(length / width);
    pen.setDashPattern(lengths);
    return pen;
}

} // namespace

void paintQualityBorder(QPainter &painter, const QRect &box, Quality quality, bool wholePanel, const Theme &theme)
{
    if (quality == Quality::Good || quality == Quality::Stale)
        return;
    const QColor color = theme.quality(quality);
    const qreal radius = theme.radius() + 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    switch (quality) {
    case Quality::Minor:
        drawBorder(painter, box, 2, QPen(color, 2), radius);
        break;
    case Quality::Major:
        drawBorder(painter, box, 1, QPen(color, 2), radius - 1);
        drawBorder(painter, box, 3.5, QPen(color, 1), radius + 1);
        break;
    case Quality::Invalid:
        drawBorder(painter, box, 2, dashed(color, 2, {10, 4, 2, 4}), radius);
        break;
    case Quality::Disconnected:
        if (wholePanel)
            drawBorder(painter, box, 2, dashed(color, 2, {2, 3}), radius);
        else
            drawBorder(painter, box, 1.5, dashed(color, 3, {3, 5}), radius);
        break;
    case Quality::Good:
    case Quality::Stale:
        break;
    }
    painter.restore();
}

QualityOverlay::QualityOverlay(QWidget *page)
    : QWidget(page)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    page->installEventFilter(this);
    setGeometry(page->rect());
    raise();
}

void QualityOverlay::setQuality(QWidget *widget, Quality quality, bool wholePanel)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry &e) { return e.widget == widget; });
    if (found != m_entries.end()) {
        if (found->quality == quality && found->wholePanel == wholePanel)
            return;
        *found = {widget, quality, wholePanel};
    } else {
        m_entries.push_back({widget, quality, wholePanel});
        widget->installEventFilter(this);
    }
    widget->setAccessibleDescription(quality == Quality::Good ? QString() : Words::quality(quality));
    raise();
    update();
}

void QualityOverlay::clear()
{
    for (const Entry &entry : m_entries) {
        if (entry.widget) {
            entry.widget->removeEventFilter(this);
            entry.widget->setAccessibleDescription({});
        }
    }
    m_entries.clear();
    update();
}

bool QualityOverlay::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Resize:
    case QEvent::Move:
    case QEvent::Show:
    case QEvent::Hide:
        if (watched == parentWidget())
            setGeometry(parentWidget()->rect());
        update();
        break;
    case QEvent::ChildAdded:
        if (watched == parentWidget())
            raise();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void QualityOverlay::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    for (const Entry &entry : m_entries) {
        if (!entry.widget || !entry.widget->isVisible() || !parentWidget()->isAncestorOf(entry.widget))
            continue;
        const QRect box(entry.widget->mapTo(parentWidget(), QPoint(0, 0)), entry.widget->size());
        paintQualityBorder(painter, box, entry.quality, entry.wholePanel, theme);
    }
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/severitymark.h"

#include "views/widgets/accessiblevalue.h"
#include "views/widgets/theme.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>

#include <cmath>

namespace stanforis {

namespace {

/// The outline of a severity on the 12 × 12 box of the specification.
QPolygonF shapeOf(Severity severity)
{
    switch (severity) {
    case Severity::Low:
        return QPolygonF({{6, 0.75}, {11.25, 6}, {6, 11.25}, {0.75, 6}});
    case Severity::Medium:
        return QPolygonF({{6, 1.25}, {11.25, 10.75}, {0.75, 10.75}});
    case Severity::High:
        return QPolygonF({{1.5, 1.5}, {10.5, 1.5}, {10.5, 10.5}, {1.5, 10.5}});
    case Severity::Critical:
        return QPolygonF({{3.25, 1.25}, {8.75, 1.25}, {11.5, 6}, {8.75, 10.75}, {3.25, 10.75}, {0.5, 6}});
    case Severity::Normal:
    case Severity::Unknown:
        break;
    }
    return {};
}

} // namespace

void paintSeverityMark(QPainter &painter, const QRectF &box, Severity severity, bool acknowledged, const Theme &theme)
{
    const SeverityColors &colors = theme.severity(severity);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.scale(box.width() / 12.0, box.height() / 12.0);
    painter.setBrush(Qt::NoBrush);
    if (severity == Severity::Normal) {
        painter.setPen(QPen(colors.edge, 1.5));
        painter.drawEllipse(QPointF(6, 6), 2.5, 2.5);
    } else if (severity == Severity::Unknown) {
        painter.setPen(QPen(colors.edge, 1.5, Qt::SolidLine, Qt::FlatCap));
        for (const qreal x : {1.0, 5.0, 9.0})
            painter.drawLine(QPointF(x, 6), QPointF(x + 2, 6));
    } else if (acknowledged) {
        painter.setPen(QPen(colors.edge, 1.5, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        painter.drawPolygon(shapeOf(severity));
    } else {
        painter.setPen(QPen(colors.edge, 1, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        painter.setBrush(colors.mark);
        painter.drawPolygon(shapeOf(severity));
        if (severity == Severity::Critical) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colors.onFill);
            painter.drawRect(QRectF(5.25, 3, 1.5, 3.75));
            painter.drawRect(QRectF(5.25, 7.75, 1.5, 1.5));
        }
    }
    painter.restore();
}

void paintZeroMark(QPainter &painter, const QRectF &box, Severity severity, const Theme &theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.scale(box.width() / 12.0, box.height() / 12.0);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.line().control, 1, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPolygon(shapeOf(severity));
    painter.restore();
}

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::Normal:
        return SeverityLabel::tr("Normal");
    case Severity::Low:
        return SeverityLabel::tr("Low");
    case Severity::Medium:
        return SeverityLabel::tr("Medium");
    case Severity::High:
        return SeverityLabel::tr("High");
    case Severity::Critical:
        return SeverityLabel::tr("Critical");
    case Severity::Unknown:
        break;
    }
    return SeverityLabel::tr("Unknown");
}

QPixmap severityPixmap(Severity severity, bool acknowledged, const QWidget *widget)
{
    const Theme theme = Theme::of(widget);
    const int size = theme.metrics().severityMark;
    const qreal ratio = widget ? widget->devicePixelRatioF() : 1.0;
    QPixmap pixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintSeverityMark(painter, QRectF(0, 0, size, size), severity, acknowledged, theme);
    return pixmap;
}

SeverityLabel::SeverityLabel(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    describe();
}

void SeverityLabel::setSeverity(Severity severity, bool acknowledged)
{
    if (severity == m_severity && acknowledged == m_acknowledged)
        return;
    m_severity = severity;
    m_acknowledged = acknowledged;
    describe();
}

void SeverityLabel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    describe();
}

void SeverityLabel::setEmphasised(bool emphasised)
{
    m_emphasised = emphasised;
    updateGeometry();
    update();
}

QString SeverityLabel::text() const { return m_text.isEmpty() ? severityWord(m_severity) : m_text; }

QFont SeverityLabel::textFont() const
{
    QFont font = Theme::of(this).font(TypeRole::Body);
    if (m_severity != Severity::Normal && m_severity != Severity::Unknown)
        font.setWeight(m_emphasised ? QFont::DemiBold : QFont::Medium);
    return font;
}

QSize SeverityLabel::sizeHint() const
{
    const Theme theme = Theme::of(this);
    const int width =
        theme.metrics().severityMark + theme.space(2) + int(std::ceil(QFontMetricsF(textFont()).horizontalAdvance(text())));
    return {width, theme.lineHeight(TypeRole::Body)};
}

QSize SeverityLabel::minimumSizeHint() const { return {Theme::of(this).metrics().severityMark, sizeHint().height()}; }

void SeverityLabel::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const int size = theme.metrics().severityMark;
    const QRect mark = QStyle::visualRect(layoutDirection(), rect(), QRect(0, (height() - size) / 2, size, size));
    const QRect words = QStyle::visualRect(layoutDirection(), rect(), rect().adjusted(size + theme.space(2), 0, 0, 0));
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // a sentence keeps its own direction; where it stands is given
    paintSeverityMark(painter, mark, m_severity, m_acknowledged, theme);
    painter.setFont(textFont());
    painter.setPen(isEnabled() ? theme.severity(m_severity).text : theme.text().disabled);
    painter.drawText(words, int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
}

void SeverityLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) {
        updateGeometry();
        update();
    }
    QWidget::changeEvent(event);
}

void SeverityLabel::describe()
{
    const QString word = severityWord(m_severity);
    setAccessibleValue(this, m_acknowledged ? tr("%1, acknowledged").arg(word) : word);
    setAccessibleName(text());
    updateGeometry();
    update();
}

} // namespace stanforis

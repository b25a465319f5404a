// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/microservice/tracewaterfall.h"

#include "models/items/servicetext.h"
#include "models/items/spantablemodel.h"
#include "views/plots/canvas.h"
#include "views/widgets/theme.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

double inMilliseconds(Duration duration) { return std::chrono::duration<double, std::milli>(duration).count(); }

QString took(Duration duration)
{
    const double value = inMilliseconds(duration);
    return numberText(value, value < 10 ? 1 : 0) + QChar::Nbsp + u"ms"_s;
}

/// A round step so that there are two to four lines.
double roundStep(double length)
{
    const double raw = std::max(length, 0.001) / 3;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (power * factor >= raw)
            return power * factor;
    }
    return power * 10;
}

} // namespace

TraceWaterfall::TraceWaterfall(QWidget *parent)
    : ChartFace(parent)
    , m_model(new SpanTableModel(this))
{
    setPicture(new Canvas([this](QPainter &painter) { paintTrace(painter); }, this));
    setObjectName(u"trace-waterfall"_s);
    setAccessibleName(tr("Trace"));
}

void TraceWaterfall::setTrace(const Trace &trace)
{
    if (trace.id == m_model->trace().id && trace.spans.size() == m_model->trace().spans.size())
        return; // still the slowest one
    m_model->setTrace(trace);
    const auto slowest = std::ranges::max_element(
        trace.spans, {}, [](const TraceSpan &span) { return span.depth > 0 ? span.duration : Duration{}; });
    describe(trace.spans.isEmpty() ? tr("No trace")
                                   : tr("%n step(s), %1 in all, longest %2 with %3", nullptr, int(trace.spans.size()))
                                         .arg(took(m_model->length()), slowest->name, took(slowest->duration)));
    refresh();
}

QSize TraceWaterfall::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.frame().inspector, int(m_model->rowCount() + 1) * theme.metrics().row};
}

void TraceWaterfall::takeData() { picture()->update(); }

QAbstractItemModel *TraceWaterfall::tableModel() { return m_model; }

void TraceWaterfall::applyTheme(const Theme & /*theme*/) { picture()->update(); }

void TraceWaterfall::paintTrace(QPainter &painter) const
{
    const QList<TraceSpan> &spans = m_model->trace().spans;
    if (spans.isEmpty())
        return;
    const Theme theme = Theme::of(this);
    const QRect area = picture()->rect();
    const double length = std::max(inMilliseconds(m_model->length()), 0.001);
    painter.setFont(theme.font(TypeRole::Caption));
    const int axisHeight = theme.lineHeight(TypeRole::Caption) + theme.space(1);
    const int valueWidth = painter.fontMetrics().horizontalAdvance(took(m_model->length())) + theme.space(2);

    const QFont nameFont = theme.font(TypeRole::Label);
    const QFontMetrics names(nameFont);
    int nameWidth = 0;
    for (const TraceSpan &span : spans)
        nameWidth = std::max(nameWidth, span.depth * theme.space(2) + names.horizontalAdvance(span.name));
    nameWidth = std::min(nameWidth + theme.space(4), area.width() * 2 / 5);
    const double barWidth = std::max(1, area.width() - nameWidth - valueWidth);
    const auto x = [&](double at) { return nameWidth + barWidth * at / length; };

    // Axis: round values, the last one is the whole length.
    const double step = roundStep(length);
    for (double at = 0; at < length - step / 3; at += step) {
        painter.setPen(QPen(theme.line().subtle, 1));
        painter.drawLine(QPointF(std::round(x(at)) + 0.5, axisHeight), QPointF(std::round(x(at)) + 0.5, area.height()));
        painter.setPen(theme.plot().label);
        painter.drawText(QRectF(x(at) - 40, 0, 80, axisHeight), int(Qt::AlignHCenter | Qt::AlignTop),
                         numberText(at, step < 1 ? 1 : 0));
    }
    painter.setPen(theme.plot().label);
    painter.drawText(QRectF(area.width() - 120, 0, 120, axisHeight), int(Qt::AlignRight | Qt::AlignTop), took(m_model->length()));

    const double rowHeight =
        std::min<double>(theme.metrics().row + theme.space(1), (area.height() - axisHeight) / double(spans.size()));
    double top = axisHeight;
    for (const TraceSpan &span : spans) {
        const bool abnormal =
            span.severity != Severity::Normal && span.severity != Severity::Unknown && dataState() == DataState::Live;
        QFont font = nameFont;
        if (abnormal)
            font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.setPen(abnormal ? theme.text().primary : theme.text().secondary);
        const int indent = span.depth * theme.space(2);
        painter.drawText(QRectF(indent, top, nameWidth - indent - theme.space(2), rowHeight),
                         int(Qt::AlignLeft | Qt::AlignVCenter),
                         painter.fontMetrics().elidedText(span.name, Qt::ElideRight, nameWidth - indent - theme.space(2)));
        const double left = x(inMilliseconds(span.offset));
        const double wide = std::max(2.0, barWidth * inMilliseconds(span.duration) / length);
        const double barHeight = std::min<double>(theme.space(2), rowHeight - 2);
        painter.fillRect(QRectF(left, top + (rowHeight - barHeight) / 2, wide, barHeight),
                         abnormal ? theme.severity(span.severity).edge : theme.line().control);
        painter.setFont(theme.font(TypeRole::Caption));
        painter.setPen(theme.text().tertiary);
        painter.drawText(QRectF(left + wide + theme.space(1), top, valueWidth, rowHeight), int(Qt::AlignLeft | Qt::AlignVCenter),
                         took(span.duration));
        top += rowHeight;
    }
}

} // namespace stanforis

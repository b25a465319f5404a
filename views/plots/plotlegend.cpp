// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/plotlegend.h"

#include "views/plots/laidtext.h"
#include "views/plots/plot.h"
#include "views/plots/plotmetrics.h"
#include "views/plots/plottext.h"
#include "views/widgets/severitymark.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStringBuilder>

#include <cmath>

using namespace Qt::StringLiterals;

namespace stanforis {

/// One piece of the legend, painted from left to right.
struct PlotLegend::Part
{
    QColor dashColor; ///< valid: a dash stands before the text
    QList<qreal> dash;
    Severity mark = Severity::Unknown; ///< otherwise than Unknown: a mark stands before the text
    bool acknowledged = false;
    QString text;
    QFont font;
    QColor color;
    qreal before = 0; ///< space between the last piece and this one
    int series = -1;  ///< whose name it is

    [[nodiscard]] qreal symbolWidth(const Theme &theme) const
    {
        const qreal gap = theme.space(1) * 1.5;
        if (dashColor.isValid()) {
            return PlotMetrics::of(theme).legendDash + gap;
        }
        return mark == Severity::Unknown ? 0 : theme.metrics().severityMark + gap;
    }
    [[nodiscard]] qreal width(const Theme &theme) const { return symbolWidth(theme) + laidtext::width(font, text); }
};

PlotLegend::PlotLegend(Plot *plot, QWidget *parent)
    : QWidget(parent)
    , m_plot(plot)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setLayoutDirection(Qt::LeftToRight);
    connect(plot, &Plot::readoutChanged, this, &PlotLegend::follow);
    connect(plot, &Plot::dataStateChanged, this, &PlotLegend::follow);
    follow();
}

QList<PlotLegend::Part> PlotLegend::parts() const
{
    QList<Part> parts;
    if (m_plot == nullptr) {
        return parts;
    }
    const Theme theme = Theme::of(this);
    const QFont caption = theme.font(TypeRole::Caption);
    const auto &series = m_plot->series();
    const bool twoAxes =
        std::any_of(series.cbegin(), series.cend(), [](const PlotSeries &one) { return one.axis == ValueAxis::Second; });
    const auto nameOf = [twoAxes](const PlotSeries &one) {
        // With two axes a line says which one is its own.
        const QString name = twoAxes && !one.unit.isEmpty() ? QString(one.label % u", "_s % one.unit) : one.label;
        return one.axis == ValueAxis::Second ? tr("%1 (right)").arg(name) : name;
    };
    if (series.size() > 1) {
        for (int index = 0; index < series.size(); ++index) {
            const bool hidden = series.at(index).hidden;
            Part name{hidden ? theme.line().strong : m_plot->seriesColor(index),
                      m_plot->seriesDash(index),
                      Severity::Unknown,
                      false,
                      nameOf(series.at(index)),
                      caption,
                      hidden ? theme.text().disabled : theme.text().secondary,
                      qreal(theme.space(3)),
                      index};
            name.font.setStrikeOut(hidden);
            parts.append(name);
        }
    }
    const int worst = m_plot->worstSeries();
    const int spoken = worst >= 0 ? worst : series.size() == 1 ? 0 : -1;
    if (m_plot->dataState() == DataState::Disconnected) {
        std::optional<Instant> newest;
        for (int index = 0; index < series.size(); ++index) {
            const auto sample = m_plot->newestSample(index);
            if (sample && (!newest || sample->time > *newest)) {
                newest = sample->time;
            }
        }
        if (newest) {
            parts.append({{},
                          {},
                          Severity::Unknown,
                          false,
                          tr("last at %1").arg(plottext::clock(*newest, m_plot->zone())),
                          caption,
                          theme.text().stale,
                          qreal(theme.space(3))});
        }
        return parts;
    }
    const auto sample = m_plot->newestSample(spoken);
    if (!sample) {
        return parts;
    }
    const PlotSeries &one = series.at(spoken);
    Part value{{},
               {},
               Severity::Unknown,
               false,
               plottext::number(sample->value, one.decimals),
               theme.font(TypeRole::Strong),
               theme.text().primary,
               qreal(theme.space(4))};
    if (worst >= 0) {
        value.mark = one.limit->severity;
        value.acknowledged = one.acknowledged;
        value.color = theme.severity(one.limit->severity).text;
    }
    parts.append(value);
    const QString unit = series.size() > 1 ? QString(one.unit % QChar(0x00A0) % one.label) : one.unit;
    parts.append(
        {{}, {}, Severity::Unknown, false, unit, theme.font(TypeRole::Label), theme.text().tertiary, theme.space(1) * 1.5});
    return parts;
}

QString PlotLegend::summary() const
{
    QStringList words;
    for (const Part &part : parts()) {
        if (part.font.strikeOut()) {
            words.append(tr("%1, hidden").arg(part.text));
            continue;
        }
        words.append(part.mark == Severity::Unknown ? part.text : QString(severityWord(part.mark) % u' ' % part.text));
    }
    return words.join(u' ');
}

void PlotLegend::follow()
{
    const QString now = summary();
    const DataState state = m_plot == nullptr ? DataState::Live : m_plot->dataState();
    if (now == accessibleName() && state == m_state && sizeHint() == size()) {
        return;
    }
    m_hint = {};
    m_state = state;
    setAccessibleName(now);
    const bool several = m_plot != nullptr && m_plot->series().size() > 1;
    setToolTip(several ? tr("Click a name to hide its line, with Ctrl to show no other") : QString());
    updateGeometry();
    update();
}

QSize PlotLegend::sizeHint() const
{
    if (!m_hint.isValid()) {
        const Theme theme = Theme::of(this);
        qreal width = 0;
        for (const Part &part : parts()) {
            width += (width > 0 ? part.before : 0) + part.width(theme);
        }
        m_hint = QSize(int(std::ceil(width)) + 1, theme.lineHeight(TypeRole::Strong));
    }
    return m_hint;
}

QSize PlotLegend::minimumSizeHint() const { return sizeHint(); }

void PlotLegend::mousePressEvent(QMouseEvent *event)
{
    qreal x = 0;
    for (const Part &part : parts()) {
        x += x > 0 ? part.before : 0;
        const qreal end = x + part.width(Theme::of(this));
        if (part.series >= 0 && event->position().x() >= x && event->position().x() <= end) {
            if (event->modifiers() & Qt::ControlModifier) {
                Q_EMIT onlyRequested(part.series);
            } else {
                Q_EMIT toggleRequested(part.series);
            }
            update();
            return event->accept();
        }
        x = end;
    }
    QWidget::mousePressEvent(event);
}

void PlotLegend::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) {
        m_hint = {};
        updateGeometry();
        update();
    }
}

void PlotLegend::paintEvent(QPaintEvent * /*event*/)
{
    const Theme theme = Theme::of(this);
    const PlotMetrics metrics = PlotMetrics::of(theme);
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight); // the parts are placed by hand, as the plot is
    qreal x = 0;
    const qreal middle = std::round(height() / 2.0);
    for (const Part &part : parts()) {
        x += x > 0 ? part.before : 0;
        if (part.dashColor.isValid()) {
            QPen pen(part.dashColor, metrics.legendDashHeight, Qt::SolidLine, Qt::FlatCap);
            if (!part.dash.isEmpty()) {
                QList<qreal> pattern; // QPen counts in pen widths
                for (const qreal length : part.dash) {
                    pattern.append(length / metrics.legendDashHeight);
                }
                pen.setDashPattern(pattern);
            }
            painter.setPen(pen);
            painter.drawLine(QPointF(x, middle), QPointF(x + metrics.legendDash, middle));
        } else if (part.mark != Severity::Unknown) {
            const qreal size = theme.metrics().severityMark;
            paintSeverityMark(painter, QRectF(std::round(x), std::round(middle - size / 2), size, size), part.mark,
                              part.acknowledged, theme);
        }
        painter.setPen(part.color);
        const qreal wide = part.width(theme);
        laidtext::paint(painter, QRectF(x + part.symbolWidth(theme), 0, wide + 1, height()), part.font, part.text);
        x += wide;
    }
}

} // namespace stanforis

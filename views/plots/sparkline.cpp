// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/sparkline.h"

#include "views/plots/plotmetrics.h"
#include "views/plots/plottext.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <limits>

namespace stanforis {
namespace {

constexpr QSize cellSize{92, 20}; // look: "Tables"

} // namespace

SparklineData SparklineData::from(const SeriesView &view, const SeriesKey &key, TimeRange range, int count)
{
    SparklineData data;
    if (count <= 0 || range.length() <= Duration::zero()) {
        return data;
    }
    data.values.fill(std::numeric_limits<double>::quiet_NaN(), count);
    const Duration expected = view.interval(key) * 5 / 2;
    qsizetype before = -1;
    Instant beforeEnd{};
    for (const Column &column : view.columns(key, range, count)) {
        const auto index = (column.time - range.from).count() * count / range.length().count();
        if (index < 0 || index >= count) {
            continue;
        }
        data.values[index] = column.last;
        // Slow series leave points without a sample: keep the line whole unless the pause is a real one.
        for (auto between = before + 1; before >= 0 && between < index && column.time - beforeEnd <= expected; ++between) {
            data.values[between] = data.values.at(before);
        }
        before = index;
        beforeEnd = column.time + column.span;
    }
    return data;
}

void paintSparkline(QPainter &painter, const QRectF &box, const SparklineData &data, const Theme &theme)
{
    double lowest = std::numeric_limits<double>::infinity();
    double highest = -lowest;
    for (const double value : data.values) {
        if (std::isfinite(value)) {
            lowest = std::min(lowest, value);
            highest = std::max(highest, value);
        }
    }
    if (!std::isfinite(lowest)) {
        return;
    }
    if (data.band) {
        lowest = std::min(lowest, data.band->low);
        highest = std::max(highest, data.band->high);
    }
    const PlotMetrics metrics = PlotMetrics::of(theme);
    const qreal dot = metrics.lastDot - 1;
    const QRectF room = box.adjusted(0, dot / 2, -dot / 2, -dot / 2);
    const double span = std::max(highest - lowest, std::max(std::abs(highest), 1.0) * 1e-6);
    const double middle = (lowest + highest) / 2;
    const auto y = [&](double value) { return room.center().y() - (value - middle) / span * room.height(); };
    const double step = room.width() / double(std::max<qsizetype>(1, data.values.size() - 1));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (data.band) {
        painter.fillRect(
            QRectF(QPointF(room.left(), std::round(y(data.band->high))), QPointF(room.right(), std::round(y(data.band->low)))),
            theme.plot().band);
    }
    QPainterPath path;
    bool joined = false;
    QPointF last;
    for (qsizetype index = 0; index < data.values.size(); ++index) {
        const double value = data.values.at(index);
        if (!std::isfinite(value)) {
            joined = false;
            continue;
        }
        last = QPointF(room.left() + double(index) * step, y(value));
        joined ? path.lineTo(last) : path.moveTo(last);
        joined = true;
    }
    const bool live = data.state == DataState::Live;
    QColor color = live ? theme.plot().single : theme.line().control;
    const auto pen = [&](const QColor &with) {
        return QPen(with, metrics.sparkLine, Qt::SolidLine, Qt::RoundCap, Qt::BevelJoin); // round joins cost a third more
    };
    painter.setPen(pen(color));
    painter.drawPath(path);
    if (live && data.limit) {
        const double edge = y(data.limit->value);
        QRectF beyond = box;
        data.limit->violation == LimitSide::Below ? beyond.setTop(edge) : beyond.setBottom(edge);
        const QColor abnormal = theme.severity(data.limit->severity).edge;
        if (beyond.isValid()) {
            painter.save();
            painter.setClipRect(beyond.intersected(box.adjusted(-1, -1, 1, 1)));
            painter.setPen(pen(abnormal));
            painter.drawPath(path);
            painter.restore();
        }
        if (joined && data.limit->isViolatedBy(data.values.last())) {
            color = abnormal;
        }
    }
    if (joined) { // no dot where the newest value is missing
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(last, dot / 2, dot / 2);
    }
    painter.restore();
}

Sparkline::Sparkline(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::NoFocus);
}

void Sparkline::setData(SparklineData data)
{
    if (m_data == data) {
        return;
    }
    m_data = std::move(data);
    update();
}

QSize Sparkline::sizeHint() const { return cellSize; }

void Sparkline::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    paintSparkline(painter, rect(), m_data, Theme::of(this));
}

void Sparkline::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) {
        update();
    }
}

SparklineDelegate::SparklineDelegate(int role, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_role(role)
{}

void SparklineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell(option);
    initStyleOption(&cell, index);
    cell.text.clear();
    const QStyle *const style = option.widget != nullptr ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, option.widget);
    QRectF box(QPointF(), QSizeF(cellSize).boundedTo(option.rect.size()));
    box.moveCenter(QRectF(option.rect).center());
    box.moveRight(option.rect.right() - Theme::of(option.widget).space(1));
    paintSparkline(*painter, box, index.data(m_role).value<SparklineData>(), Theme::of(option.widget));
}

QSize SparklineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex & /*index*/) const
{
    return cellSize + QSize(Theme::of(option.widget).space(2), 0);
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/timelinechart.h"

#include "views/plots/canvas.h"
#include "views/plots/facttablemodel.h"
#include "views/plots/plottext.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/theme.h"

#include <QDateTime>
#include <QFontMetricsF>
#include <QLocale>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace stanforis {
namespace {

// look: "Pages", subscriptions: bars of 20 in rows of 30
constexpr int laneHeight = 30;
constexpr int laneBarHeight = 20;
constexpr int titleWidth = 88;
constexpr int shortestSubtitle = 92; // and up to a quarter of the chart when a role has a longer name
constexpr int monthsHeight = 24;

Instant instantOf(const QDateTime &time) { return fromMicroseconds(time.toMSecsSinceEpoch() * 1000); }

} // namespace

TimelineChart::TimelineChart(QWidget *parent)
    : ChartFace(parent)
    , m_model(new FactTableModel(this))
{
    setPicture(new Canvas([this](QPainter &painter) { paintChart(painter); }, this));
}

void TimelineChart::setRows(QList<TimelineRow> rows)
{
    if (m_rows == rows) {
        return;
    }
    m_rows = std::move(rows);
    m_selected = std::min<int>(m_selected, int(m_rows.size()) - 1);
    updateGeometry();
    refresh();
}

void TimelineChart::setRange(TimeRange range)
{
    if (m_range == range) {
        return;
    }
    m_range = range;
    refresh();
}

void TimelineChart::setToday(Instant today)
{
    if (m_today == today) {
        return;
    }
    m_today = today;
    refresh();
}

int TimelineChart::subtitleWidth() const
{
    const Theme theme = Theme::of(this);
    const QFontMetrics metrics(theme.font(TypeRole::Label));
    int longest = 0;
    for (const TimelineRow &one : m_rows)
        longest = std::max(longest, metrics.horizontalAdvance(one.subtitle) + theme.space(3));
    return std::clamp(longest, shortestSubtitle, std::max(shortestSubtitle, width() / 4));
}

QRectF TimelineChart::area() const
{
    // The names stand where a line begins; time itself always runs from left to right.
    const qreal end = Theme::of(this).space(1);
    const int names = titleWidth + subtitleWidth();
    return QRectF(layoutDirection() == Qt::RightToLeft ? end : names, monthsHeight, std::max(1.0, width() - names - end),
                  double(m_rows.size()) * laneHeight + end);
}

double TimelineChart::xAt(Instant time) const
{
    const QRectF place = area();
    const double length = std::max(1.0, double(m_range.length().count()));
    return std::round(place.left() + double((time - m_range.from).count()) / length * place.width());
}

QRectF TimelineChart::barOf(int row) const
{
    const TimelineRow &one = m_rows.at(row);
    const QRectF place = area();
    const double left = std::clamp(xAt(one.from), place.left(), place.right());
    const double right = one.to ? std::clamp(xAt(*one.to), left, place.right()) : place.right();
    const double top = place.top() + row * laneHeight + (laneHeight - laneBarHeight) / 2.0;
    return QRectF(left, top, std::max(right - left, 2.0), laneBarHeight);
}

QFont TimelineChart::todayFont() const
{
    QFont font = Theme::of(this).font(TypeRole::Caption);
    font.setWeight(QFont::DemiBold);
    return font;
}

QRectF TimelineChart::todayBox() const
{
    if (!m_range.contains(m_today)) {
        return {};
    }
    const qreal gap = Theme::of(this).space(1);
    const qreal wide = QFontMetricsF(todayFont()).horizontalAdvance(tr("today")) + 1;
    return QRectF(xAt(m_today) - wide - gap, 0, wide, monthsHeight);
}

void TimelineChart::paintMonths(QPainter &painter, const Theme &theme) const
{
    const QRectF place = area();
    const QDateTime from = plottext::localTime(m_range.from);
    QDate month(from.date().year(), from.date().month(), 1);
    painter.setFont(theme.font(TypeRole::Caption));
    for (; instantOf(month.startOfDay()) < m_range.to; month = month.addMonths(1)) {
        const Instant start = instantOf(month.startOfDay());
        const double x = xAt(start);
        if (x < place.left()) {
            continue;
        }
        painter.fillRect(QRectF(x, place.top(), theme.stroke().hair, place.height()), theme.line().subtle);
        const QString name = QLocale().toString(month, month.month() == 1 ? u"MMM yyyy"_s : u"MMM"_s);
        const double end = x + theme.space(1) + QFontMetricsF(painter.font()).horizontalAdvance(name);
        const QRectF today = todayBox();
        if (end > place.right() || (end > today.left() && x < today.right())) {
            continue; // half a name is worse than none
        }
        painter.setPen(theme.text().tertiary);
        painter.drawText(QRectF(x + theme.space(1), 0, place.width(), monthsHeight), Qt::AlignLeft | Qt::AlignVCenter, name);
    }
}

void TimelineChart::paintRow(QPainter &painter, const Theme &theme, int row) const
{
    const TimelineRow &one = m_rows.at(row);
    const QRectF bar = barOf(row);
    const QRectF line(0, bar.top(), width(), bar.height());
    QFont title = theme.font(TypeRole::Body);
    title.setWeight(QFont::Medium);
    painter.setFont(title);
    painter.setPen(one.state == TimelineState::Ended ? theme.text().secondary : theme.text().primary);
    const auto name = [&](const QRectF &box, const QFont &font, const QString &text) {
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        const QRectF place = mirrored ? QRectF(width() - box.right(), box.top(), box.width(), box.height()) : box;
        painter.drawText(place, (mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute | Qt::AlignVCenter,
                         QFontMetricsF(font).elidedText(text, Qt::ElideRight, box.width()));
    };
    name({0, line.top(), titleWidth - double(theme.space(1)), line.height()}, title, one.title);
    const QFont label = theme.font(TypeRole::Label);
    painter.setFont(label);
    painter.setPen(theme.text().secondary);
    name({titleWidth, line.top(), subtitleWidth() - double(theme.space(1)), line.height()}, label, one.subtitle);

    const bool abnormal = one.severity >= Severity::Low && one.severity <= Severity::Critical;
    QPen edge(theme.line().strong, theme.stroke().hair);
    QBrush fill(theme.surface().pressed);
    if (abnormal) {
        edge.setColor(theme.severity(one.severity).edge);
        fill = theme.severity(one.severity).tint;
    } else if (one.state == TimelineState::Asked) {
        edge = QPen(theme.line().control, theme.stroke().hair, Qt::CustomDashLine);
        edge.setDashPattern({4, 3});
        fill = Qt::NoBrush;
    } else if (one.state == TimelineState::Ended) {
        fill = Qt::NoBrush;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(edge);
    painter.setBrush(fill);
    painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), theme.radius(), theme.radius());
    if (row == m_selected && hasFocus()) {
        painter.setPen(QPen(theme.accent().focus, theme.stroke().focus));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(bar.adjusted(-2, -2, 2, 2), theme.radius() + 2, theme.radius() + 2);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (one.label.isEmpty()) {
        return;
    }
    const QFont words = theme.font(TypeRole::Caption);
    const qreal wide = QFontMetricsF(words).horizontalAdvance(one.label);
    const bool inside = !abnormal && one.state == TimelineState::Active && bar.width() > wide + theme.space(4);
    painter.setFont(words);
    painter.setPen(abnormal ? theme.severity(one.severity).text : theme.text().secondary);
    if (inside) {
        painter.drawText(bar.adjusted(0, 0, -theme.space(2), 0), Qt::AlignRight | Qt::AlignVCenter, one.label);
        return;
    }
    double x = bar.right() + theme.space(2);
    if (abnormal) {
        const qreal mark = theme.metrics().severityMark;
        paintSeverityMark(painter, QRectF(x, std::round(bar.center().y() - mark / 2), mark, mark), one.severity, false, theme);
        x += mark + theme.space(1);
    }
    painter.drawText(QRectF(x, bar.top(), wide + theme.space(1), bar.height()), Qt::AlignLeft | Qt::AlignVCenter, one.label);
}

void TimelineChart::paintChart(QPainter &painter) const
{
    if (m_range.length() <= Duration::zero()) {
        return;
    }
    const Theme theme = Theme::of(this);
    paintMonths(painter, theme);
    for (int row = 0; row < m_rows.size(); ++row) {
        paintRow(painter, theme, row);
    }
    if (!m_range.contains(m_today)) {
        return;
    }
    const double x = xAt(m_today);
    const QRectF place = area();
    painter.fillRect(QRectF(x, place.top() - theme.space(1), theme.stroke().hair, place.height() + theme.space(1)),
                     theme.text().primary);
    painter.setFont(todayFont());
    painter.setPen(theme.text().primary);
    painter.drawText(todayBox(), Qt::AlignRight | Qt::AlignVCenter, tr("today"));
}

void TimelineChart::takeData()
{
    QList<QStringList> rows;
    for (const TimelineRow &one : std::as_const(m_rows)) {
        const QString state = one.state == TimelineState::Active  ? tr("active")
                              : one.state == TimelineState::Asked ? tr("asked")
                                                                  : tr("ended");
        rows.append(
            {one.title, one.subtitle, plottext::day(one.from), one.to ? plottext::day(*one.to) : tr("no end"), state, one.label});
    }
    m_model->setContents({tr("What"), tr("Role"), tr("From"), tr("To"), tr("State"), tr("Note")}, rows);
    QString summary = tr("%n row(s).", nullptr, int(rows.size()));
    if (m_selected >= 0 && m_selected < rows.size()) {
        summary = tr("Selected: %1. ").arg(rows.at(m_selected).join(u", "_s)) + summary;
    }
    describe(summary);
    picture()->update();
}

QAbstractItemModel *TimelineChart::tableModel() { return m_model; }

void TimelineChart::applyTheme(const Theme & /*theme*/) { picture()->update(); }

void TimelineChart::select(int row)
{
    if (m_rows.isEmpty() || row == m_selected) {
        return;
    }
    m_selected = std::clamp(row, 0, int(m_rows.size()) - 1);
    refresh();
    Q_EMIT rowSelected(m_rows.at(m_selected).id);
}

bool TimelineChart::useKey(int key, Qt::KeyboardModifiers modifiers)
{
    if (modifiers != Qt::NoModifier) {
        return false;
    }
    switch (key) {
    case Qt::Key_Up:
        select(std::max(0, m_selected - 1));
        return true;
    case Qt::Key_Down:
        select(m_selected + 1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_selected < 0 || m_selected >= m_rows.size()) {
            return false;
        }
        Q_EMIT rowActivated(m_rows.at(m_selected).id);
        return true;
    default:
        return false;
    }
}

void TimelineChart::mousePressEvent(QMouseEvent *event)
{
    const int row = int(std::floor((event->position().y() - monthsHeight) / laneHeight));
    if (event->button() == Qt::LeftButton && row >= 0 && row < m_rows.size()) {
        select(row);
        Q_EMIT rowActivated(m_rows.at(row).id);
    }
    ChartFace::mousePressEvent(event);
}

QSize TimelineChart::sizeHint() const
{
    return QSize(Theme::of(this).space(10) * 10, monthsHeight + int(m_rows.size()) * laneHeight + Theme::of(this).space(2));
}

QSize TimelineChart::minimumSizeHint() const
{
    return QSize(titleWidth + shortestSubtitle + Theme::of(this).space(10) * 2, sizeHint().height());
}

} // namespace stanforis

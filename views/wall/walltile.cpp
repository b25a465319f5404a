// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/wall/walltile.h"

#include "models/telemetry/timecontext.h"
#include "views/plots/plotmetrics.h"
#include "views/plots/plotscale.h"
#include "views/plots/plottext.h"
#include "views/plots/timeplot.h"
#include "views/sector/plotpanel.h"
#include "views/widgets/accessiblevalue.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/words.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr double capitalHeight = 0.698; // of the font's height, IBM Plex Sans
// In heights of the smallest text: a name of two lines beside a value; a line with two labels on its axis.
constexpr int narrowestTile = 18, narrowestName = 8, shallowestPlot = 5;

int valueRow(const Theme &theme) { return theme.font(TypeRole::Value).pixelSize() * 11 / 10; }

int headHeight(const Theme &theme) { return valueRow(theme) + theme.lineHeight(TypeRole::Caption); }

/// Where a text stands whose capitals are in the middle of a row.
int baseline(int top, int height, const QFont &font) { return top + qRound((height + font.pixelSize() * capitalHeight) / 2); }

int widthOf(const QFont &font, const QString &text) { return QFontMetrics(font).horizontalAdvance(text); }

/// One line where there is room for it, else two; the second is shortened.
QStringList nameLines(const QString &name, const QFont &font, int room)
{
    const QFontMetrics measure(font);
    if (measure.horizontalAdvance(name) <= room)
        return {name};
    qsizetype at = name.size();
    do
        at = name.lastIndexOf(u' ', at - name.size() - 1);
    while (at > 0 && measure.horizontalAdvance(name.left(at)) > room);
    if (at <= 0)
        return {measure.elidedText(name, Qt::ElideRight, room)};
    return {name.left(at), measure.elidedText(name.mid(at + 1), Qt::ElideRight, room)};
}

} // namespace

WallTile::WallTile(PlotPanel *panel, QWidget *parent)
    : QWidget(parent)
    , m_panel(panel)
    , m_plot(new TimePlot(panel->plot()->view(), this))
{
    setAccessibleValue(this, {});
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_plot->setEmptyText(tr("No values in this time"));
    refresh();
}

WallTile::~WallTile()
{
    if (m_panel)
        m_panel->setMirrorWidth(0);
}

QSize WallTile::smallest(const Theme &theme)
{
    const int text = theme.font(TypeRole::Caption).pixelSize();
    return {narrowestTile * text,
            3 * theme.metrics().panelPadding / 2 + headHeight(theme) + theme.space(1) + shallowestPlot * text};
}

PlotPanel *WallTile::panel() const { return m_panel; }

std::optional<Instant> WallTile::newest() const
{
    std::optional<Instant> newest;
    for (const PlotSeries &one : m_plot->series()) {
        const auto sample = one.role == SeriesRole::Measured ? m_plot->view().lastSample(one.key) : std::nullopt;
        if (sample && (!newest || sample->time > *newest))
            newest = sample->time;
    }
    return newest;
}

void WallTile::refresh()
{
    if (!m_panel || !m_panel->time())
        return;
    const TimePlot &shown = *m_panel->plot();
    m_plot->setAccessibleName(shown.accessibleName());
    m_plot->setZone(shown.zone());
    m_plot->setLogarithmic(ValueAxis::First, m_panel->isLogarithmic());
    m_plot->setLogarithmic(ValueAxis::Second, m_panel->isLogarithmic());
    m_plot->setDataState(shown.dataState());
    m_plot->setSeries(shown.series());
    follow();
    Face now = face();
    if (now == m_face)
        return;
    m_face = std::move(now);
    setAccessibleName(m_face.name);
    QStringList words;
    for (const Figure &figure : std::as_const(m_face.figures))
        words.append((figure.label + u' ' + Words::withUnit(figure.value, figure.unit)).trimmed());
    if (!m_face.line.isEmpty())
        words.append(m_face.line);
    setAccessibleValue(this, words.join(u", "_s));
    update();
}

void WallTile::follow()
{
    if (!isVisible() || !m_panel || !m_panel->time())
        return;
    const TimeContext &time = *m_panel->time();
    const TimeRange meant = time.range();
    const TimeRange shown = time.isLive() ? onWholePixels(meant, m_plot->stepsAcross()) : meant;
    if (!time.isLive() || m_live.isDue(*m_plot, shown))
        followRange(*m_plot, shown, meant);
}

WallTile::Face WallTile::face() const
{
    const TimeContext &time = *m_panel->time();
    Duration interval{};
    for (const PlotSeries &one : m_plot->series())
        interval = std::max(interval, m_plot->view().interval(one.key));
    const auto last = newest();
    Face face;
    face.name = m_plot->accessibleName();
    const bool isSilent = time.isLive() && last && time.now() - *last > std::max(oldFrom, interval * 5 / 2);
    face.isOld = isSilent || m_plot->dataState() == DataState::Disconnected;
    const int worst = face.isOld ? -1 : m_plot->worstSeries();
    // The one that is beyond its limit comes first: there may be no room for all.
    QList<int> order;
    for (int index = 0; index < m_plot->series().size(); ++index) {
        const PlotSeries &one = m_plot->series().at(index);
        if (one.hidden || one.role != SeriesRole::Measured)
            continue;
        index == worst ? order.prepend(index) : order.append(index);
        if (one.limit && !face.mark)
            face.mark = face.isOld ? Severity::Unknown : Severity::Normal;
    }
    if (worst >= 0) {
        face.mark = m_plot->series().at(worst).limit->severity;
        face.acknowledged = m_plot->series().at(worst).acknowledged;
    }
    for (const int index : std::as_const(order))
        face.figures.append(figureOf(index, face.isOld));
    face.line = lineOf(worst, face.isOld);
    return face;
}

WallTile::Figure WallTile::figureOf(int index, bool isOld) const
{
    const PlotSeries &one = m_plot->series().at(index);
    const auto sample = m_plot->newestSample(index);
    Figure figure;
    figure.value = sample ? plottext::number(sample->value, one.decimals) : u"–"_s;
    figure.unit = one.unit;
    figure.color = m_plot->seriesColor(index);
    if (m_plot->series().size() > 1)
        figure.label = one.label;
    if (!isOld && sample && one.limit && one.limit->isViolatedBy(sample->value))
        figure.severity = one.limit->severity;
    return figure;
}

QString WallTile::lineOf(int worst, bool isOld) const
{
    const auto last = newest();
    if (isOld && last) {
        const auto age = std::chrono::duration_cast<std::chrono::milliseconds>(m_panel->time()->now() - *last);
        return m_plot->dataState() == DataState::Disconnected ? tr("last at %1").arg(plottext::clock(*last, m_plot->zone()))
                                                              : Words::old(age);
    }
    const QList<PlotSeries> &series = m_plot->series();
    if (worst >= 0)
        return series.at(worst).limit->label;
    if (const PlotSeries &first = series.value(0); series.size() == 1 && first.band)
        return tr("Normal %1 – %2")
            .arg(plottext::number(first.band->low, first.decimals), plottext::number(first.band->high, first.decimals));
    const auto limited = std::ranges::find_if(series, [](const PlotSeries &one) { return one.limit && !one.hidden; });
    if (limited != series.end())
        return limited->limit->label;
    return series.size() != 1 || series.first().label == m_plot->accessibleName() ? QString() : series.first().label;
}

QRect WallTile::head() const
{
    const Theme theme = Theme::of(this);
    const int padding = theme.metrics().panelPadding;
    return {padding, padding, width() - 2 * padding, headHeight(theme)};
}

void WallTile::place()
{
    const Theme theme = Theme::of(this);
    const QRect top = head();
    const int above = top.bottom() + 1 + theme.space(1);
    // The margin of the plot that its last label does not need counts as the tile's; time runs from left to right everywhere.
    const int right = qRound(PlotMetrics::of(theme).margins.right());
    m_plot->setGeometry(top.left(), above, top.width() + right, height() - above - theme.metrics().panelPadding / 2);
    if (m_panel)
        m_panel->setMirrorWidth(qRound(m_plot->width() * devicePixelRatioF()));
}

void WallTile::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void WallTile::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        place();
        update();
    }
}

void WallTile::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // a sentence keeps its own direction
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isAbnormal = m_face.mark && *m_face.mark > Severity::Normal && *m_face.mark < Severity::Unknown;
    const qreal line = theme.stroke().hair * (isAbnormal ? 2 : 1);
    painter.setPen(QPen(isAbnormal ? theme.severity(*m_face.mark).edge : theme.line().normal, line));
    painter.setBrush(theme.surface().panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2), theme.radius(), theme.radius());
    const int figures = paintFigures(painter, theme);
    paintName(painter, theme, head().width() - figures - theme.space(3));
}

int WallTile::paintFigures(QPainter &painter, const Theme &theme) const
{
    const QFont value = theme.font(TypeRole::Value), small = theme.font(TypeRole::Caption);
    const PlotMetrics metrics = PlotMetrics::of(theme);
    const int gap = theme.space(2), between = theme.space(7), row = valueRow(theme);
    const QRect all = head();
    const int most = all.width() - narrowestName * small.pixelSize();
    // One unit for all is said once, after the last.
    const bool isOneUnit =
        std::ranges::all_of(m_face.figures, [this](const Figure &each) { return each.unit == m_face.figures.first().unit; });
    const auto unitOf = [&](qsizetype at, qsizetype count) {
        return isOneUnit && at < count - 1 ? QString() : m_face.figures.at(at).unit;
    };
    const auto widthsOf = [&](qsizetype count, bool wholeLabels) {
        QList<int> widths;
        for (qsizetype at = 0; at < count; ++at) {
            const Figure &figure = m_face.figures.at(at);
            const QString unit = unitOf(at, count);
            const int top = widthOf(value, figure.value) + (unit.isEmpty() ? 0 : gap + widthOf(small, unit));
            const int under =
                figure.label.isEmpty() || !wholeLabels ? 0 : metrics.legendDash + gap + widthOf(small, figure.label);
            widths.append(std::max(top, under));
        }
        return widths;
    };
    const auto wideOf = [&](const QList<int> &widths) {
        return int(std::accumulate(widths.begin(), widths.end(), 0) + between * std::max<qsizetype>(0, widths.size() - 1));
    };
    // Where there is no room for all, labels are shortened before values are left out.
    QList<int> widths = widthsOf(m_face.figures.size(), true);
    while (widths.size() > 1 && wideOf(widths) > most) {
        const QList<int> shortened = widthsOf(widths.size(), false);
        widths = wideOf(shortened) <= most ? shortened : widthsOf(widths.size() - 1, true);
    }
    const int wide = std::min(wideOf(widths), all.width());
    int x = all.right() + 1 - wide;
    const auto mirrored = [this](int from, int length) {
        return QStyle::visualRect(layoutDirection(), rect(), {from, 0, length, 1}).left();
    };
    for (qsizetype at = 0; at < widths.size(); ++at) {
        const Figure &figure = m_face.figures.at(at);
        const int left = mirrored(x, widths.at(at));
        const int base = baseline(all.top(), row, value);
        painter.setFont(value);
        painter.setPen(m_face.isOld                         ? theme.text().stale
                       : figure.severity > Severity::Normal ? theme.severity(figure.severity).text
                                                            : theme.text().primary);
        painter.drawText(left, base, figure.value);
        painter.setFont(small);
        painter.setPen(theme.text().tertiary);
        painter.drawText(left + widthOf(value, figure.value) + gap, base, unitOf(at, widths.size()));
        if (!figure.label.isEmpty()) {
            const int line = theme.lineHeight(TypeRole::Caption);
            painter.fillRect(QRectF(left, all.top() + row + (line - metrics.legendDashHeight) / 2, metrics.legendDash,
                                    metrics.legendDashHeight),
                             figure.color);
            painter.setPen(theme.text().secondary);
            const int room = widths.at(at) - metrics.legendDash - gap;
            painter.drawText(left + metrics.legendDash + gap, baseline(all.top() + row, line, small),
                             QFontMetrics(small).elidedText(figure.label, Qt::ElideRight, room));
        }
        x += widths.at(at) + between;
    }
    return wide;
}

void WallTile::paintName(QPainter &painter, const Theme &theme, int room) const
{
    const QRect all = head();
    const QFont font = theme.font(TypeRole::Title), small = theme.font(TypeRole::Caption);
    const int row = valueRow(theme), mark = theme.metrics().severityMark;
    const auto mirrored = [this](const QRect &part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
    int x = all.left();
    if (m_face.mark) {
        paintSeverityMark(painter, mirrored({x, all.top() + (row - mark) / 2, mark, mark}), *m_face.mark, m_face.acknowledged,
                          theme);
        x += mark + theme.space(2);
        room -= mark + theme.space(2);
    }
    const auto write = [&](const QString &text, const QFont &with, int left, int base, int wide) {
        painter.setFont(with);
        const int needed = widthOf(with, text);
        const QRect place = mirrored({left, 0, std::min(wide, needed), 1});
        painter.drawText(place.left(), base, text);
    };
    // How old the values are is never left out for the name.
    const QStringList lines = m_face.isOld ? QStringList{QFontMetrics(font).elidedText(m_face.name, Qt::ElideRight, room)}
                                           : nameLines(m_face.name, font, room);
    painter.setPen(theme.text().primary);
    for (qsizetype line = 0; line < lines.size(); ++line)
        write(lines.at(line), font, x, baseline(all.top(), row, font) + int(line) * theme.lineHeight(TypeRole::Title), room);
    if (lines.size() > 1)
        return;
    // Values without a label leave their second line to it.
    const bool isFree = std::ranges::all_of(m_face.figures, [](const Figure &each) { return each.label.isEmpty(); });
    room = isFree ? all.width() : room + x - all.left();
    painter.setPen(m_face.isOld ? theme.text().stale : theme.text().secondary);
    write(QFontMetrics(small).elidedText(m_face.line, Qt::ElideRight, room), small, all.left(),
          baseline(all.top() + row, theme.lineHeight(TypeRole::Caption), small), room);
}

} // namespace stanforis

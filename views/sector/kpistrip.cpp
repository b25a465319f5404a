// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sector/kpistrip.h"

#include "models/telemetry/seriesview.h"
#include "views/plots/plotscale.h"
#include "views/plots/sparkline.h"
#include "views/sector/plotpanel.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/valuelabel.h"
#include "views/widgets/words.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr qsizetype mostFigures = 6; // look.md, "Pages": Sector
/// A figure this many intervals old is no longer what is.
constexpr int staleIntervals = 10;

} // namespace

/// One figure with its sparkline; the mark of its limit stands at the end of the caption's line.
class KpiCell final : public QWidget
{
public:
    KpiCell(Measure measure, const SeriesView &series, QWidget *parent)
        : QWidget(parent)
        , m_measure(std::move(measure))
        , m_series(series)
        , m_tile(new KpiTile(m_measure.name, this))
        , m_sparkline(new Sparkline(this))
    {
        auto *layout = new QVBoxLayout(this);
        layout->addWidget(m_tile);
        dress();
        m_tile->setContext(m_measure.note);
        m_tile->setTrailing(m_sparkline);
        m_tile->setToolTip(m_measure.description);
        m_tile->valueLabel()->setObjectName(u"kpi-"_s + m_measure.key.value.section(u'/', -1));
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }

    void refresh(TimeRange range, Instant now, bool disconnected)
    {
        const auto sample = m_series.lastSample(m_measure.key);
        ValueState state;
        state.unit = m_measure.unit;
        const Severity before = std::exchange(m_severity, Severity::Normal);
        if (sample && sample->quality != Quality::Invalid) {
            state.value = Words::number(sample->value, m_measure.decimals);
            const auto age = now - sample->time;
            if (disconnected ||
                age > staleIntervals * std::max<Duration>(m_series.interval(m_measure.key), std::chrono::seconds(1)))
                state.age = std::chrono::duration_cast<std::chrono::milliseconds>(std::max(age, Duration{}));
            else if (m_measure.limit && m_measure.limit->exceededBy(sample->value))
                m_severity = m_measure.limit->severity;
        }
        state.severity = m_severity;
        m_tile->setState(state);
        const PlotSeries line = plotSeriesOf(m_measure);
        const int points = std::max(2, m_sparkline->width() / 2);
        auto course = SparklineData::from(m_series, m_measure.key, onWholePixels(range, points), points);
        course.band = line.band;
        course.limit = line.limit;
        course.state = disconnected ? DataState::Disconnected : DataState::Live;
        m_sparkline->setData(std::move(course));
        if (m_severity != before)
            update();
    }

protected:
    void changeEvent(QEvent *event) override
    {
        QWidget::changeEvent(event);
        if (event->type() == QEvent::StyleChange)
            dress();
    }

    void paintEvent(QPaintEvent * /*event*/) override
    {
        if (m_severity == Severity::Normal)
            return;
        const Theme theme = Theme::of(this);
        const int size = theme.metrics().severityMark;
        const QRect mark(width() - theme.space(3) - size, layout()->contentsMargins().top() + 2, size, size);
        QPainter painter(this);
        paintSeverityMark(painter, QStyle::visualRect(layoutDirection(), rect(), mark), m_severity, false, theme);
    }

private:
    void dress()
    {
        const Theme theme = Theme::of(this);
        const int padding = theme.metrics().panelPadding;
        const int edge = padding - 1; // the strip's own line
        layout()->setContentsMargins(theme.space(4), edge, theme.space(3), edge);
    }

    Measure m_measure;
    const SeriesView &m_series;
    KpiTile *m_tile;
    Sparkline *m_sparkline;
    Severity m_severity = Severity::Normal;
};

KpiStrip::KpiStrip(const SeriesView &series, QWidget *parent)
    : Panel(parent)
    , m_series(series)
    , m_row(new QHBoxLayout)
{
    setEdgeToEdge(true);
    m_row->setSpacing(0);
    body()->addLayout(m_row);
    setObjectName(u"kpi-strip"_s);
    setAccessibleName(tr("Figures of the sector"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void KpiStrip::setMeasures(const QList<Measure> &measures)
{
    while (QLayoutItem *item = m_row->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_cells.clear();
    for (const Measure &measure : measures.first(std::min(measures.size(), mostFigures))) {
        if (!m_cells.isEmpty())
            m_row->addWidget(makeSeparator(this, Qt::Vertical));
        m_cells.append(new KpiCell(measure, m_series, this));
        m_row->addWidget(m_cells.last(), 1);
    }
    setVisible(!m_cells.isEmpty());
}

void KpiStrip::refresh(TimeRange range, Instant now, bool disconnected)
{
    for (KpiCell *cell : std::as_const(m_cells))
        cell->refresh(range, now, disconnected);
}

} // namespace stanforis

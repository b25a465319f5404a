// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sector/regionspanel.h"

#include "models/telemetry/timecontext.h"
#include "views/plots/regionmap.h"
#include "views/widgets/followtheme.h"
#include "views/widgets/segmentedcontrol.h"
#include "views/widgets/textlabel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stanforis {

namespace {

constexpr Duration readEvery = 1s;      // nobody reads figures faster
constexpr Duration readRangeEvery = 3s; // quartiles and shares cost more, and change less
constexpr int partsOfRange = 300;       // by less than that a range may move on before they look different

} // namespace

RegionsPanel::RegionsPanel(const SeriesView &series, const TimeContext &time, QWidget *parent)
    : Panel(tr("Regions"), parent)
    , m_series(series)
    , m_time(time)
    , m_map(new RegionMap(RegionGeometry::norvane(), this))
    , m_views(
          new SegmentedControl(tr("What is shown of the regions"), {tr("Map"), tr("Spread"), tr("Shares"), tr("Ranking")}, this))
    , m_faces(new QStackedLayout)
{
    m_map->setObjectName(u"region-map"_s);
    m_map->setAccessibleName(tr("Regions"));
    m_views->setObjectName(u"regions-view"_s);
    m_views->setSmall(true);
    addAction(m_views);
    m_faces->addWidget(m_map);
    body()->addLayout(m_faces, 1);
    setSubtitle(tr("shaded only where abnormal"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    connect(m_views, &SegmentedControl::choiceRequested, this, [this](int index) { setView(View(index)); });
}

void RegionsPanel::makeCharts()
{
    if (m_comparison)
        return;
    m_comparison = new QWidget(this);
    m_choice = new QComboBox(m_comparison);
    m_choice->setObjectName(u"regions-measure"_s);
    m_choice->setAccessibleName(tr("Measure that is compared"));
    m_words = new TextLabel({}, TypeRole::Caption, Tone::Tertiary, m_comparison);
    m_words->setElided(Qt::ElideRight);
    m_chart = new AnalyticalChart(m_comparison);
    m_chart->setObjectName(u"regions-chart"_s);
    m_chart->setAccessibleName(tr("Regions compared"));
    m_chart->setDataState(m_state);
    auto *line = new QHBoxLayout;
    line->addWidget(m_choice);
    line->addWidget(m_words, 1);
    auto *column = new QVBoxLayout(m_comparison);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(line);
    column->addWidget(m_chart, 1);
    followTheme(this, [line, column](const Theme &theme) {
        line->setSpacing(theme.space(2));
        column->setSpacing(theme.space(1));
    });
    m_faces->addWidget(m_comparison);
    connect(m_choice, &QComboBox::activated, this, [this] {
        compare();
        Q_EMIT seriesWanted();
    });
}

void RegionsPanel::setSector(const Sector *sector)
{
    const QList<SeriesKey> before = shownSeries();
    m_measures = sector ? regionMeasures(*sector) : QList<RegionMeasure>();
    m_views->setEnabled(!m_measures.isEmpty());
    if (m_measures.isEmpty())
        setView(View::Map);
    listMeasures();
    compare();
    if (shownSeries() != before)
        Q_EMIT seriesWanted();
}

void RegionsPanel::setView(View view)
{
    m_views->setCurrentIndex(int(view));
    if (view == m_view)
        return;
    const QList<SeriesKey> before = shownSeries();
    m_view = view;
    if (view != View::Map)
        makeCharts();
    m_faces->setCurrentWidget(view == View::Map ? static_cast<QWidget *>(m_map) : m_comparison);
    setSubtitle(view == View::Map ? tr("shaded only where abnormal") : QString());
    listMeasures();
    compare();
    if (shownSeries() != before)
        Q_EMIT seriesWanted();
}

/// Shares are of what adds up to a whole.
void RegionsPanel::listMeasures()
{
    if (!m_choice)
        return;
    const QString chosen = m_choice->currentText();
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    for (qsizetype place = 0; place < m_measures.size(); ++place) {
        if (m_view != View::Shares || m_measures.at(place).summable)
            m_choice->addItem(m_measures.at(place).name, place);
    }
    m_choice->setCurrentIndex(std::max(0, m_choice->findText(chosen)));
    m_choice->setEnabled(m_choice->count() > 0);
}

const RegionMeasure *RegionsPanel::measure() const
{
    const bool isKnown = m_view != View::Map && m_choice && m_choice->currentIndex() >= 0;
    return isKnown ? &m_measures.at(m_choice->currentData().toLongLong()) : nullptr;
}

QList<SeriesKey> RegionsPanel::shownSeries() const
{
    const RegionMeasure *shown = measure();
    return shown ? shown->series : QList<SeriesKey>();
}

void RegionsPanel::refresh()
{
    if (m_view == View::Map || visibleRegion().isEmpty())
        return;
    const TimeRange range = m_time.range();
    const Duration pause = m_view == View::Ranking ? readEvery : std::max(readRangeEvery, range.length() / partsOfRange);
    const Duration moved = range.to - m_read;
    const bool isSame = range.length() == m_readLength && moved >= Duration::zero() && moved < pause;
    // What history brings is seen at once in a range that stands, and within a second in one that moves on.
    const bool isFilled = (moved == Duration::zero() || moved >= readEvery) && revision() != m_revision;
    if (!isSame || isFilled)
        compare();
}

quint64 RegionsPanel::revision() const
{
    quint64 sum = 0;
    for (const SeriesKey &key : shownSeries())
        sum += m_series.pastRevision(key);
    return sum;
}

void RegionsPanel::compare()
{
    if (m_view == View::Map)
        return;
    const TimeRange range = m_time.range();
    m_read = range.to;
    m_readLength = range.length();
    m_revision = revision();
    const RegionMeasure *shown = measure();
    if (!shown) {
        m_words->setFullText(tr("no measure of the regions adds up to a whole"));
        m_chart->setData({});
        return;
    }
    const RegionComparison compared = m_view == View::Spread   ? regionSpread(m_series, *shown, range)
                                      : m_view == View::Shares ? regionShares(m_series, *shown, range, m_time.zone())
                                                               : regionRanking(m_series, *shown, range);
    QString words = m_view == View::Spread   ? tr("lowest, quartiles, highest in this time")
                    : m_view == View::Shares ? tr("% of the whole, five largest and others")
                                             : tr("newest value");
    if (m_view != View::Shares && !shown->unit.isEmpty())
        words = shown->unit + u" · "_s + words;
    if (!compared.isExact)
        words += u" · "_s + tr("approximate");
    m_words->setFullText(compared.data.categories.isEmpty() ? tr("no samples in this time") : words);
    m_chart->setData(compared.data);
}

void RegionsPanel::setDisconnected(bool disconnected)
{
    m_state = disconnected ? DataState::Disconnected : DataState::Live;
    m_map->setDataState(m_state);
    if (m_chart)
        m_chart->setDataState(m_state);
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/ids.h"
#include "views/plots/plotseries.h"
#include "views/sector/regioncomparison.h"
#include "views/widgets/panel.h"

class QComboBox;
class QStackedLayout;

namespace stanforis {

class RegionMap;
class SegmentedControl;
class TextLabel;
class TimeContext;

/// The regions of a sector: where something is abnormal as a map, and one measure of all of them compared over the range in view:
/// spread as boxes, shares of the whole, or a ranking. GUI thread.
class RegionsPanel final : public Panel
{
    Q_OBJECT

public:
    enum class View { Map, Spread, Shares, Ranking };

    /// Both must outlive the panel.
    RegionsPanel(const SeriesView &series, const TimeContext &time, QWidget *parent = nullptr);

    [[nodiscard]] RegionMap *map() const { return m_map; }
    /// Null: no sector is known.
    void setSector(const Sector *sector);
    void setView(View view);
    [[nodiscard]] View view() const { return m_view; }
    /// What is compared now; none while the map is shown.
    [[nodiscard]] QList<SeriesKey> shownSeries() const;
    /// Reads the values again where they are seen: the newest once a second, those of a range when it has moved on by a part that
    /// can be told, or when history has filled it.
    void refresh();
    void setDisconnected(bool disconnected);

Q_SIGNALS:
    /// shownSeries() says something else now.
    void seriesWanted();

private:
    void makeCharts();
    void listMeasures();
    [[nodiscard]] const RegionMeasure *measure() const;
    void compare();
    [[nodiscard]] quint64 revision() const;

    const SeriesView &m_series;
    const TimeContext &m_time;
    QList<RegionMeasure> m_measures;
    View m_view = View::Map;
    RegionMap *m_map;
    SegmentedControl *m_views;
    QStackedLayout *m_faces;
    QWidget *m_comparison = nullptr; ///< made when it is first wanted, with all that is in it
    QComboBox *m_choice = nullptr;
    TextLabel *m_words = nullptr;
    AnalyticalChart *m_chart = nullptr;
    DataState m_state = DataState::Live;
    Instant m_read;
    Duration m_readLength{};
    quint64 m_revision = 0; ///< of the past of all compared series when they were read
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/seriesview.h"

#include <QHash>
#include <QObject>

#include <memory>
#include <vector>

namespace stanforis {

struct SampleBlock; // models/telemetry/sampleblock.h
struct HistorySeries;

/// Samples by series, as they came live and as history filled the holes. GUI thread.
///
/// Rules: times ascend; a sample whose time is already there is refused and counted; a late one is put in its place.
/// Samples are never replaced by summaries: a history column is used only where no samples are. A finer history column
/// replaces coarser ones. The oldest samples beyond `capacity` of a series are let go.
class SeriesStore final : public QObject, public SeriesView
{
    Q_OBJECT
public:
    /// `capacity`: samples kept for each series; 86,400 is a day at 1 Hz.
    explicit SeriesStore(std::size_t capacity = 86'400, QObject *parent = nullptr);
    ~SeriesStore() override;

    void append(const QList<SampleBlock> &blocks);
    void fill(const QList<HistorySeries> &history);
    /// Forgets every series of the sector.
    void forgetSector(const SectorId &sector);
    void clear();

    [[nodiscard]] QList<Column> columns(const SeriesKey &key, TimeRange range, int pixelColumns) const override;
    [[nodiscard]] quint64 pastRevision(const SeriesKey &key) const override;
    [[nodiscard]] std::optional<Sample> lastSample(const SeriesKey &key) const override;
    [[nodiscard]] std::optional<Sample> sampleAt(const SeriesKey &key, Instant time) const override;
    [[nodiscard]] Duration interval(const SeriesKey &key) const override;
    /// True when samples or history columns cover `range` of the series so closely that asking history again would add nothing.
    [[nodiscard]] bool covers(const SeriesKey &key, TimeRange range) const;

    [[nodiscard]] quint64 refused() const { return m_refused; }
    [[nodiscard]] quint64 received() const { return m_received; }

Q_SIGNALS:
    /// Once per batch.
    void appended();
    void filled();

private:
    struct Series;
    Series &series(const SeriesKey &key);
    void insert(Series &series, const Sample &sample);
    [[nodiscard]] const Series *find(const SeriesKey &key) const;

    std::size_t m_capacity;
    QHash<SeriesKey, std::shared_ptr<Series>> m_series;
    quint64 m_refused = 0;
    quint64 m_received = 0;
};

} // namespace stanforis

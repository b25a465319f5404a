// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/seriesview.h"

#include <QHash>
#include <QObject>

#include <deque>
#include <memory>
#include <vector>

namespace stanforis {

struct SampleBlock; // models/telemetry/sampleblock.h
struct HistorySeries;
struct PlainSamples;
struct SampleCounts;
class ChunkKeeper;
class ChunkVault;
class SeriesData;

/// How much a SeriesStore keeps.
struct StoreLimits
{
    /// Bytes in memory. Beyond it packed chunks that no query looked at for longest leave to the vault, or, without one, are
    /// thinned. Of each a little stays; when that takes half of the memory, series that go on growing let go of the oldest eighth
    /// of theirs.
    std::size_t memory = std::size_t{256} << 20;
    /// Samples of one series; beyond it the oldest are let go, whole chunks of 4096 at a time.
    std::size_t samplesPerSeries = std::size_t{1} << 40;
};

/// Samples by series, as they came live and as history filled the holes. GUI thread.
///
/// Rules:
/// - Times ascend strictly. A sample whose time is already there is refused and counted, the first one stays. A late one is put
///   in its place. NaN, infinities and times beyond +-2^61 µs (73,000 years) are refused and counted.
/// - Every sample keeps its quality and its origin.
/// - Samples are never replaced by summaries: a history column is left out where as many samples are here as it tells of; beside
///   fewer of them both are shown, and those that are here are taken to be among those it tells of. A history column of one
///   sample becomes a sample where none is.
/// - A history column replaces those that are coarser or equal and of which it and its neighbours tell all; it is left out itself
///   where finer ones tell all of it. So where answers to different questions meet, two may tell of the same samples;
///   Column::overlaps says so.
/// - No extreme is ever lost, at any zoom: minimum, maximum, first, last, count, sum and quality of each column are those of the
///   samples in it, whatever their quality; the sum but for rounding (Totals). Work of a query goes with its columns, not with
///   the samples.
/// - Samples are packed without loss some time after they came.
/// - What is in the vault stays visible: columns that hold such chunks as a whole are exact, those whose edge cuts one show the
///   extremes and worst quality of that whole chunk, and no sum, until it is back, which filled() tells. No query waits for a disk. A query that
///   would need more than half of the memory at once stays at that. Without a vault, or when it fails, of such a chunk a few
///   exact summaries stay, which nothing hides until history fills the place again.
/// - What is let go, by either limit, is unknown again: covers() is false there until history fills it.
///
/// Painters: readColumns() fills a vector they keep and allocates nothing; columns() is the same as a list.
class SeriesStore final : public QObject, public SeriesView
{
    Q_OBJECT
public:
    /// `vault` may be null and outlives the store.
    explicit SeriesStore(StoreLimits limits = {}, ChunkVault *vault = nullptr, QObject *parent = nullptr);
    ~SeriesStore() override;

    void append(const QList<SampleBlock> &blocks);
    void fill(const QList<HistorySeries> &history);
    /// Forgets every series of the sector.
    void forgetSector(const SectorId &sector);
    void clear();
    /// Packs at once what would be packed bit by bit; for measuring.
    void settle();

    [[nodiscard]] QList<Column> columns(const SeriesKey &key, TimeRange range, int pixelColumns) const override;
    void readColumns(const SeriesKey &key, TimeRange range, int pixelColumns, std::vector<Column> &out) const override;
    [[nodiscard]] quint64 pastRevision(const SeriesKey &key) const override;
    [[nodiscard]] std::optional<Sample> lastSample(const SeriesKey &key) const override;
    [[nodiscard]] std::optional<Sample> sampleAt(const SeriesKey &key, Instant time) const override;
    [[nodiscard]] Duration interval(const SeriesKey &key) const override;
    /// Between the samples of the source, of which a thinned stream brings a part only; 0: not known.
    [[nodiscard]] Duration sourceInterval(const SeriesKey &key) const;
    /// True when samples or history columns tell of all of `range` of the series. With `pixelColumns`: and no history column is
    /// more than a quarter wider than one of so many over the range, so that asking history again would add nothing.
    [[nodiscard]] bool covers(const SeriesKey &key, TimeRange range, int pixelColumns = 0) const;

    /// Samples that were not taken, and all that came.
    [[nodiscard]] quint64 refused() const { return m_refused; }
    [[nodiscard]] quint64 received() const { return m_received; }
    /// Time of the newest sample of the batch that came last; for measuring how long it takes to be seen.
    [[nodiscard]] Instant newest() const { return m_newest; }
    /// What the store takes in memory, in bytes.
    [[nodiscard]] std::size_t bytesUsed() const;
    /// Chunks that are in the vault only.
    [[nodiscard]] std::size_t chunksAway() const;

Q_SIGNALS:
    /// Once per batch.
    void appended();
    void filled();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    SeriesData &series(const SeriesKey &key);
    [[nodiscard]] SeriesData *find(const SeriesKey &key) const;
    void fillOne(SeriesData &into, const HistorySeries &history);
    void took(SeriesData &series, std::size_t memoryBefore, const SampleCounts &counts);
    void packFor(std::chrono::microseconds time);
    void packSoon();
    void forgetOrder();

    StoreLimits m_limits;
    std::unique_ptr<ChunkKeeper> m_keeper;
    QHash<SeriesKey, std::shared_ptr<SeriesData>> m_series;
    SeriesData *m_previous = nullptr;    ///< the series of the block before
    std::deque<SeriesData *> m_unpacked; ///< series with something to pack, those that wait longest first
    quint64 m_refused = 0;
    quint64 m_received = 0;
    quint64 m_generation = 0; ///< how often series were forgotten
    Instant m_newest{};
    int m_timer = 0;
};

} // namespace stanforis

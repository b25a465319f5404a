// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/telemetry/telemetryhub.h"
#include "models/core/result.h"

namespace stanforis {

class Catalogue;

/// So many series at so many samples a second, to see what the platform and its clients can bear. They have a directory and a hub
/// of their own, so a load changes nothing about the nation's telemetry. Main thread.
class LoadSource final : public QObject
{
    Q_OBJECT
public:
    static constexpr int mostSeries = 10'000;
    static constexpr int mostHertz = 10;

    struct Load
    {
        int series = 0; ///< 0: none
        int hertz = 1;
        friend bool operator==(const Load &, const Load &) = default;
    };

    /// Both are borrowed.
    LoadSource(const Catalogue &catalogue, const Clock &clock, std::uint64_t seed = 1);

    /// From the next sample on. Invalid names the limit, and nothing changes.
    [[nodiscard]] Result<Done> set(Load load);
    [[nodiscard]] const Load &load() const { return m_load; }
    /// How many of the series are the sector's; they are numbered from 0.
    [[nodiscard]] int share(const SectorId &sector) const;

    [[nodiscard]] const SeriesDirectory &directory() const { return m_directory; }
    [[nodiscard]] TelemetryHub &hub() { return m_hub; }

private:
    void schedule();
    void step();
    [[nodiscard]] TickPointer tick(Instant time) const;

    const Clock &m_clock;
    std::uint64_t m_seed;
    Load m_load;
    SeriesDirectory m_directory;
    TelemetryHub m_hub;
    QTimer m_timer;
    std::int64_t m_step = 0; ///< number of the last sample since the epoch
};

} // namespace stanforis

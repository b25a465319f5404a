// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/health/healthengine.h"
#include "app/platform/methods.h"
#include "app/platform/telemetry/historystore.h"
#include "app/platform/telemetry/telemetryhub.h"
#include "app/simulator/nation/nationinsight.h"

namespace stanforis {

/// The simulated nation with everything that shows it: steps the model, feeds telemetry, history and health. Main thread.
class NationSource final : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QString stateFolder; ///< empty: history ends with the program
        std::uint64_t seed = 1;
        std::chrono::minutes backFill{60}; ///< history invented on the very first start; 0: none
    };

    /// Reads data and model and opens the history. Catalogue and clock are borrowed. An error names the file.
    [[nodiscard]] static Result<std::unique_ptr<NationSource>> open(const Catalogue &catalogue, const Clock &clock,
                                                                    const Options &options);

    /// Fills the past if there is none, then ticks until stop().
    void start();
    void stop();
    /// Adds the methods of catalogue, telemetry and health. This object and the hub of the load, if any, must outlive them and
    /// their streams.
    void addMethods(Methods &methods, TelemetryHub *load = nullptr);

    [[nodiscard]] NationModel &model() { return *m_model; }
    [[nodiscard]] const HealthEngine &health() const { return *m_health; }
    [[nodiscard]] HistoryStore &history() { return *m_history; }
    [[nodiscard]] const TelemetryHub &hub() const { return *m_hub; }

private:
    NationSource(const Catalogue &catalogue, const Clock &clock, const Options &options);
    void schedule();
    void step();
    /// Says when live values have to begin.
    Instant fillPast();

    const Catalogue &m_catalogue;
    const Clock &m_clock;
    Options m_options;
    SeriesDirectory m_directory;
    std::unique_ptr<NationData> m_data;
    std::unique_ptr<NationModel> m_model;
    std::unique_ptr<NationInsight> m_insight;
    std::unique_ptr<HistoryStore> m_history;
    std::unique_ptr<TelemetryHub> m_hub;
    std::unique_ptr<HealthEngine> m_health;
    QTimer m_timer;
    std::int64_t m_step = 0; ///< number of the last step since the epoch
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/telemetry/seriesdirectory.h"
#include "app/platform/telemetry/tick.h"
#include "app/simulator/nation/disturbance.h"
#include "app/simulator/nation/drivers.h"

#include <QJsonObject>

#include <optional>

namespace stanforis {

class Catalogue;

/// Gives every series of the directory a value at any time. The value depends on the seed, the time and the disturbances, on
/// nothing else, so any moment can be computed alone and two runs agree. README.md explains the formulas.
class NationModel final
{
public:
    struct ServiceState
    {
        double rate = 0;   ///< per second
        double errors = 0; ///< percent
        double p50 = 0;    ///< milliseconds, as p95 and p99
        double p95 = 0;
        double p99 = 0;
        double saturation = 0; ///< percent
    };
    struct Step
    {
        QString name;
        double share = 0; ///< of the usual time
        double ratio = 1; ///< of its time now to its usual time
    };

    [[nodiscard]] static QString builtIn();
    /// Reads `<sector>.json` of a folder or Qt resource; an error names the series or the file. All are borrowed.
    [[nodiscard]] static Result<std::unique_ptr<NationModel>> load(const Catalogue &catalogue, const SeriesDirectory &directory,
                                                                   const NationData &data, std::uint64_t seed,
                                                                   const QString &folder = builtIn());

    /// `values` gets one number per series of the directory, rounded to the series' resolution.
    void evaluate(Instant time, std::vector<double> &values) const;
    /// The same as a tick, with the quality of the series whose sensors fail by themselves at this time.
    [[nodiscard]] std::shared_ptr<Tick> tick(Instant time) const;
    [[nodiscard]] ServiceState service(const ServiceId &id, Instant time) const;
    /// How long the service's own work and each call to another take.
    [[nodiscard]] std::vector<Step> steps(const ServiceId &id, Instant time) const;
    [[nodiscard]] int instances(const ServiceId &id) const;

    /// Disturbances that come back by themselves, then those of disturb(), at this time.
    [[nodiscard]] std::optional<Disturbance> disturbance(const ServiceId &id, Instant time) const;
    void disturb(const Disturbance &disturbance) { m_disturbances.push_back(disturbance); }
    void calm() { m_disturbances.clear(); }

private:
    struct Pull
    {
        int driver = 0;
        double gain = 0;
    };
    struct Service
    {
        ServiceId id;
        std::uint64_t stream = 0;
        double rate = 0;
        double p50 = 0;
        double spread = 2;
        double utilisation = 0.5;
        double noise = 0;
        double usualErrors = 0;
        int instances = 3;
        int firstSeries = 0; ///< rate, errors, p50, p95, p99, saturation follow each other
        std::vector<Pull> pulls;
        std::vector<std::pair<int, double>> calls; ///< service, weight
    };
    enum class Kind { Value, Today, Grow };
    struct Measure
    {
        int series = 0;
        std::uint64_t stream = 0;
        Kind kind = Kind::Value;
        double base = 0;
        double noise = 0;
        double period = 60;
        double minimum = 0;
        double maximum = 0;
        std::vector<Pull> pulls;
    };
    struct Moment;

    NationModel(const Catalogue &catalogue, const SeriesDirectory &directory, const NationData &data, std::uint64_t seed);
    [[nodiscard]] Result<Done> read(const QString &path);
    [[nodiscard]] Result<Done> addService(const QString &id, const QJsonObject &json);
    [[nodiscard]] Result<Done> addMeasure(const QString &key, const QJsonObject &json);
    [[nodiscard]] Result<Done> finish();
    [[nodiscard]] Result<std::vector<Pull>> pulls(const QJsonObject &json, const QString &where) const;
    [[nodiscard]] Moment moment(Instant time) const;
    [[nodiscard]] ServiceState state(const Service &service, const Moment &moment, std::vector<double> &ratios,
                                     std::vector<double> &errors) const;
    [[nodiscard]] double measure(const Measure &measure, const Moment &moment) const;
    [[nodiscard]] double follow(const std::vector<Pull> &pulls, const std::vector<double> &drivers) const;

    const Catalogue &m_catalogue;
    const SeriesDirectory &m_directory;
    Drivers m_drivers;
    std::uint64_t m_seed;
    std::vector<Service> m_services; ///< a service comes after those it calls, except in a circle
    QHash<ServiceId, int> m_serviceIndex;
    std::vector<Measure> m_measures;
    std::vector<double> m_powers; ///< by series: 10 to its resolution
    QHash<QString, QJsonObject> m_serviceJson;
    QHash<QString, QJsonObject> m_measureJson;
    std::vector<Disturbance> m_disturbances;
};

} // namespace stanforis

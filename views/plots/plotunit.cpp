// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/plotunit.h"

#include <QList>

#include <array>
#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace stanforis {
namespace {

struct Step
{
    double size;
    QLatin1StringView name;
};

constexpr std::array durations{Step{1e-9, "ns"_L1}, Step{1e-6, "us"_L1}, Step{1e-3, "ms"_L1}, Step{1, "s"_L1},
                               Step{60, "min"_L1},  Step{3600, "h"_L1},  Step{86400, "d"_L1}};
constexpr std::array bytes{Step{1, "B"_L1}, Step{0x1p10, "KiB"_L1}, Step{0x1p20, "MiB"_L1}, Step{0x1p30, "GiB"_L1},
                           Step{0x1p40, "TiB"_L1}};
constexpr std::array prefixes{Step{1e-9, "n"_L1}, Step{1e-6, "u"_L1}, Step{1e-3, "m"_L1}, Step{1, ""_L1},    Step{1e3, "k"_L1},
                              Step{1e6, "M"_L1},  Step{1e9, "G"_L1},  Step{1e12, "T"_L1}, Step{1e15, "P"_L1}};
constexpr std::array measured{"W"_L1, "Wh"_L1, "VA"_L1, "var"_L1, "V"_L1, "A"_L1, "Hz"_L1, "J"_L1, "Pa"_L1, "bit"_L1, "bit/s"_L1};

/// The largest step of which there is at least one in `largest`.
template <std::size_t Count>
const Step &fitting(const std::array<Step, Count> &steps, double largest)
{
    const Step *best = &steps.front();
    for (const Step &step : steps) {
        best = largest >= step.size ? &step : best;
    }
    return *best;
}

QString written(const QString &name) { return QString(name).replace("us"_L1, u"\u00B5s"_s); }

std::optional<PlotUnit> asDuration(const QString &unit, double largest)
{
    const QString plain = QString(unit).replace(u'\u00B5', u'u');
    for (const Step &own : durations) {
        if (plain != own.name) {
            continue;
        }
        // People read 90 s and 1 500 ms without effort: another unit comes only well beyond that.
        const double limit = own.size < 1 ? 10'000 : own.size == 1 ? 300 : own.size == 60 ? 180 : 72;
        if (largest < limit && largest >= 0.5) {
            return PlotUnit{};
        }
        const Step &step = fitting(durations, largest * own.size / 2);
        return step.name == own.name ? PlotUnit{} : PlotUnit{step.size / own.size, written(QString(step.name))};
    }
    return std::nullopt;
}

std::optional<PlotUnit> asBytes(const QString &unit, double largest)
{
    const QString rate = unit.endsWith("/s"_L1) ? u"/s"_s : QString();
    const QString plain = unit.chopped(rate.size());
    for (const Step &own : bytes) {
        if (plain != own.name && !(own.size == 1 && plain == "bytes"_L1)) {
            continue;
        }
        const Step &step = fitting(bytes, largest * own.size);
        return step.name == own.name ? PlotUnit{} : PlotUnit{step.size / own.size, QString(QString(step.name) + rate)};
    }
    return std::nullopt;
}

std::optional<PlotUnit> asMeasured(const QString &unit, double largest)
{
    for (const QLatin1StringView base : measured) {
        if (!unit.endsWith(base)) {
            continue;
        }
        const QString prefix = unit.chopped(base.size()).replace(u'\u00B5', u'u');
        for (const Step &own : prefixes) {
            if (prefix != own.name) {
                continue;
            }
            if (largest >= 0.1 && largest < 10'000) {
                return PlotUnit{};
            }
            const Step &step = fitting(prefixes, largest * own.size);
            const QString name = QString(step.name).replace(u'u', u'\u00B5') + base;
            return step.name == own.name ? PlotUnit{} : PlotUnit{step.size / own.size, name};
        }
    }
    return std::nullopt;
}

} // namespace

PlotUnit PlotUnit::of(const QString &unit, double largest)
{
    if (!std::isfinite(largest) || largest <= 0) {
        return {};
    }
    for (const auto &reading : {asDuration(unit, largest), asBytes(unit, largest), asMeasured(unit, largest)}) {
        if (reading) {
            return *reading;
        }
    }
    if (largest < 1e6) {
        return {};
    }
    const Step &step = fitting(prefixes, largest);
    return {step.size, QString(step.name)};
}

} // namespace stanforis

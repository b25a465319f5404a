// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/nation/nationsource.h"

#include "app/platform/catalogue/catalogue.h"
#include "app/platform/catalogue/cataloguemethods.h"
#include "app/platform/health/healthmethods.h"
#include "app/platform/telemetry/telemetrymethods.h"

#include <QLoggingCategory>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logNation, "stanforis.nation")

constexpr std::int64_t longestDelay = 30; // ticks

} // namespace

NationSource::NationSource(const Catalogue &catalogue, const Clock &clock, const Options &options)
    : m_catalogue(catalogue)
    , m_clock(clock)
    , m_options(options)
    , m_directory(catalogue)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &NationSource::step);
}

Result<std::unique_ptr<NationSource>> NationSource::open(const Catalogue &catalogue, const Clock &clock, const Options &options)
{
    std::unique_ptr<NationSource> source(new NationSource(catalogue, clock, options));
    auto data = NationData::load();
    if (!data)
        return data.error();
    source->m_data = std::move(*data);
    auto model = NationModel::load(catalogue, source->m_directory, *source->m_data, options.seed);
    if (!model)
        return model.error();
    source->m_model = std::move(*model);
    auto history = HistoryStore::open(source->m_directory, options.stateFolder);
    if (!history)
        return history.error();
    source->m_history = std::move(*history);
    source->m_insight = std::make_unique<NationInsight>(catalogue, *source->m_model);
    source->m_hub = std::make_unique<TelemetryHub>(source->m_directory, u"stanforis-simulator"_s, clock);
    source->m_health = std::make_unique<HealthEngine>(catalogue, source->m_directory, *source->m_insight);
    connect(source->m_history.get(), &HistoryStore::writeFailed, source.get(),
            [](const QString &detail) { qCWarning(logNation, "%ls", qUtf16Printable(detail)); });
    return source;
}

void NationSource::addMethods(Methods &methods, TelemetryHub *load)
{
    addCatalogueMethods(methods, m_catalogue);
    addTelemetryMethods(methods, *m_hub, *m_history, load);
    addHealthMethods(methods, *m_health, m_catalogue, m_clock);
}

void NationSource::start()
{
    const Instant begin = m_history->isNew() ? fillPast() : m_clock.now();
    m_step = toMicroseconds(begin) / m_directory.interval().count() - 1;
    step();
}

void NationSource::stop()
{
    m_timer.stop();
    m_history->flush();
}

// Only a nation that never ran has a past to make up; the time between two runs is a hole and stays one.
Instant NationSource::fillPast()
{
    const auto now = [this] { return std::chrono::floor<std::chrono::seconds>(m_clock.now()); };
    // The clock is asked again each time: making up and writing take a while, and live values must follow without a hole.
    auto second = now() - m_options.backFill;
    while (second < now()) {
        for (; second < now(); second += std::chrono::seconds(1))
            m_history->append(m_model->tick(second));
        m_history->flush(); // a question may come at once
    }
    return second;
}

void NationSource::schedule()
{
    // To the next whole step of the wall clock, so that ticks do not drift.
    const auto interval = m_directory.interval().count();
    const auto wait = interval - toMicroseconds(m_clock.now()) % interval;
    m_timer.start(std::chrono::milliseconds(wait / 1000 + 1));
}

void NationSource::step()
{
    schedule();
    const auto number = toMicroseconds(m_clock.now()) / m_directory.interval().count();
    // On a busy machine a tick comes late, not never; after a sleep the time away stays a hole.
    for (m_step = std::max(m_step, number - longestDelay); m_step < number;) {
        const TickPointer tick = m_model->tick(fromMicroseconds(++m_step * m_directory.interval().count()));
        m_history->append(tick);
        m_health->update(tick);
        m_hub->push(tick);
    }
}

} // namespace stanforis

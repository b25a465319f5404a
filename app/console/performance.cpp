// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/performance.h"

#include "app/console/residentmemory.h"
#include "app/console/stores.h"
#include "views/shell/frameclock.h"
#include "views/shell/mainwindow.h"
#include "views/shell/performanceoverlay.h"

#include <QLoggingCategory>

namespace stanforis {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(performanceLog, "stanforis.console.performance", QtWarningMsg)

namespace {

constexpr auto publishEvery = 500ms;
constexpr int logEvery = 20; // publications: ten seconds
constexpr std::size_t mostUnpainted = 4096;

double milliseconds(const std::optional<Duration> &duration)
{
    return duration ? std::chrono::duration<double, std::milli>(*duration).count() : 0;
}

} // namespace

Performance::Performance(MainWindow &window, const FrameClock &clock, Stores &stores, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_clock(clock)
    , m_stores(stores)
{
    m_publish.setInterval(publishEvery);
    connect(&m_publish, &QTimer::timeout, this, &Performance::publish);
    connect(&window, &MainWindow::actionRequested, this, [this](const QString &action) {
        if (action == QLatin1String("performance"))
            toggleOverlay();
    });
    decide();
}

void Performance::setPageWatches(bool watches)
{
    m_pageWatches = watches;
    decide();
}

void Performance::toggleOverlay()
{
    if (!m_overlay)
        m_overlay = new PerformanceOverlay(m_stores.performance, &m_window);
    m_overlay->setVisible(m_overlay->isHidden());
    decide();
}

void Performance::decide()
{
    const bool wanted = m_pageWatches || (m_overlay && !m_overlay->isHidden()) || performanceLog().isInfoEnabled();
    if (wanted == m_running)
        return;
    m_running = wanted;
    wanted ? begin() : end();
}

void Performance::begin()
{
    m_statistics.clear();
    m_unpainted.clear();
    m_inFrame.clear();
    m_sinceLog = 0;
    connect(&m_stores.series, &SeriesStore::appended, this, &Performance::noteSamples);
    connect(&m_clock, &FrameClock::frameDue, this, &Performance::beginFrame);
    connect(&m_clock, &FrameClock::due, this, &Performance::beginFrame);
    connect(&m_window, &MainWindow::paintBegan, this, [this] { m_paintBegan = FrameClock::Steady::now(); });
    connect(&m_window, &MainWindow::painted, this, &Performance::notePainted);
    publish();
    m_publish.start();
}

void Performance::end()
{
    m_publish.stop();
    disconnect(&m_stores.series, nullptr, this, nullptr);
    disconnect(&m_clock, nullptr, this, nullptr);
    disconnect(&m_window, &MainWindow::paintBegan, this, nullptr);
    disconnect(&m_window, &MainWindow::painted, this, nullptr);
    m_stores.performance.setFigures(std::nullopt);
}

void Performance::noteSamples()
{
    if (m_stores.series.newest() != Instant{} && m_unpainted.size() < mostUnpainted)
        m_unpainted.push_back(m_stores.series.newest());
}

void Performance::beginFrame()
{
    m_inFrame.insert(m_inFrame.end(), m_unpainted.begin(), m_unpainted.end());
    m_unpainted.clear();
}

void Performance::notePainted()
{
    const auto steady = FrameClock::Steady::now();
    const Instant now = m_stores.time.now();
    const auto began = m_clock.frameBegan().value_or(m_paintBegan);
    m_statistics.addFrame(now, std::chrono::duration_cast<Duration>(steady - began));
    if (!m_clock.frameBegan())
        return; // somebody pointed at something; the samples that wait are not in this picture
    for (const Instant sample : m_inFrame)
        m_statistics.addLatency(now, now - sample);
    m_inFrame.clear();
}

void Performance::publish()
{
    const Instant now = m_stores.time.now();
    m_statistics.countSamples(now, m_stores.series.received());
    PerformanceFigures figures;
    figures.frames = m_statistics.figures(now);
    figures.dropped = m_stores.connection.dropped();
    figures.unreadable = m_stores.connection.unreadable();
    if (const auto &clock = m_stores.connection.clock())
        figures.clockUncertainty = clock->uncertainty;
    figures.residentBytes = residentMemory();
    m_stores.performance.setFigures(figures);
    if (performanceLog().isInfoEnabled() && m_sinceLog++ % logEvery == 0)
        log(figures);
}

void Performance::log(const PerformanceFigures &figures) const
{
    const FrameFigures &frames = figures.frames;
    qCInfo(performanceLog).noquote()
        << QStringLiteral("frame_ms=%1 frame_p99_ms=%2 frames_s=%3 long_frames=%4 samples_s=%5 "
                          "dropped=%6 unreadable=%7 latency_p50_ms=%8 latency_p99_ms=%9")
               .arg(milliseconds(frames.lastFrame), 0, 'f', 2)
               .arg(milliseconds(frames.frameP99), 0, 'f', 2)
               .arg(frames.framesPerSecond, 0, 'f', 1)
               .arg(frames.longFrames)
               .arg(frames.samplesPerSecond, 0, 'f', 0)
               .arg(figures.dropped)
               .arg(figures.unreadable)
               .arg(milliseconds(frames.latencyP50), 0, 'f', 2)
               .arg(milliseconds(frames.latencyP99), 0, 'f', 2)
        << QStringLiteral("resident_mb=%1").arg(static_cast<double>(figures.residentBytes) / (1 << 20), 0, 'f', 1);
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stores/performancestore.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>
#include <vector>

namespace stanforis {

class FrameClock;
class MainWindow;
class PerformanceOverlay;
struct Stores;

/// Measures frames, samples and latency of one window while somebody watches: the overlay (Ctrl+Shift+F), a page, or the log
/// (category stanforis.console.performance, level info, off by default: a line every ten seconds). Connected to nothing
/// otherwise. GUI thread.
class Performance final : public QObject
{
    Q_OBJECT
public:
    /// The clock is the window's; all outlive it.
    Performance(MainWindow &window, const FrameClock &clock, Stores &stores, QObject *parent = nullptr);

    /// A page that shows the figures is in view, or no more.
    void setPageWatches(bool watches);

private:
    void toggleOverlay();
    void decide();
    void begin();
    void end();
    void beginFrame();
    void notePainted();
    void noteSamples();
    void publish();
    void log(const PerformanceFigures &figures) const;

    MainWindow &m_window;
    const FrameClock &m_clock;
    Stores &m_stores;
    PerformanceOverlay *m_overlay = nullptr;
    bool m_pageWatches = false;
    bool m_running = false;
    FrameStatistics m_statistics;
    std::chrono::steady_clock::time_point m_paintBegan;
    std::vector<Instant> m_unpainted; ///< time of the newest sample of each batch that no frame has taken
    std::vector<Instant> m_inFrame;   ///< of those that the frame in progress shows
    QTimer m_publish;
    int m_sinceLog = 0;
};

} // namespace stanforis

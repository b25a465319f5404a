// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/telemetry/visitedranges.h"

#include <QObject>

#include <memory>

namespace stanforis {

/// In which zone times are written; one choice for the application.
enum class ZoneChoice { Platform, Utc, Local };

/// The one time range every plot and table of a window follows: live with a window that ends now, fixed bounds, or bounds that
/// follow the clock as an expression says. Keeps the visited ranges, and the zone times are written in. GUI thread.
class TimeContext final : public QObject
{
    Q_OBJECT
public:
    explicit TimeContext(const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] const TimeSelection &selection() const { return m_visited.current(); }
    /// Its bounds follow the clock.
    [[nodiscard]] bool isLive() const { return selection().isLive(); }
    /// The live window; while the bounds are others, the last one there was.
    [[nodiscard]] Duration window() const { return m_window; }
    /// Live: the window that ends now. Else the bounds as they are now.
    [[nodiscard]] TimeRange range() const { return selection().range(now(), zone()); }
    /// Platform clock minus workstation clock; live ranges end at the platform's now.
    void setClockOffset(Duration offset) { m_offset = offset; }
    [[nodiscard]] Instant now() const { return m_common ? m_common->now() : m_clock.now() + m_offset; }

    void setLive(Duration window);
    /// Back to the last live window.
    void resumeLive() { setLive(m_window); }
    void setFixed(TimeRange range);
    void select(const TimeSelection &selection);

    /// Moves by a share of the length, later when positive. What reaches now is live from then on.
    void pan(double share);
    /// Makes the range `factor` times as long about a moment that stays where it is on the screen. Turns that follow each other
    /// within a second are one visited range.
    void zoom(double factor, Instant about);

    [[nodiscard]] bool canGoBack() const { return m_visited.canGoBack(); }
    [[nodiscard]] bool canGoForward() const { return m_visited.canGoForward(); }
    void goBack();
    void goForward();

    [[nodiscard]] ZoneChoice zoneChoice() const { return m_common ? m_common->zoneChoice() : m_zoneChoice; }
    void setZoneChoice(ZoneChoice choice);
    /// As the platform states it; the workstation's while it states none.
    void setPlatformZone(const QTimeZone &zone);
    [[nodiscard]] QTimeZone zone(ZoneChoice choice) const;
    [[nodiscard]] QTimeZone zone() const { return zone(zoneChoice()); }

    /// A context of its own for one view, with the same range, clock and zone. This one must outlive it.
    [[nodiscard]] std::unique_ptr<TimeContext> detach() const;

Q_SIGNALS:
    /// Another window or other bounds; not emitted as live time passes.
    void changed();
    /// Times are written in another zone.
    void zoneChanged();

private:
    void adopt(const TimeSelection &selection, bool amend);
    /// What reaches now becomes live.
    [[nodiscard]] TimeSelection followed(TimeRange range) const;
    void arrive();

    const Clock &m_clock;
    const TimeContext *m_common = nullptr; ///< whose clock and zone a detached context follows
    VisitedRanges m_visited;
    Duration m_window;
    Duration m_offset{};
    std::optional<Instant> m_turned; ///< when the last zoom was, while it may be amended
    ZoneChoice m_zoneChoice = ZoneChoice::Platform;
    QTimeZone m_platformZone;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QObject>

namespace stanforis {

/// The one time range every plot and table of a window follows: live with a window that ends now, or fixed bounds. GUI thread.
class TimeContext final : public QObject
{
    Q_OBJECT
public:
    explicit TimeContext(const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] bool isLive() const { return m_live; }
    [[nodiscard]] Duration window() const { return m_window; }
    /// Live: the window that ends now. Else the fixed bounds.
    [[nodiscard]] TimeRange range() const;
    /// Platform clock minus workstation clock; live ranges end at the platform's now.
    void setClockOffset(Duration offset) { m_offset = offset; }
    [[nodiscard]] Instant now() const { return m_clock.now() + m_offset; }

    void setLive(Duration window);
    void setFixed(TimeRange range);

Q_SIGNALS:
    /// Another window or other bounds; not emitted as live time passes.
    void changed();

private:
    const Clock &m_clock;
    bool m_live = true;
    Duration m_window{std::chrono::minutes(15)};
    Duration m_offset{};
    TimeRange m_fixed{};
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/timecontext.h"

namespace stanforis {

TimeContext::TimeContext(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{}

TimeRange TimeContext::range() const
{
    if (!m_live)
        return m_fixed;
    const Instant end = now();
    return {end - m_window, end};
}

void TimeContext::setLive(Duration window)
{
    if (m_live && m_window == window)
        return;
    m_live = true;
    m_window = window;
    Q_EMIT changed();
}

void TimeContext::setFixed(TimeRange range)
{
    if (!m_live && m_fixed == range)
        return;
    m_live = false;
    m_fixed = range;
    Q_EMIT changed();
}

} // namespace stanforis

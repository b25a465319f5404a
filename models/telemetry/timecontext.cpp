// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/timecontext.h"

#include <algorithm>
#include <cmath>

using namespace std::chrono_literals;

namespace stanforis {

namespace {

constexpr Duration firstWindow = 15min;
constexpr Duration oneGesture = 1s;

} // namespace

TimeContext::TimeContext(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_visited(TimeSelection::live(firstWindow))
    , m_window(firstWindow)
    , m_platformZone(QTimeZone::systemTimeZone())
{}

void TimeContext::setLive(Duration window) { select(TimeSelection::live(window)); }

void TimeContext::setFixed(TimeRange range) { select(TimeSelection::fixed(range)); }

void TimeContext::select(const TimeSelection &selection) { adopt(selection, false); }

void TimeContext::adopt(const TimeSelection &selection, bool amend)
{
    if (!amend)
        m_turned.reset();
    if (selection == m_visited.current())
        return;
    if (amend)
        m_visited.amend(selection);
    else
        m_visited.visit(selection);
    arrive();
}

void TimeContext::arrive()
{
    m_window = selection().window().value_or(m_window);
    Q_EMIT changed();
}

TimeSelection TimeContext::followed(TimeRange range) const
{
    if (range.to < now())
        return TimeSelection::fixed(range);
    // Whole seconds: a window is something a person can name.
    return TimeSelection::live(std::chrono::ceil<std::chrono::seconds>(range.length()));
}

void TimeContext::pan(double share)
{
    TimeRange bounds = range();
    const Duration by(std::llround(share * double(bounds.length().count())));
    if (by > 0us && isLive() && bounds.to >= now())
        return;
    const Duration step = std::min(by, std::max(0us, now() - bounds.to));
    bounds.from += step;
    bounds.to += step;
    select(followed(bounds));
}

void TimeContext::zoom(double factor, Instant about)
{
    const TimeRange bounds = range();
    const double length = double(bounds.length().count());
    const double wanted =
        std::clamp(length * factor, double(TimeSelection::shortest.count()), double(TimeSelection::longest.count()));
    if (wanted == length || length <= 0)
        return;
    const double share = std::clamp(double((about - bounds.from).count()) / length, 0.0, 1.0);
    // Milliseconds: a range copied as text comes back the same.
    const auto milliseconds = [](double count) { return Duration(std::llround(count / 1000) * 1000); };
    TimeRange next;
    next.from = std::chrono::floor<std::chrono::milliseconds>(about) - milliseconds(wanted * share);
    next.to = next.from + milliseconds(wanted);
    const Instant turned = m_clock.now();
    const bool sameGesture = m_turned && turned - *m_turned < oneGesture && turned >= *m_turned;
    adopt(bounds.to >= now() && share >= 1.0 ? TimeSelection::live(std::chrono::ceil<std::chrono::seconds>(milliseconds(wanted)))
                                             : followed(next),
          sameGesture);
    m_turned = turned;
}

void TimeContext::goBack()
{
    if (!canGoBack())
        return;
    m_turned.reset();
    m_visited.goBack();
    arrive();
}

void TimeContext::goForward()
{
    if (!canGoForward())
        return;
    m_turned.reset();
    m_visited.goForward();
    arrive();
}

void TimeContext::setZoneChoice(ZoneChoice choice)
{
    if (choice == m_zoneChoice)
        return;
    m_zoneChoice = choice;
    Q_EMIT zoneChanged();
}

void TimeContext::setPlatformZone(const QTimeZone &zone)
{
    const QTimeZone stated = zone.isValid() ? zone : QTimeZone::systemTimeZone();
    if (stated == m_platformZone)
        return;
    m_platformZone = stated;
    Q_EMIT zoneChanged();
}

QTimeZone TimeContext::zone(ZoneChoice choice) const
{
    if (m_common)
        return m_common->zone(choice);
    switch (choice) {
    case ZoneChoice::Platform:
        break;
    case ZoneChoice::Utc:
        return QTimeZone::utc();
    case ZoneChoice::Local:
        return QTimeZone::systemTimeZone();
    }
    return m_platformZone;
}

std::unique_ptr<TimeContext> TimeContext::detach() const
{
    auto own = std::make_unique<TimeContext>(m_clock);
    own->m_common = m_common ? m_common : this;
    own->m_visited = VisitedRanges(selection());
    own->m_window = m_window;
    connect(own->m_common, &TimeContext::zoneChanged, own.get(), &TimeContext::zoneChanged);
    return own;
}

} // namespace stanforis

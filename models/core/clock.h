// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace stanforis {

/// A point in time: microseconds since 1970-01-01T00:00:00Z, leap seconds ignored (as POSIX time).
using Instant = std::chrono::sys_time<std::chrono::microseconds>;
using Duration = std::chrono::microseconds;

/// Where the time comes from; injected so that tests and replay can set it.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

/// The workstation's own clock.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override
    {
        return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
    }
};

/// Half-open interval [from, to).
struct TimeRange
{
    Instant from;
    Instant to;

    [[nodiscard]] Duration length() const { return to - from; }
    [[nodiscard]] bool contains(Instant t) const { return from <= t && t < to; }
    friend bool operator==(const TimeRange &, const TimeRange &) = default;
};

[[nodiscard]] inline std::int64_t toMicroseconds(Instant t) { return t.time_since_epoch().count(); }
[[nodiscard]] inline Instant fromMicroseconds(std::int64_t us) { return Instant{Duration{us}}; }
[[nodiscard]] inline std::int64_t toMilliseconds(Instant t) { return t.time_since_epoch().count() / 1000; }

} // namespace stanforis

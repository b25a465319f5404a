// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/timeselection.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QString>
#include <QTimeZone>

namespace stanforis {

/// A moment as the clocks of `zone` show it, to the millisecond.
[[nodiscard]] inline QDateTime inZone(Instant time, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(toMilliseconds(time), zone);
}

/// Ranges of time and what is wrong with them, as the time control writes them.
class TimeWords final
{
    Q_DECLARE_TR_FUNCTIONS(stanforis::TimeWords)

public:
    /// "Last 15 min", "Last 6 h", "Last 90 s"
    [[nodiscard]] static QString window(Duration window);
    /// A bound in a field: "2026-11-22 14:30", with seconds or milliseconds where it has them. Can be typed back.
    [[nodiscard]] static QString bound(Instant time, const QTimeZone &zone);
    /// "13:04 – 13:19", with seconds when it is short, with days when it is not today.
    [[nodiscard]] static QString range(TimeRange range, Instant now, const QTimeZone &zone);
    /// What is wrong and how to write it.
    [[nodiscard]] static QString fault(const TimeFault &fault);
};

} // namespace stanforis

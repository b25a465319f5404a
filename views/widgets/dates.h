// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QString>
#include <QTimeZone>

namespace stanforis {

/// Days and times of day as they are written everywhere, 24 h, in the one zone the application tells times in. GUI thread.
class Dates final
{
    Q_DECLARE_TR_FUNCTIONS(stanforis::Dates)

public:
    /// The workstation's until another is set. What has been written already stays until it is written again.
    static void setZone(const QTimeZone &zone);
    [[nodiscard]] static QDateTime moment(Instant time);
    /// "22 Nov 2026"
    [[nodiscard]] static QString day(Instant time);
    [[nodiscard]] static QString day(QDate date);
    /// "22 Nov"
    [[nodiscard]] static QString shortDay(QDate date);
    /// "Sunday 22 November 2026"
    [[nodiscard]] static QString longDay(Instant time);
    /// "13:19 UTC+2"
    [[nodiscard]] static QString clock(Instant time);
    /// "today 14:21 UTC+2", "yesterday 22:04 UTC+2", "21 Nov 2026 14:21 UTC+2"
    [[nodiscard]] static QString when(Instant time, Instant now);
    /// How long before `now`, coarsely: "just now", "4 min", "2 h", "yesterday", "3 days"
    [[nodiscard]] static QString since(Instant time, Instant now);
    /// How long after `now`: "47 min", "3 h", "9 days"
    [[nodiscard]] static QString until(Instant time, Instant now);
    /// Midnight at the start of the day.
    [[nodiscard]] static Instant startOf(QDate date);
    /// Whole days between two days of the calendar.
    [[nodiscard]] static int daysUntil(Instant time, Instant now);
};

} // namespace stanforis

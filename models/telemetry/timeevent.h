// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/severity.h"

#include <QString>

namespace stanforis {

/// Something that happened at a moment, to be marked on a time axis.
struct TimeEvent
{
    Instant time;
    Severity severity = Severity::Normal; ///< Normal: something became normal again
    QString source;                       ///< who: the name of a service
    QString text;                         ///< what, as the platform calls it; empty: became normal

    friend bool operator==(const TimeEvent &, const TimeEvent &) = default;
};

} // namespace stanforis

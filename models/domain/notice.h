// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/ids.h"
#include "models/domain/severity.h"

#include <QString>

namespace stanforis {

struct Notice
{
    NoticeId id;
    Instant time;
    QString title;
    QString text;
    SectorId sector; ///< empty: the whole platform
    QString link;    ///< stanforis:// page, may be empty
    Severity severity = Severity::Normal;
};

} // namespace stanforis

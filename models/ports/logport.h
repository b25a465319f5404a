// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QList>
#include <QString>
#include <QtGlobal>

namespace stanforis {

/// One message of this program's own log.
struct LogEntry
{
    Instant time;
    QtMsgType type = QtDebugMsg;
    QString category;
    QString text;
};

/// The last messages this program has logged, oldest first; bounded. Any thread.
class LogPort
{
public:
    virtual ~LogPort() = default;
    [[nodiscard]] virtual QList<LogEntry> recent() const = 0;
};

} // namespace stanforis

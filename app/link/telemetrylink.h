// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/standingstream.h"
#include "models/ports/telemetryport.h"

#include <QObject>

namespace stanforis {

/// Live values with resume, and history. Frames that cannot be read are counted and left out.
class TelemetryLink final : public QObject, public TelemetryPort
{
    Q_OBJECT
public:
    TelemetryLink(Caller &caller, const Ways &ways);

    Watch subscribe(const SectorId &sector, const QList<SeriesKey> &series, Route route,
                    std::function<void(const TelemetryBatch &)> receiver) override;
    void history(QObject *context, const HistoryQuery &query, Reply<QList<HistorySeries>> reply) override;

    /// Frames and blocks that could not be read since the start.
    [[nodiscard]] quint64 malformed() const { return m_malformed; }

private:
    Caller &m_caller;
    const Ways m_ways;
    quint64 m_malformed = 0;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/standingstream.h"
#include "models/ports/telemetryport.h"

namespace stanforis {

/// Live values with resume, and history. Frames that cannot be read are counted at the monitor and left out; so are answers from
/// history, which are Malformed then: also when they tell more than was asked for, or never come to an end.
class TelemetryLink final : public TelemetryPort
{
public:
    TelemetryLink(Caller &caller, const Ways &ways);

    Watch subscribe(const SectorId &sector, const QList<SeriesWish> &wishes, Route route,
                    std::function<void(const TelemetryBatch &)> receiver) override;
    void history(QObject *context, const HistoryQuery &query, Reply<QList<HistorySeries>> reply) override;

private:
    void ask(QObject *context, const HistoryQuery &query, QList<HistorySeries> before, int pieces,
             Reply<QList<HistorySeries>> reply);

    Caller &m_caller;
    const Ways m_ways;
};

} // namespace stanforis

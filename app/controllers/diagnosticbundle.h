// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/connection.h"
#include "models/domain/trust.h"
#include "models/ports/logport.h"
#include "models/stores/performancestore.h"

#include <QStringList>

#include <array>

namespace stanforis {

/// What goes into the file that a person gives to whoever is to find out what is wrong.
struct DiagnosticFacts
{
    Instant made;
    std::optional<ConnectionProfile> profile;
    std::array<TransportState, 3> transports;
    std::optional<ClockComparison> clock;
    std::optional<Error> failure; ///< why the platform cannot be reached at all
    QList<TrustItem> trust;
    std::optional<PerformanceFigures> performance;
    QList<LogEntry> log;
    QStringList personal; ///< texts to take out: names, subject, folders
};

/// One JSON document. Every text that was not written by this program goes through redacted(), apart from what is public by its
/// nature: addresses of the platform, certificates, key ids, roots of the ledger.
[[nodiscard]] QByteArray diagnosticBundle(const DiagnosticFacts &facts);

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/column.h"
#include "views/plots/plotnote.h"
#include "views/plots/plotseries.h"
#include "views/plots/provenance.h"

#include <QByteArray>
#include <QList>
#include <QStringList>
#include <QTimeZone>

namespace stanforis {

class TimePlot;

/// What is seen of a plot, as values: nothing in it points into the plot, so that another thread can write it.
struct PlotRecord
{
    QString title;
    Provenance provenance;
    TimeRange range;
    QTimeZone zone;
    Instant saved;
    bool disconnected = false;
    QList<PlotSeries> series;     ///< hidden ones are left out
    QList<QList<Column>> columns; ///< of each series, those inside the range
    QList<PlotNote> notes;        ///< inside the range, numbered from 1 in this order

    [[nodiscard]] static PlotRecord of(const TimePlot &plot, const QString &title, const Provenance &provenance, Instant now);
    /// The same facts in words, a line each, for below a picture.
    [[nodiscard]] QStringList lines() const;
    /// A file name of letters, digits and hyphens, with the end of the range.
    [[nodiscard]] QString fileName(const QString &ending) const;
};

/// RFC 4180 in UTF-8 with CRLF: first the facts as lines that start with "#", then a row for each drawn column of each series:
/// time (ISO 8601 with the offset of the zone), series, min, max, mean (empty: not known), first, last, samples,
/// quality, source (samples, history), and of history how many seconds a row tells of. Any thread.
[[nodiscard]] QByteArray csvOf(const PlotRecord &record);

} // namespace stanforis

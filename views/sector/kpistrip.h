// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogue.h"
#include "views/widgets/panel.h"

class QHBoxLayout;

namespace stanforis {

class KpiCell;
class SeriesView;

/// The figures of a sector in one panel, 1 px lines between them. GUI thread.
class KpiStrip final : public Panel
{
    Q_OBJECT

public:
    /// `series` must outlive the strip.
    explicit KpiStrip(const SeriesView &series, QWidget *parent = nullptr);

    /// Shows at most six.
    void setMeasures(const QList<Measure> &measures);
    void refresh(TimeRange range, Instant now, bool disconnected);

private:
    const SeriesView &m_series;
    QHBoxLayout *m_row;
    QList<KpiCell *> m_cells;
};

} // namespace stanforis

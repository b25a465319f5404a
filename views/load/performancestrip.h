// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/panel.h"

namespace stanforis {

class KpiTile;
class PerformanceStore;

/// The figures about the console side by side. GUI thread.
class PerformanceStrip final : public Panel
{
    Q_OBJECT

public:
    /// `store` must outlive the strip.
    explicit PerformanceStrip(const PerformanceStore &store, QWidget *parent = nullptr);

    void refresh();

private:
    const PerformanceStore &m_store;
    QList<KpiTile *> m_tiles;
};

} // namespace stanforis

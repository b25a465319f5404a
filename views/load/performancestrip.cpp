// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/load/performancestrip.h"

#include "models/stores/performancestore.h"
#include "views/shell/performancetext.h"
#include "views/widgets/followtheme.h"
#include "views/widgets/valuelabel.h"

#include <QHBoxLayout>

namespace stanforis {

PerformanceStrip::PerformanceStrip(const PerformanceStore &store, QWidget *parent)
    : Panel(parent)
    , m_store(store)
{
    setAccessibleName(tr("Performance of this console"));
    auto *row = new QHBoxLayout;
    for (const PerformanceLine &line : PerformanceText::lines({})) {
        if (!m_tiles.isEmpty())
            row->addWidget(makeSeparator(this, Qt::Vertical));
        auto *tile = new KpiTile(line.name, this);
        m_tiles.append(tile);
        row->addWidget(tile, 1);
    }
    body()->addLayout(row);
    followTheme(this, [row](const Theme &theme) { row->setSpacing(theme.metrics().gutter); });
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    refresh();
}

void PerformanceStrip::refresh()
{
    const auto lines = PerformanceText::lines(m_store.figures());
    for (qsizetype i = 0; i < lines.size(); ++i)
        m_tiles.at(i)->setState({.value = lines.at(i).value, .unit = lines.at(i).unit});
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
// Placing the parts of the sector page; what they show is in sectorpage.cpp.
#include "views/sector/abnormalpanel.h"
#include "views/sector/kpistrip.h"
#include "views/sector/placeheader.h"
#include "views/sector/plotpanel.h"
#include "views/sector/regionspanel.h"
#include "views/sector/sectorpage.h"
#include "views/sector/servicespanel.h"

#include <QEvent>
#include <QGridLayout>
#include <QTableView>
#include <QVBoxLayout>

namespace stanforis {

namespace {

constexpr int plotHeight = 226; // look.md, "Pages": Sector
constexpr int plotHeightCompact = 140;
constexpr int fewestRows = 5;

} // namespace

void SectorPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

void SectorPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        arrange();
}

void SectorPage::arrange()
{
    const Theme theme = Theme::of(this);
    const bool desk = theme.density() == Density::Desk;
    const int gutter = theme.metrics().gutter;
    m_grid->setSpacing(gutter);
    m_plotGrid->setSpacing(gutter);
    m_main->setSpacing(gutter);
    m_side->setSpacing(gutter);
    // The table shows whole rows; what it does not need goes to the plots, so that it does not end in emptiness.
    const int preferred = desk ? plotHeight : plotHeightCompact;
    m_kpiHeight = m_kpis->sizeHint().height();
    const int around = m_header->height() + m_kpiHeight + 2 * theme.metrics().pageMargin + theme.space(desk ? 4 : 3) + 3 * gutter;
    const int frame = theme.metrics().panelHeader + theme.metrics().tableHeader + 2;
    const int room = height() - around;
    const int fitting = (room - 2 * preferred - frame) / theme.metrics().row;
    const int shown = std::clamp(fitting, fewestRows, std::max(fewestRows, m_services->table()->model()->rowCount()));
    const int table = frame + shown * theme.metrics().row;
    const int plots = std::max(preferred, (room - table) / 2);
    for (PlotPanel *panel : std::as_const(m_plots))
        panel->setFixedHeight(plots);
    m_services->setMinimumHeight(table);
    // On small screens what is abnormal comes before the map.
    m_side->removeWidget(m_regions);
    m_side->removeWidget(m_abnormal);
    m_abnormal->setSizePolicy(QSizePolicy::Ignored, desk ? QSizePolicy::Expanding : QSizePolicy::Maximum);
    m_regions->setMinimumHeight(preferred);
    m_regions->setMaximumHeight(QWIDGETSIZE_MAX);
    if (desk) {
        // The map ends where the plots end, unless that would leave it lost in its panel.
        const int wide = (width() - 2 * theme.metrics().pageMargin - 2 * gutter) / 3;
        const int fits = theme.metrics().panelHeader + wide * 3 / 4;
        m_regions->setFixedHeight(std::min(2 * plots + gutter, std::max(fits, plots)));
        m_side->addWidget(m_regions);
        m_side->addWidget(m_abnormal, 1);
    } else {
        m_side->addWidget(m_abnormal);
        m_side->addWidget(m_regions, 1);
    }
}

} // namespace stanforis

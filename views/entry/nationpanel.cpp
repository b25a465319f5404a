// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/entry/nationpanel.h"

#include "models/stores/cataloguestore.h"
#include "models/stores/healthstore.h"
#include "models/stores/subscriptionstore.h"
#include "views/plots/regionmap.h"
#include "views/widgets/textlabel.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

/// Unknown is not worse than an alarm: it has no shade.
int severityRank(Severity severity) { return severity == Severity::Unknown ? -1 : int(severity); }

} // namespace

NationPanel::NationPanel(const EntryStores &stores, QWidget *parent)
    : Panel(tr("Regions"), parent)
    , m_stores(stores)
    , m_map(new RegionMap(RegionGeometry::norvane(), this))
    , m_normal(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
{
    setTitle(m_map->geometry().name);
    setSubtitle(tr("shaded only where abnormal"));
    m_map->setObjectName(u"region-map"_s);
    m_map->setAccessibleName(tr("Regions of %1").arg(m_map->geometry().name));
    auto *foot = new QHBoxLayout;
    auto *what = new TextLabel(tr("Worst service of each region"), TypeRole::Label, Tone::Tertiary, this);
    what->setElided(Qt::ElideRight);
    what->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    foot->addWidget(m_normal);
    foot->addWidget(what, 1);
    body()->addWidget(m_map, 1);
    body()->addLayout(foot);
    connect(m_map, &RegionMap::regionActivated, this, &NationPanel::open);
}

std::pair<SectorId, Severity> NationPanel::worstIn(const RegionId &region) const
{
    std::pair<SectorId, Severity> worst{{}, Severity::Normal};
    for (const SectorId &sector : m_stores.subscriptions.activeSectors()) {
        for (const RegionHealth &health : m_stores.health.regions(sector)) {
            if (health.region == region && severityRank(health.severity) > severityRank(worst.second))
                worst = {sector, health.severity};
        }
    }
    return worst;
}

void NationPanel::refresh(bool disconnected)
{
    const bool unknown = disconnected || m_stores.health.isStale();
    QHash<RegionId, RegionState> states;
    int normal = 0;
    for (const RegionShape &shape : m_map->geometry().regions) {
        const auto [sector, severity] = worstIn(shape.id);
        if (severity == Severity::Normal) {
            ++normal;
            continue;
        }
        const SectorSummary *summary = m_stores.catalogue.summary(sector);
        states.insert(shape.id, {severity, false, summary ? summary->name : sector.value});
    }
    m_normal->setText(unknown       ? tr("Nothing fresh is known")
                      : normal == 1 ? tr("1 region normal")
                                    : tr("%n regions normal", nullptr, normal));
    m_map->setDataState(unknown ? DataState::Disconnected : DataState::Live);
    m_map->setStates(unknown ? QHash<RegionId, RegionState>() : states);
    m_map->refresh();
}

void NationPanel::setFilling(bool filling)
{
    m_filling = filling;
    setSizePolicy(QSizePolicy::Ignored, filling ? QSizePolicy::Expanding : QSizePolicy::Fixed);
    if (!filling)
        return;
    setMinimumHeight(0);
    setMaximumHeight(QWIDGETSIZE_MAX);
}

void NationPanel::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    if (m_filling)
        return;
    // As tall as the map needs at this width, so that no empty bands are left above and below it.
    const QSizeF map = m_map->geometry().size;
    const Theme theme = Theme::of(this);
    const int around =
        theme.metrics().panelHeader + theme.metrics().panelPadding + theme.space(2) + theme.lineHeight(TypeRole::Label);
    const int across = width() - 2 * theme.metrics().panelPadding;
    const int wanted = int(across * map.height() / map.width()) + around;
    const int most = parentWidget() ? parentWidget()->height() * 3 / 5 : wanted;
    if (maximumHeight() != std::min(wanted, most))
        setFixedHeight(std::min(wanted, most));
}

void NationPanel::open(const RegionId &region)
{
    const auto [sector, severity] = worstIn(region);
    if (severity != Severity::Normal)
        Q_EMIT sectorRequested(sector);
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"
#include "views/entry/entrystores.h"
#include "views/widgets/panel.h"

namespace stanforis {

class RegionMap;
class TextLabel;

/// The country, shaded only where one of my sectors is abnormal.
class NationPanel final : public Panel
{
    Q_OBJECT

public:
    explicit NationPanel(const EntryStores &stores, QWidget *parent = nullptr);

    void refresh(bool disconnected);
    /// Takes the height it is given; else it is as high as the map needs at its width.
    void setFilling(bool filling);

Q_SIGNALS:
    /// The sector that is worst in the chosen region.
    void sectorRequested(const stanforis::SectorId &sector);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void open(const RegionId &region);
    /// The worst sector of a region, Normal when none is abnormal.
    [[nodiscard]] std::pair<SectorId, Severity> worstIn(const RegionId &region) const;

    EntryStores m_stores;
    RegionMap *m_map;
    TextLabel *m_normal;
    bool m_filling = false;
};

} // namespace stanforis

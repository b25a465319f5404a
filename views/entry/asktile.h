// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogue.h"
#include "models/domain/subscription.h"
#include "views/widgets/panel.h"

class QPushButton;

namespace stanforis {

class FactList;
class TextLabel;

/// A sector in which I hold no role: which roles there are, and one button to ask for one.
class AskTile final : public Panel
{
    Q_OBJECT

public:
    AskTile(const SectorSummary &sector, QWidget *parent = nullptr);

    /// A request that waits, or null.
    void setRequest(const Subscription *request);

Q_SIGNALS:
    void askRequested(const stanforis::SectorId &sector);

private:
    SectorSummary m_sector;
    TextLabel *m_state;
    TextLabel *m_who;
    QPushButton *m_ask;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stores/healthstore.h"
#include "views/widgets/panel.h"

namespace stanforis {

class CatalogueStore;
class EmptyState;
class RowButton;

/// What is not normal in a sector now: worst first, each row opens its service. Empty is good and says so. GUI thread.
class AbnormalPanel final : public Panel
{
    Q_OBJECT

public:
    AbnormalPanel(const CatalogueStore &catalogue, const HealthStore &health, QWidget *parent = nullptr);

    void setSector(const SectorId &sector);
    void refresh(Instant now);

Q_SIGNALS:
    void serviceRequested(const stanforis::ServiceId &service);

private:
    const CatalogueStore &m_catalogue;
    const HealthStore &m_health;
    SectorId m_sector;
    QList<RowButton *> m_rows;
    QList<ServiceId> m_services;
    EmptyState *m_empty;
};

} // namespace stanforis

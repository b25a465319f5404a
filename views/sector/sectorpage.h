// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogue.h"
#include "views/shell/page.h"

class QGridLayout;
class QVBoxLayout;

namespace stanforis {

class AbnormalPanel;
class CatalogueStore;
class CursorLink;
class HealthStore;
class KpiStrip;
class PlaceHeader;
class PlotGroup;
class PlotPanel;
class QualityOverlay;
class RegionsPanel;
class SeriesStore;
class ServicesPanel;
class SubscriptionStore;
class TimeContext;
class TimeControl;

/// Level 4: one sector. Figures, four live plots with one cursor, services, what is abnormal, regions. GUI thread.
class SectorPage final : public Page
{
    Q_OBJECT

public:
    /// The stores must outlive the page; the time context is the window's own.
    SectorPage(const CatalogueStore &catalogue, const HealthStore &health, const SubscriptionStore &subscriptions,
               const SeriesStore &series, TimeContext &time, QWidget *parent = nullptr);

    void setSector(const SectorId &sector);
    [[nodiscard]] const SectorId &sector() const { return m_sector; }
    /// Series that are shown now, each once; empty without a sector.
    [[nodiscard]] QList<SeriesKey> visibleSeries() const;
    /// Those of visibleSeries() of which only the newest value is shown.
    [[nodiscard]] QList<SeriesKey> visibleFigures() const;
    /// What the plots share: marks, events, and where saved ones come from.
    [[nodiscard]] PlotGroup *plotGroup() const { return m_plotGroup; }

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<KeyHelp> keys() const override;
    void refresh() override;
    void follow() override;
    [[nodiscard]] QList<PlotPanel *> wallPlots() const override { return m_plots; }
    [[nodiscard]] QWidget *firstFocus() override;
    void setDisconnected(bool disconnected) override;

Q_SIGNALS:
    void serviceRequested(const stanforis::ServiceId &service);
    void regionSelected(const stanforis::RegionId &region);
    /// visibleSeries() says something else now.
    void seriesWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showSector();
    static void tellApart(const Sector &sector, QList<Measure> &measures);
    void showHeader();
    void showRegions();
    void arrange();

    const CatalogueStore &m_catalogue;
    const HealthStore &m_health;
    const SubscriptionStore &m_subscriptions;
    const SeriesStore &m_series;
    TimeContext &m_time;
    SectorId m_sector;
    bool m_disconnected = false;
    int m_kpiHeight = 0; ///< that the page was arranged for

    CursorLink *m_cursor;
    PlaceHeader *m_header;
    TimeControl *m_timeControl;
    KpiStrip *m_kpis;
    QList<PlotPanel *> m_plots;
    PlotGroup *m_plotGroup = nullptr;
    ServicesPanel *m_services;
    AbnormalPanel *m_abnormal;
    RegionsPanel *m_regions;
    QWidget *m_content;
    QGridLayout *m_grid;
    QGridLayout *m_plotGrid;
    QVBoxLayout *m_main;
    QVBoxLayout *m_side;
    QualityOverlay *m_overlay;
};

} // namespace stanforis

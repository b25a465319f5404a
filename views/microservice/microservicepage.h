// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/catalogue.h"
#include "models/domain/health.h"
#include "views/shell/page.h"

class QHBoxLayout;
class QSortFilterProxyModel;
class QTableView;
class QVBoxLayout;

namespace stanforis {

class AnalyticalChart;
class CatalogueStore;
class CursorLink;
class DependencyGraph;
class Gauge;
class HealthStore;
class InstanceTableModel;
class LogPanel;
class Panel;
class PermissionStore;
class PlaceHeader;
class PlotGroup;
class PlotPanel;
class ProtocolPanel;
class QualityOverlay;
class SeriesStore;
class ServiceMeasureModel;
class SubscriptionStore;
class TimeContext;
class TimeControl;
class TraceWaterfall;

/// Level 5: one microservice. Rate, errors and duration under one cursor, its instances, who calls it and what it calls, log,
/// slowest trace, newest message, and the service pages where work is done. GUI thread.
class MicroservicePage final : public Page
{
    Q_OBJECT

public:
    /// The stores must outlive the page; the time context is the window's own.
    MicroservicePage(const CatalogueStore &catalogue, const HealthStore &health, const SubscriptionStore &subscriptions,
                     const PermissionStore &permissions, const SeriesStore &series, TimeContext &time, QWidget *parent = nullptr);

    void setService(const SectorId &sector, const ServiceId &service);
    [[nodiscard]] const SectorId &sector() const { return m_sector; }
    [[nodiscard]] const ServiceId &service() const { return m_service; }
    /// Series that are shown now, each once.
    [[nodiscard]] QList<SeriesKey> visibleSeries() const;
    /// What the plots share: marks, events, and where saved ones come from.
    [[nodiscard]] PlotGroup *plotGroup() const { return m_plotGroup; }

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<KeyHelp> keys() const override;
    void refresh() override;
    void follow() override;
    [[nodiscard]] QList<PlotPanel *> wallPlots() const override { return {m_rate, m_errors, m_duration, m_saturation}; }
    [[nodiscard]] QWidget *firstFocus() override;
    void setDisconnected(bool disconnected) override;

public Q_SLOTS:
    /// The answer to inspectRequested().
    void showInspection(const stanforis::Result<stanforis::Inspection> &inspection);

Q_SIGNALS:
    void pageRequested(const stanforis::PageId &page);
    void serviceRequested(const stanforis::SectorId &sector, const stanforis::ServiceId &service);
    /// Log, trace and message are wanted; asked again some seconds after each answer while the page is refreshed.
    void inspectRequested(const stanforis::SectorId &sector, const stanforis::ServiceId &service);
    /// visibleSeries() says something else now.
    void seriesWanted();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void placePanels();
    void fillRows(bool wide);
    void showService();
    void showPages();
    void showHeader();
    void showInstances();
    void showGraph();
    void showDistribution();
    void showGauge();
    void openNode(const QString &id);
    void askInspection();
    void arrange();

    const CatalogueStore &m_catalogue;
    const HealthStore &m_health;
    const SubscriptionStore &m_subscriptions;
    const PermissionStore &m_permissions;
    const SeriesStore &m_series;
    TimeContext &m_time;
    SectorId m_sector;
    ServiceId m_service;
    bool m_disconnected = false;
    bool m_asked = false;
    bool m_wide = false;
    Instant m_answered;

    CursorLink *m_cursor;
    PlaceHeader *m_header;
    TimeControl *m_timeControl;
    QWidget *m_content;
    QHBoxLayout *m_pages;
    QStringList m_offered; ///< ids and names of the pages there are buttons for
    PlotGroup *m_plotGroup;
    PlotPanel *m_rate;
    PlotPanel *m_errors;
    PlotPanel *m_duration;
    PlotPanel *m_saturation;
    Gauge *m_gauge;
    Panel *m_instances;
    QTableView *m_instanceTable;
    InstanceTableModel *m_instanceModel;
    Panel *m_dependencies;
    DependencyGraph *m_graph;
    LogPanel *m_log;
    Panel *m_trace;
    TraceWaterfall *m_waterfall;
    ProtocolPanel *m_protocol;
    Panel *m_distribution;
    AnalyticalChart *m_distributionChart;
    Panel *m_measures;
    QTableView *m_measureTable;
    ServiceMeasureModel *m_measureModel;
    QVBoxLayout *m_rows;
    QList<QHBoxLayout *> m_lines;
    QualityOverlay *m_overlay;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"
#include "models/domain/simulation.h"
#include "views/shell/page.h"

class QGridLayout;
class QStackedLayout;
class QVBoxLayout;

namespace stanforis {

class CatalogueStore;
class CursorLink;
class EmptyState;
class HealthStore;
class LoadForm;
class PerformanceStore;
class PerformanceStrip;
class PlaceHeader;
class PlotGroup;
class PlotPanel;
class SeriesStore;
class TimeContext;
class TimeControl;

/// Training: a person sets how much the simulation sends and watches what this console makes of it: its own figures, and twelve
/// of the series, spread over the whole load. GUI thread.
class LoadPage final : public Page
{
    Q_OBJECT

public:
    struct Stores
    {
        const CatalogueStore &catalogue;
        const HealthStore &health;
        const SeriesStore &series;
        const PerformanceStore &performance;
        TimeContext &time;
    };
    /// All must outlive the page.
    explicit LoadPage(const Stores &stores, QWidget *parent = nullptr);

    /// The load as it is now, or why it cannot be read or set.
    void setLoad(const Result<SimulatedLoad> &load);
    /// So many series of it flow into this console now.
    void setReceiving(int series);
    /// What the plots show, in their order.
    [[nodiscard]] QList<SeriesKey> shownSeries() const;
    [[nodiscard]] TimeRange shownRange() const;
    /// What the plots share: marks, notes, and where saved ones come from.
    [[nodiscard]] PlotGroup *plotGroup() const { return m_plotGroup; }

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<KeyHelp> keys() const override;
    void refresh() override;
    void follow() override;
    [[nodiscard]] QList<PlotPanel *> wallPlots() const override { return m_plots; }
    [[nodiscard]] QWidget *firstFocus() override;
    void setDisconnected(bool disconnected) override;

Q_SIGNALS:
    void loadRequested(int series, int hertz);
    /// The load is to be read again.
    void readRequested();
    void receiveRequested(bool receive);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showPlots();
    void arrange();

    Stores m_stores;
    SimulatedLoad m_load;
    bool m_known = false; ///< m_load came from the platform
    CursorLink *m_cursor;
    PlaceHeader *m_header;
    TimeControl *m_timeControl;
    QWidget *m_content;
    LoadForm *m_form;
    PerformanceStrip *m_strip;
    QList<PlotPanel *> m_plots;
    PlotGroup *m_plotGroup = nullptr;
    QGridLayout *m_grid;
    QVBoxLayout *m_column;
    EmptyState *m_refusal;
};

} // namespace stanforis

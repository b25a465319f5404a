// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/ids.h"
#include "views/widgets/panel.h"

class QModelIndex;
class QSortFilterProxyModel;
class QTableView;

namespace stanforis {

class CatalogueStore;
class HealthStore;
class SearchField;
class SeriesView;
class ServiceTableModel;

/// The services of a sector: sortable, filtered by name, health and region; Enter or a double click opens one. GUI thread.
class ServicesPanel final : public Panel
{
    Q_OBJECT

public:
    ServicesPanel(const CatalogueStore &catalogue, const HealthStore &health, const SeriesView &series,
                  QWidget *parent = nullptr);

    void setSector(const SectorId &sector);
    void refresh(Instant now);
    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] QWidget *filter() const;

Q_SIGNALS:
    void serviceRequested(const stanforis::ServiceId &service);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void open(const QModelIndex &index);
    void count();
    void fitColumns();
    /// Of everything the rows show.
    [[nodiscard]] size_t fingerprint() const;

    const SeriesView &m_series;
    ServiceTableModel *m_model;
    QSortFilterProxyModel *m_proxy;
    QTableView *m_table;
    SearchField *m_filter;
    Instant m_now; ///< of the last refresh
    size_t m_shown = 0;
};

} // namespace stanforis

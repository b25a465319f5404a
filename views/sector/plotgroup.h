// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/ids.h"
#include "views/plots/plotnote.h"
#include "views/plots/provenance.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>

namespace stanforis {

class CatalogueStore;
class CursorLink;
class HealthEvents;
class HealthStore;
class NoteSheet;
class PlotPanel;
class SeriesStore;
class TimeContext;

/// What the plots of one page share: the range, one cursor and one mark, what happened to the services of the place, the notes
/// that the person writes, and how a plot is saved. Notes belong to the place and are kept in memory while the person is signed
/// in. GUI thread; owned by the page.
class PlotGroup final : public QObject
{
    Q_OBJECT

public:
    struct Shared
    {
        const HealthStore &health;
        const CatalogueStore &catalogue;
        const SeriesStore &series;
        TimeContext &time;
        CursorLink &cursor;
    };
    /// Everything must outlive the group.
    PlotGroup(const QList<PlotPanel *> &panels, const Shared &shared, QWidget *page);

    /// Another sector, or another service of it: marks and ranges of single plots are gone, events are those of the place.
    void setPlace(const SectorId &sector, const ServiceId &service = {});
    /// Who says where saved plots come from; none are saved without it.
    void setProvenance(ProvenanceSource source) { m_provenance = std::move(source); }
    /// How many hold a range of their own.
    [[nodiscard]] int detached() const;
    /// Pixels of the screen across the widest plot: so many columns it can draw.
    [[nodiscard]] int columns() const;
    /// How long the ranges are that plots hold for themselves; of each series the shortest.
    [[nodiscard]] QHash<SeriesKey, Duration> ownSpans() const;

Q_SIGNALS:
    /// A plot shows a range of its own; history for what the store lacks of it is wanted.
    void historyWanted(const QList<stanforis::SeriesKey> &series, stanforis::TimeRange range);
    /// columns() or ownSpans() say something else now; of many sizes on end only the last is told.
    void drawnChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showEvents();
    void save(PlotPanel *panel);
    void tellSize();
    void wantHistory(const PlotPanel *panel);
    void openNote(const PlotPanel &panel, Instant time);
    void keepNote(Instant time, const QString &text);
    [[nodiscard]] QString place() const;

    QWidget *m_page;
    QList<PlotPanel *> m_panels;
    CursorLink &m_cursor;
    const TimeContext &m_time;
    ProvenanceSource m_provenance;
    HealthEvents *m_events;
    NoteSheet *m_noteSheet = nullptr;        ///< made when it is first needed
    QHash<QString, QList<PlotNote>> m_notes; ///< by place
    SectorId m_sector;
    ServiceId m_service;
    QTimer m_settle; ///< runs while sizes change
    int m_columns = 0;
};

} // namespace stanforis

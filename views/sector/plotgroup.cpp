// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sector/plotgroup.h"

#include "models/stores/healthevents.h"
#include "models/telemetry/seriesstore.h"
#include "models/telemetry/timecontext.h"
#include "views/plots/cursorlink.h"
#include "views/plots/plottext.h"
#include "views/plots/timeplot.h"
#include "views/sector/notesheet.h"
#include "views/sector/plotpanel.h"
#include "views/sector/plotsaver.h"
#include "views/widgets/theme.h"

#include <QEvent>

#include <algorithm>

namespace stanforis {

namespace {

constexpr std::chrono::milliseconds settling{300};
constexpr int noteReach = 4; // pixels

} // namespace

PlotGroup::PlotGroup(const QList<PlotPanel *> &panels, const Shared &shared, QWidget *page)
    : QObject(page)
    , m_page(page)
    , m_panels(panels)
    , m_cursor(shared.cursor)
    , m_time(shared.time)
    , m_events(new HealthEvents(shared.health, shared.catalogue, shared.time, this))
{
    for (PlotPanel *panel : std::as_const(m_panels)) {
        panel->setTime(shared.time);
        panel->setCoverage(
            [&series = shared.series](const SeriesKey &key, TimeRange range) { return series.covers(key, range); });
        connect(panel, &PlotPanel::ownRangeChanged, this, [this, panel] {
            Q_EMIT drawnChanged();
            wantHistory(panel);
        });
        panel->plot()->installEventFilter(this);
        connect(panel, &PlotPanel::mirrorWidthChanged, &m_settle, qOverload<>(&QTimer::start));
        connect(panel, &PlotPanel::saveRequested, this, [this, panel] { save(panel); });
        connect(panel, &PlotPanel::noteRequested, this, [this, panel](Instant time) { openNote(*panel, time); });
    }
    connect(m_events, &HealthEvents::changed, this, &PlotGroup::showEvents);
    m_settle.setSingleShot(true);
    m_settle.setInterval(settling);
    connect(&m_settle, &QTimer::timeout, this, &PlotGroup::tellSize);
}

bool PlotGroup::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        m_settle.start();
    return QObject::eventFilter(watched, event);
}

void PlotGroup::tellSize()
{
    if (std::exchange(m_columns, columns()) == m_columns)
        return;
    Q_EMIT drawnChanged();
    for (const PlotPanel *panel : std::as_const(m_panels))
        wantHistory(panel);
}

void PlotGroup::wantHistory(const PlotPanel *panel)
{
    if (panel->hasOwnRange())
        Q_EMIT historyWanted(panel->shownSeries(), panel->shownRange());
}

void PlotGroup::setPlace(const SectorId &sector, const ServiceId &service)
{
    m_sector = sector;
    m_service = service;
    m_cursor.setCursor({});
    m_cursor.setMark({});
    m_cursor.setNotes(m_notes.value(place()));
    for (PlotPanel *panel : std::as_const(m_panels)) {
        panel->setOwnRange(false);
        panel->forgetMarks();
    }
    showEvents();
}

int PlotGroup::detached() const
{
    return int(std::ranges::count_if(m_panels, [](const PlotPanel *panel) { return panel->hasOwnRange(); }));
}

int PlotGroup::columns() const
{
    int widest = 1;
    for (const PlotPanel *panel : std::as_const(m_panels)) {
        if (panel->isHidden())
            continue;
        // Before it has a place: as narrow as a plot may get.
        const double least = Theme::of(panel).frame().inspector * panel->devicePixelRatioF();
        widest = std::max({widest, panel->drawnWidth(), int(least)});
    }
    return widest;
}

QHash<SeriesKey, Duration> PlotGroup::ownSpans() const
{
    QHash<SeriesKey, Duration> spans;
    for (const PlotPanel *panel : std::as_const(m_panels)) {
        if (!panel->hasOwnRange())
            continue;
        const Duration length = panel->shownRange().length();
        for (const SeriesKey &key : panel->shownSeries())
            spans.insert(key, std::min(length, spans.value(key, length)));
    }
    return spans;
}

void PlotGroup::save(PlotPanel *panel)
{
    if (m_provenance)
        offerToSave(*panel->plot(), m_provenance(), m_time.now());
}

QString PlotGroup::place() const { return m_sector.value + QLatin1Char('/') + m_service.value; }

void PlotGroup::openNote(const PlotPanel &panel, Instant time)
{
    // Near a note the person means that one.
    const Duration reach =
        panel.plot()->range().length() / std::max<qint64>(1, qint64(panel.plot()->plotArea().width())) * noteReach;
    PlotNote note{time, {}};
    for (const PlotNote &known : m_cursor.notes()) {
        if (std::max(known.time, time) - std::min(known.time, time) <= reach)
            note = known;
    }
    if (!m_noteSheet) {
        m_noteSheet = new NoteSheet(m_page);
        connect(m_noteSheet, &NoteSheet::noteWritten, this, &PlotGroup::keepNote);
    }
    m_noteSheet->open(note, plottext::clock(note.time, panel.plot()->zone()));
}

void PlotGroup::keepNote(Instant time, const QString &text)
{
    QList<PlotNote> &notes = m_notes[place()];
    notes.removeIf([time](const PlotNote &note) { return note.time == time; });
    if (!text.isEmpty())
        notes.insert(std::ranges::upper_bound(notes, time, {}, &PlotNote::time), {time, text});
    m_cursor.setNotes(notes);
}

void PlotGroup::showEvents()
{
    const QList<TimeEvent> events = m_events->events(m_sector, m_service);
    for (PlotPanel *panel : std::as_const(m_panels))
        panel->setEvents(events);
}

} // namespace stanforis

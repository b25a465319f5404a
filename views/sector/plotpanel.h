// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogue.h"
#include "models/telemetry/timeevent.h"
#include "views/plots/liverange.h"
#include "views/plots/plotseries.h"
#include "views/shell/page.h"
#include "views/widgets/panel.h"

#include <QElapsedTimer>

#include <functional>
#include <memory>
#include <optional>

class QMenu;
class QPushButton;

namespace stanforis {

class CursorLink;
class PlotFigures;
class PlotTools;
class SeriesView;
class TimeContext;
class TimePlot;

/// A measure as a line of a plot. With `limits` false neither band nor limit is drawn: the scale belongs to several lines.
[[nodiscard]] PlotSeries plotSeriesOf(const Measure &measure, bool limits = true);

/// A titled panel with one time plot, its legend, and the figures of what is in view. Follows the range of the page, or one of
/// its own. GUI thread.
class PlotPanel final : public Panel
{
    Q_OBJECT

public:
    /// `view` and `cursor` must outlive the panel.
    PlotPanel(const QString &title, const SeriesView &view, CursorLink *cursor, QWidget *parent = nullptr);
    ~PlotPanel() override;

    /// The range of the page, which must outlive the panel; without it mouse and keys change no range.
    void setTime(TimeContext &time);
    /// Those of `secondAxis` have the axis at the right. What the person chose for the lines stays while they are the same.
    void setMeasures(const QList<Measure> &measures, const QList<SeriesKey> &secondAxis = {});
    /// What is said of the scale and of bands stands behind it.
    void setSubtitle(const QString &subtitle);
    /// Both axes, each as far as its values are above zero.
    void setLogarithmic(bool logarithmic);
    [[nodiscard]] bool isLogarithmic() const { return m_logarithmic; }
    /// How all lines are drawn, in place of what the catalogue says of each.
    void drawAs(TraceKind kind);
    /// How all lines are drawn; none if not all are drawn alike.
    [[nodiscard]] std::optional<TraceKind> drawnAs() const;
    /// Says whether nothing more is to be had of a series in a range. Until then, for a few seconds after another range was
    /// chosen, parts without samples are left plain, not hatched.
    using Coverage = std::function<bool(const SeriesKey &series, TimeRange range)>;
    void setCoverage(Coverage coverage) { m_coverage = std::move(coverage); }
    /// Ascending; what happened beside what was measured.
    void setEvents(const QList<TimeEvent> &events);
    /// Pins and mark, when the panel is to show something else.
    void forgetMarks();
    /// Takes newest data for the range; a live one moves by whole pixels. A plot with a range of its own shows that one.
    void refresh(TimeRange range, bool isLive);
    void setDisconnected(bool disconnected);
    [[nodiscard]] TimePlot *plot() const { return m_plot; }
    /// Device pixels across another picture of the same data, as on a wall; 0: there is none.
    void setMirrorWidth(int pixels);
    /// Device pixels across the widest picture of the data: so many columns are drawn.
    [[nodiscard]] int drawnWidth() const;

    /// Whose range is in view; null before setTime().
    [[nodiscard]] const TimeContext *time() const { return m_own ? m_own.get() : m_common; }
    [[nodiscard]] bool hasOwnRange() const { return m_own != nullptr; }
    void setOwnRange(bool own);
    /// The range in view, and the series that need it.
    [[nodiscard]] TimeRange shownRange() const;
    [[nodiscard]] QList<SeriesKey> shownSeries() const;

    /// Keys that work while a plot has the focus.
    [[nodiscard]] static QList<KeyHelp> keys();

Q_SIGNALS:
    /// A plot with a range of its own shows other bounds, which the store may lack.
    void ownRangeChanged();
    void mirrorWidthChanged();
    /// The person wants the plot in a file.
    void saveRequested();
    /// The person wants to write a note at a moment, or to change the one that is there.
    void noteRequested(stanforis::Instant time);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build(CursorLink *cursor);
    void showMenu(const QPoint &place);
    void fillScaleMenu(QMenu *menu);
    void askForNote();
    void showScale();
    [[nodiscard]] TraceKind nextKind() const;
    void placeFigures();
    void followCoverage(TimeRange shown);
    void followZone();
    void dressBody();

    TimePlot *m_plot;
    PlotTools *m_tools;
    PlotFigures *m_figures;
    QPushButton *m_rejoin;
    TimeContext *m_common = nullptr;
    std::unique_ptr<TimeContext> m_own;
    int m_mirrorWidth = 0;
    std::optional<bool> m_figuresWanted; ///< what the person has chosen; else by the room there is
    QString m_subtitle;
    QString m_shownSubtitle;
    bool m_logarithmic = false;
    std::optional<TraceKind> m_kind; ///< what the person has chosen; else what the catalogue says
    QMargins m_bodyMargins;
    Coverage m_coverage;
    LiveRange m_live;
    QElapsedTimer m_sinceJump; ///< valid while history may still come
};

} // namespace stanforis

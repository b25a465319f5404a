// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plots/paintshare.h"
#include "views/plots/plot.h"
#include "views/plots/plotscene.h"
#include "views/plots/tracedata.h"

#include <QSharedPointer>

#include <array>
#include <memory>
#include <optional>

class QCPLayerable;
class QCPPainter;
class QCustomPlot;

namespace stanforis {

class ColumnPlottable;
class CursorLink;
class FixedTicker;
class PlotCanvas;
class PlotOverlay;
class SeriesTableModel;

/// Live and past series on a time axis. QCustomPlot holds the axes, their ticks and ranges, and draws exports; what is seen
/// is put together by a canvas that scrolls and draws only the columns that are new. No timer of its own: the page calls
/// setRange() or refresh() at most once per frame, and a frame costs what has changed on the screen. Keys while focused: Left and
/// Right move the cursor by a pixel (Shift: ten), Home and End to the edges, Escape takes it away, T shows the table.
class TimePlot final : public Plot
{
    Q_OBJECT

public:
    explicit TimePlot(const SeriesView &view, QWidget *parent = nullptr);
    ~TimePlot() override;

    /// Plots with the same link show one cursor. The link must outlive the plot or be set to null; null gives the
    /// plot a cursor of its own.
    void setCursorLink(CursorLink *link);
    [[nodiscard]] CursorLink *cursorLink() const { return m_link; }
    /// What to say when the range holds no sample at all.
    void setEmptyText(const QString &text);

    /// History was asked for: where nothing is known yet before and after the samples, nothing is said to be missing.
    void setIncomplete(bool incomplete);
    /// How far the range lies ahead of the one that is meant, at most a pixel; times on the axis are those that are meant.
    void setAhead(Duration ahead);

    /// The plot itself, without labels; widget coordinates.
    [[nodiscard]] QRectF plotArea() const { return m_area; }
    /// Device pixels across plotArea(): how many columns a frame draws.
    [[nodiscard]] int widthInPixels() const;
    /// Steps by which a live range should move on (onWholePixels): whole logical pixels, which can be moved on the screen as they
    /// are.
    [[nodiscard]] int stepsAcross() const;
    [[nodiscard]] double xAt(Instant time) const;
    [[nodiscard]] double yAt(double value, ValueAxis axis = ValueAxis::First) const;
    [[nodiscard]] Instant timeAt(double x) const;
    [[nodiscard]] const ValueScale &valueScale(ValueAxis axis = ValueAxis::First) const { return m_scales[std::size_t(axis)]; }
    /// A logarithmic value axis; series with values of zero or less keep it linear.
    void setLogarithmic(ValueAxis axis, bool logarithmic);
    /// Whether all that is drawn on the axis is above zero; true without values.
    [[nodiscard]] bool canBeLogarithmic(ValueAxis axis) const;
    /// What is drawn of a series, one column for each device pixel; drawn now if the picture is behind.
    [[nodiscard]] const QList<Column> &columns(int index) const;
    /// All that a painter of something on the plot needs to know; made when asked for.
    [[nodiscard]] PlotScene scene() const;

    /// Painted over the traces and under the cursor's read-out. Must outlive the plot.
    void addOverlay(const PlotOverlay *overlay);
    /// Something of the overlays is shown, hidden or has changed.
    void updateOverlays();
    /// The whole picture as QCustomPlot draws it, in widget coordinates: for exports, as lines and text where the device takes
    /// them.
    void paintWhole(QCPPainter &painter);

    [[nodiscard]] QString description() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void structureChanged() override;
    void takeData() override;

    QAbstractItemModel *tableModel() override;
    void applyTheme(const Theme &theme) override;
    bool useKey(int key, Qt::KeyboardModifiers modifiers) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void makeAxes();
    void makeTraces();
    void styleTraces();
    void placeAxes();
    void measureArea();
    [[nodiscard]] bool chooseScales();
    [[nodiscard]] bool chooseScale(ValueAxis axis);
    [[nodiscard]] ColumnSpan takeTraces();
    [[nodiscard]] ColumnSpan takeHoles();
    void catchUp() const;
    void drawLater(PaintShare::Start start = PaintShare::Start::Now);
    [[nodiscard]] bool goesOn() const;
    [[nodiscard]] PlotScene shownScene() const;
    void showTraces(const ColumnSpan &changed);
    void redraw();
    void redrawTimeAxis();
    void placeLabels();
    void setLayersVisible(bool visible);
    void tellReadout(bool atOnce);
    void showCursor();
    void moveCursor(int pixels);

    /// What the picture that is there was drawn with; the plot may be ahead of it by a few frames.
    struct Shown
    {
        Theme theme;
        QRectF area;
        TimeRange range;
        std::array<ValueScale, 2> scales;
        Duration ahead{};
    };

    QCustomPlot *m_plot = nullptr;
    PlotCanvas *m_canvas = nullptr;
    SeriesTableModel *m_model = nullptr;
    CursorLink *m_link = nullptr;
    std::unique_ptr<PlotOverlay> m_cursor;
    std::array<QSharedPointer<FixedTicker>, 2> m_tickers;
    QList<ColumnPlottable *> m_traces;
    QList<QCPLayerable *> m_painted; ///< by us, in exports
    std::array<ValueScale, 2> m_scales;
    std::array<bool, 2> m_hasScale{};
    std::array<bool, 2> m_logarithmic{};
    QRectF m_area;
    PixelGrid m_grid;
    QList<ColumnSpan> m_holes; ///< columns in which no measured series has data
    TimeRange m_drawn;
    Instant m_tickTime;                        ///< start of the range when the time axis was drawn, in the unit of its labels
    std::optional<QList<QRectF>> m_labelBoxes; ///< of what is said over the traces; none: it has to be painted again
    bool m_pastChanged = false;
    Instant m_told; ///< end of the range when the newest values were last announced
    bool m_mustTell = false;
    bool m_mustDraw = true;    ///< look and data
    bool m_isDeferred = false; ///< all columns are drawn anew with the next painting
    bool m_isUrgent = true;    ///< the picture that is there must not stay for a moment: it shows other series, or another state
    Shown m_shown;
    bool m_drewTable = false;
    bool m_incomplete = false;
    Duration m_ahead{};
    QString m_emptyText;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plots/plot.h"
#include "views/plots/plotscale.h"

#include <QSharedPointer>

class QCustomPlot;

namespace stanforis {

class ColumnPlottable;
class CursorLink;
class FixedTicker;
class SeriesTableModel;
struct PlotScene;

/// Live and past series on a time axis, drawn by QCustomPlot with our own trace. No timer of its own: the page calls
/// setRange() or refresh() at most once per frame, and a frame costs the width of the plot. Keys while focused: Left and
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

    /// The plot itself, without labels; widget coordinates.
    [[nodiscard]] QRectF plotArea() const;
    /// Device pixels across plotArea(): how many columns a frame draws.
    [[nodiscard]] int widthInPixels() const;
    [[nodiscard]] double xAt(Instant time) const;
    [[nodiscard]] double yAt(double value) const;
    [[nodiscard]] Instant timeAt(double x) const;
    [[nodiscard]] const ValueScale &valueScale() const { return m_scale; }

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
    void chooseScale();
    void showCursor();
    void moveCursor(int pixels);
    void summarise();
    [[nodiscard]] PlotScene scene() const;

    QCustomPlot *m_plot = nullptr;
    SeriesTableModel *m_model = nullptr;
    CursorLink *m_link = nullptr;
    QSharedPointer<FixedTicker> m_ticker;
    QList<ColumnPlottable *> m_traces;
    ValueScale m_scale;
    bool m_hasScale = false;
    bool m_mustDraw = true;
    bool m_drewTable = false;
    QString m_emptyText;
};

} // namespace stanforis

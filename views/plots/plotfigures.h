// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/seriesview.h"

#include <QWidget>

#include <optional>

namespace stanforis {

class TimePlot;

/// What the samples of a range come to.
struct SeriesFigures
{
    double last = 0;
    double minimum = 0;
    double maximum = 0;
    double mean = 0;
    bool isMeanExact = true; ///< else some samples are known only as summaries, and the mean is near the true one
};

/// Empty without a sample in the range. Lowest and highest are exact always; costs the samples of the range, at most 20,000.
[[nodiscard]] std::optional<SeriesFigures> figuresOf(const SeriesView &view, const SeriesKey &key, TimeRange range);

/// A row for each series under its plot: last, lowest, highest and mean in view. A click, or Space, hides the series or shows it
/// again; with Ctrl it is shown alone. GUI thread.
class PlotFigures final : public QWidget
{
    Q_OBJECT

public:
    /// `plot` must outlive this.
    explicit PlotFigures(TimePlot *plot, QWidget *parent = nullptr);

    /// Reads the figures again, at most once a second while the range moves on by itself.
    void refresh();
    /// Of all rows.
    [[nodiscard]] int neededHeight() const;

Q_SIGNALS:
    void toggleRequested(int series);
    void onlyRequested(int series);

protected:
    void changeEvent(QEvent *event) override;

private:
    class Row;
    void follow();
    void measure();
    [[nodiscard]] quint64 revision() const;

    TimePlot *m_plot;
    QList<Row *> m_rows;
    TimeRange m_read;
    quint64 m_revision = 0; ///< of the past of all series when they were read
};

} // namespace stanforis

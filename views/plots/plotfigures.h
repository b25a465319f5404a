// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QList>
#include <QWidget>

namespace stanforis {

class TimePlot;

/// A row for each series under its plot: last, lowest, highest and mean in view; "≈" before a mean that is not exact. A click, or
/// Space, hides the series or shows it again; with Ctrl it is shown alone. GUI thread.
class PlotFigures final : public QWidget
{
    Q_OBJECT

public:
    /// `plot` must outlive this.
    explicit PlotFigures(TimePlot *plot, QWidget *parent = nullptr);

    /// Reads the figures again; while the range moves on by itself at most once a second, four times if it is short.
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

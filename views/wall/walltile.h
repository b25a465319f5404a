// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/severity.h"
#include "views/plots/liverange.h"

#include <QColor>
#include <QList>
#include <QPointer>
#include <QWidget>

#include <optional>

namespace stanforis {

class PlotPanel;
class Theme;
class TimePlot;

/// One plot of a page as it is read from afar: name, newest values, one line, and the plot itself in the metrics of the wall.
/// Shows the series, the range and the zone of a panel, which may go before it. GUI thread.
class WallTile final : public QWidget
{
    Q_OBJECT

public:
    explicit WallTile(PlotPanel *panel, QWidget *parent = nullptr);
    ~WallTile() override;

    /// Null when it has gone.
    [[nodiscard]] PlotPanel *panel() const;
    [[nodiscard]] TimePlot *plot() const { return m_plot; }
    /// Words and figures, and what the panel shows now.
    void refresh();
    /// The plot only.
    void follow();
    /// Of the newest sample; none: there has been none.
    [[nodiscard]] std::optional<Instant> newest() const;
    /// Data that has not come for so long is told to be old.
    static constexpr Duration oldFrom = std::chrono::seconds(5);
    /// Smaller ones can't be read.
    [[nodiscard]] static QSize smallest(const Theme &theme);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// The newest value of one line of the plot.
    struct Figure
    {
        QString value, unit, label;
        QColor color;
        Severity severity = Severity::Normal;
        bool acknowledged = false;
        friend bool operator==(const Figure &, const Figure &) = default;
    };
    /// All that is painted beside the plot.
    struct Face
    {
        QString name, line;
        QList<Figure> figures;
        std::optional<Severity> mark; ///< none: nothing says what would be abnormal
        bool acknowledged = false;
        bool isOld = false;
        friend bool operator==(const Face &, const Face &) = default;
    };
    [[nodiscard]] Face face() const;
    [[nodiscard]] Figure figureOf(int series, bool isOld) const;
    [[nodiscard]] QString lineOf(int worst, bool isOld) const;
    [[nodiscard]] QRect head() const;
    /// At the end of the head; says how wide.
    [[nodiscard]] int paintFigures(QPainter &painter, const Theme &theme) const;
    void paintName(QPainter &painter, const Theme &theme, int room) const;
    void place();

    QPointer<PlotPanel> m_panel;
    TimePlot *m_plot;
    LiveRange m_live;
    Face m_face;
};

} // namespace stanforis

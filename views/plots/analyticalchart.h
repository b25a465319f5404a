// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plots/chartface.h"

#include <QList>
#include <QStringList>

class QAbstractSeries;
class QBarCategoryAxis;
class QBarSet;
class QChart;
class QChartView;

namespace stanforis {

class FactTableModel;

/// What an analytical chart shows.
enum class AnalyticalKind {
    Distribution, ///< one upright bar per class, side by side: how many fell into it
    Shares,       ///< stacked upright bars: one per category, one layer per part
    Ranking,      ///< lying bars, the largest on top
    Boxes,        ///< one box per category: five parts, from the lowest over the quartiles and the median to the highest
};

/// One layer of the bars; `values` has one number per category.
struct AnalyticalPart
{
    QString label;
    QList<double> values;
    friend bool operator==(const AnalyticalPart &, const AnalyticalPart &) = default;
};

/// Ready numbers with their words; the chart computes nothing but a ranking's order.
struct AnalyticalData
{
    AnalyticalKind kind = AnalyticalKind::Distribution;
    QStringList categories;
    QList<AnalyticalPart> parts;
    QString categoryTitle; ///< heading of the categories in the table, "Duration, ms"
    QString unit;
    int decimals = 0;
    friend bool operator==(const AnalyticalData &, const AnalyticalData &) = default;
};

/// Bars drawn by Qt Charts, in the theme, without motion. T shows the same numbers as a table. GUI thread.
class AnalyticalChart final : public ChartFace
{
    Q_OBJECT

public:
    explicit AnalyticalChart(QWidget *parent = nullptr);

    void setData(AnalyticalData data);
    [[nodiscard]] const AnalyticalData &data() const { return m_data; }

    QSize sizeHint() const override;

protected:
    void takeData() override;
    QAbstractItemModel *tableModel() override;
    void applyTheme(const Theme &theme) override;

private:
    void build(const Theme &theme);
    [[nodiscard]] bool replaceValues();
    [[nodiscard]] QAbstractSeries *makeBars(const Theme &theme);
    [[nodiscard]] QAbstractSeries *makeBoxes(const Theme &theme) const;
    void fillTable();

    QChart *m_chart;
    QChartView *m_view;
    FactTableModel *m_model;
    AnalyticalData m_data;
    // Of what is drawn; owned by the chart.
    AnalyticalData m_drawn;
    DataState m_drawnState = DataState::Live;
    double m_top = 0; ///< of the axis of numbers
    QBarCategoryAxis *m_names = nullptr;
    QList<QBarSet *> m_bars;
};

} // namespace stanforis

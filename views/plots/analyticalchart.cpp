// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/analyticalchart.h"

#include "views/plots/facttablemodel.h"
#include "views/plots/plotscale.h"
#include "views/plots/plottext.h"
#include "views/widgets/theme.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QBoxPlotSeries>
#include <QBoxSet>
#include <QChart>
#include <QChartView>
#include <QHorizontalStackedBarSeries>
#include <QGraphicsLayout>
#include <QLegend>
#include <QStackedBarSeries>
#include <QCategoryAxis>

#include <algorithm>
#include <memory>
#include <numeric>

namespace stanforis {
namespace {

/// Categories in ascending order of their sum: lying bars are drawn from the bottom up.
AnalyticalData ranked(const AnalyticalData &data)
{
    const auto sum = [&](qsizetype category) {
        double total = 0;
        for (const AnalyticalPart &part : data.parts) {
            total += part.values.value(category);
        }
        return total;
    };
    QList<qsizetype> order(data.categories.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](qsizetype a, qsizetype b) { return sum(a) < sum(b); });
    AnalyticalData result = data;
    for (qsizetype place = 0; place < order.size(); ++place) {
        result.categories[place] = data.categories.at(order.at(place));
        for (qsizetype part = 0; part < data.parts.size(); ++part) {
            result.parts[part].values[place] = data.parts.at(part).values.value(order.at(place));
        }
    }
    return result;
}

double highest(const AnalyticalData &data)
{
    double most = 0;
    for (qsizetype category = 0; category < data.categories.size(); ++category) {
        double total = 0;
        for (const AnalyticalPart &part : data.parts) {
            total += part.values.value(category);
        }
        most = std::max(most, total);
    }
    return most;
}

/// From the lowest of the first part to the highest of the last.
ValueScale boxScale(const AnalyticalData &data)
{
    if (data.parts.isEmpty() || data.categories.isEmpty())
        return ValueScale::around(0, 1);
    const QList<double> &low = data.parts.first().values;
    const QList<double> &high = data.parts.last().values;
    return ValueScale::around(*std::min_element(low.cbegin(), low.cend()), *std::max_element(high.cbegin(), high.cend()));
}

constexpr double fullEnough = 0.7;   ///< of the axis must be the longest bar, else the axis becomes shorter
constexpr qsizetype mostUpright = 7; ///< categories whose names have room beside each other

} // namespace

AnalyticalChart::AnalyticalChart(QWidget *parent)
    : ChartFace(parent)
    , m_chart(new QChart)
    , m_view(new QChartView(m_chart, this))
    , m_model(new FactTableModel(this))
{
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->setBackgroundRoundness(0);
    m_chart->setMargins({});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_view->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_view->setFrameShape(QFrame::NoFrame);
    setPicture(m_view);
}

void AnalyticalChart::setData(AnalyticalData data)
{
    for (AnalyticalPart &part : data.parts) {
        part.values.resize(data.categories.size());
    }
    if (data.kind == AnalyticalKind::Ranking) {
        data = ranked(data);
    }
    if (m_data == data) {
        return;
    }
    m_data = std::move(data);
    refresh();
    Q_EMIT readoutChanged();
}

/// Bars get other lengths where they are: to make axes, words and legend anew takes ten times as long.
bool AnalyticalChart::replaceValues()
{
    const auto isSamePart = [](const AnalyticalPart &a, const AnalyticalPart &b) { return a.label == b.label; };
    const double most = highest(m_data);
    if (m_bars.isEmpty() || m_data.kind != m_drawn.kind || m_data.categories.size() != m_drawn.categories.size() ||
        !std::ranges::equal(m_data.parts, m_drawn.parts, isSamePart) || dataState() != m_drawnState || most > m_top ||
        most < m_top * fullEnough)
        return false;
    if (m_data.categories != m_drawn.categories)
        m_names->setCategories(m_data.categories);
    for (qsizetype part = 0; part < m_data.parts.size(); ++part) {
        const QList<double> &values = m_data.parts.at(part).values;
        for (qsizetype place = 0; place < values.size(); ++place) {
            if (values.at(place) != m_drawn.parts.at(part).values.at(place))
                m_bars.at(part)->replace(int(place), values.at(place));
        }
    }
    m_drawn = m_data;
    return true;
}

void AnalyticalChart::build(const Theme &theme)
{
    m_bars.clear();
    m_drawn = m_data;
    m_drawnState = dataState();
    m_chart->removeAllSeries();
    const auto axes = m_chart->axes();
    for (QAbstractAxis *const axis : axes) {
        m_chart->removeAxis(axis);
        delete axis;
    }
    m_chart->setBackgroundBrush(theme.plot().background);
    m_view->setBackgroundBrush(theme.plot().background);
    m_chart->legend()->setVisible(m_data.parts.size() > 1 && m_data.kind != AnalyticalKind::Boxes);
    m_chart->legend()->setAlignment(Qt::AlignTop);
    m_chart->legend()->setFont(theme.font(TypeRole::Caption));
    m_chart->legend()->setLabelColor(theme.text().secondary);

    const bool lying = m_data.kind == AnalyticalKind::Ranking;
    m_chart->setMargins({0, lying ? 0 : theme.lineHeight(TypeRole::Caption) / 2, 0, 0}); // of the number at the upper end
    QAbstractSeries *const drawn = m_data.kind == AnalyticalKind::Boxes ? makeBoxes(theme) : makeBars(theme);
    m_chart->addSeries(drawn);

    auto *const names = m_names = new QBarCategoryAxis;
    names->append(m_data.categories);
    // With our own words at round values: a value axis knows neither our thousands nor our minus.
    auto *const numbers = new QCategoryAxis;
    const ValueScale scale = m_data.kind == AnalyticalKind::Boxes ? boxScale(m_data) : ValueScale::around(0, highest(m_data));
    // Bars stand on zero, boxes where their values are.
    const double start = m_data.kind == AnalyticalKind::Boxes ? scale.lower : 0;
    numbers->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    numbers->setStartValue(start);
    for (const double tick : scale.ticks) {
        if (tick >= start)
            numbers->append(plottext::number(tick, scale.decimals), tick);
    }
    numbers->setRange(start, scale.upper);
    m_top = scale.upper;
    for (QAbstractAxis *const axis : {static_cast<QAbstractAxis *>(names), static_cast<QAbstractAxis *>(numbers)}) {
        axis->setLabelsFont(theme.font(TypeRole::Caption));
        axis->setLabelsColor(theme.plot().label);
        axis->setLinePen(QPen(theme.plot().axis, theme.stroke().hair));
        axis->setGridLinePen(QPen(theme.plot().grid, theme.stroke().hair));
    }
    names->setGridLineVisible(false);
    // Neighbouring classes say nearly the same: where not all have room, some are left out, none is cut.
    names->setTruncateLabels(m_data.kind != AnalyticalKind::Distribution);
    if (!lying && m_data.categories.size() > mostUpright && m_data.kind != AnalyticalKind::Distribution)
        names->setLabelsAngle(-90);
    numbers->setLineVisible(false);
    m_chart->addAxis(names, lying ? Qt::AlignLeft : Qt::AlignBottom);
    m_chart->addAxis(numbers, lying ? Qt::AlignBottom : Qt::AlignLeft);
    drawn->attachAxis(names);
    drawn->attachAxis(numbers);
}

QAbstractSeries *AnalyticalChart::makeBars(const Theme &theme)
{
    const bool lying = m_data.kind == AnalyticalKind::Ranking;
    QAbstractBarSeries *const bars = lying ? static_cast<QAbstractBarSeries *>(new QHorizontalStackedBarSeries)
                                           : static_cast<QAbstractBarSeries *>(new QStackedBarSeries);
    bars->setBarWidth(m_data.kind == AnalyticalKind::Distribution ? 0.94 : 0.6);
    const auto &colors = theme.plot().series;
    for (qsizetype index = 0; index < m_data.parts.size(); ++index) {
        const AnalyticalPart &part = m_data.parts.at(index);
        auto *const set = new QBarSet(part.label);
        set->append(part.values);
        const bool live = dataState() == DataState::Live;
        const QColor color = !live                      ? (index % 2 == 0 ? theme.line().control : theme.line().strong)
                             : m_data.parts.size() == 1 ? theme.line().control
                                                        : colors.at(index % colors.size());
        set->setColor(color);
        set->setBorderColor(theme.plot().background);
        bars->append(set);
        m_bars.append(set);
    }
    return bars;
}

QAbstractSeries *AnalyticalChart::makeBoxes(const Theme &theme) const
{
    auto *const boxes = new QBoxPlotSeries;
    boxes->setBoxWidth(0.6);
    for (qsizetype category = 0; category < m_data.categories.size(); ++category) {
        auto *const box = new QBoxSet(m_data.categories.at(category));
        for (const AnalyticalPart &part : m_data.parts) {
            box->append(part.values.at(category));
        }
        boxes->append(box);
    }
    boxes->setPen(QPen(dataState() == DataState::Live ? theme.text().primary : theme.line().strong, theme.stroke().icon));
    boxes->setBrush(theme.line().normal);
    return boxes;
}

void AnalyticalChart::fillTable()
{
    QStringList headings{m_data.categoryTitle};
    for (const AnalyticalPart &part : std::as_const(m_data.parts)) {
        headings.append(m_data.unit.isEmpty() ? part.label : tr("%1, %2").arg(part.label, m_data.unit));
    }
    QList<QStringList> rows;
    for (qsizetype category = 0; category < m_data.categories.size(); ++category) {
        QStringList row{m_data.categories.at(category)};
        for (const AnalyticalPart &part : std::as_const(m_data.parts)) {
            row.append(plottext::number(part.values.at(category), m_data.decimals));
        }
        rows.append(row);
    }
    if (m_data.kind == AnalyticalKind::Ranking) {
        std::reverse(rows.begin(), rows.end());
    }
    m_model->setContents(headings, rows, 1);
    if (rows.isEmpty()) {
        describe(tr("No values."));
        return;
    }
    const bool isBoxes = m_data.kind == AnalyticalKind::Boxes;
    const auto &values =
        m_data.parts.isEmpty() ? QList<double>{0} : m_data.parts.at(isBoxes ? m_data.parts.size() / 2 : 0).values;
    const auto largest = std::max_element(values.cbegin(), values.cend()) - values.cbegin();
    if (isBoxes) {
        describe(tr("%1 boxes; the highest median is that of %2 with %3.")
                     .arg(rows.size())
                     .arg(m_data.categories.at(largest), plottext::quantity(values.at(largest), m_data.decimals, m_data.unit)));
        return;
    }
    describe(tr("%1 bars; the largest is %2 with %3.")
                 .arg(rows.size())
                 .arg(m_data.categories.at(largest), plottext::quantity(values.at(largest), m_data.decimals, m_data.unit)));
}

void AnalyticalChart::takeData()
{
    if (!replaceValues())
        build(Theme::of(this));
    fillTable();
}

QAbstractItemModel *AnalyticalChart::tableModel() { return m_model; }

void AnalyticalChart::applyTheme(const Theme &theme) { build(theme); }

QSize AnalyticalChart::sizeHint() const { return QSize(Theme::of(this).space(10) * 6, Theme::of(this).space(10) * 3); }

} // namespace stanforis

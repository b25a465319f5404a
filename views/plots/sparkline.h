// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/seriesview.h"
#include "views/plots/plotseries.h"

#include <QList>
#include <QMetaType>
#include <QStyledItemDelegate>
#include <QWidget>

class QPainter;

namespace stanforis {

class Theme;

/// The recent course of one measure, evenly spaced; NaN is a hole. Own scale, no axis.
struct SparklineData
{
    QList<double> values;
    std::optional<NormalBand> band;
    std::optional<PlotLimit> limit; ///< the part beyond it has its colour; the limit itself is not drawn
    DataState state = DataState::Live;

    /// `count` points of a series over a range; a point without a sample is a hole.
    [[nodiscard]] static SparklineData from(const SeriesView &view, const SeriesKey &key, TimeRange range, int count);
    friend bool operator==(const SparklineData &, const SparklineData &) = default;
};

void paintSparkline(QPainter &painter, const QRectF &box, const SparklineData &data, const Theme &theme);

/// A sparkline by itself. What it shows belongs to the number beside it, so it never takes the focus.
class Sparkline final : public QWidget
{
    Q_OBJECT

public:
    explicit Sparkline(QWidget *parent = nullptr);

    void setData(SparklineData data);
    [[nodiscard]] const SparklineData &data() const { return m_data; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    SparklineData m_data;
};

/// Paints SparklineData from `role` of an item, right-aligned, 92×20.
class SparklineDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit SparklineDelegate(int role = Qt::UserRole, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_role;
};

} // namespace stanforis

Q_DECLARE_METATYPE(stanforis::SparklineData)

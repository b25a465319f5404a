// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/servicemeasuremodel.h"

#include "models/items/servicetext.h"
#include "models/telemetry/seriesview.h"

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

ServiceMeasureModel::ServiceMeasureModel(const SeriesView &series, QObject *parent)
    : QAbstractTableModel(parent)
    , m_series(series)
{}

void ServiceMeasureModel::setMeasures(QList<Measure> measures)
{
    beginResetModel();
    m_measures = std::move(measures);
    endResetModel();
}

void ServiceMeasureModel::refresh()
{
    if (!m_measures.isEmpty())
        Q_EMIT dataChanged(index(0, Value), index(int(m_measures.size()) - 1, Value));
}

int ServiceMeasureModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_measures.size()); }

int ServiceMeasureModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString ServiceMeasureModel::normal(const Measure &measure)
{
    const auto text = [&](double value) { return numberText(value, measure.decimals); };
    if (measure.normalLow && measure.normalHigh)
        return text(*measure.normalLow) + u" – "_s + text(*measure.normalHigh);
    if (measure.normalLow)
        return u"≥ "_s + text(*measure.normalLow);
    if (measure.normalHigh)
        return u"≤ "_s + text(*measure.normalHigh);
    return emptyCell();
}

QVariant ServiceMeasureModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Measure &measure = m_measures.at(index.row());
    const bool number = index.column() == Value || index.column() == Normal;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter) | (number ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole)
        return measure.description;
    const auto sample = m_series.lastSample(measure.key);
    if (role == SeverityRole)
        return int(sample && measure.limit && measure.limit->exceededBy(sample->value) ? measure.limit->severity
                                                                                       : Severity::Normal);
    if (role == SortRole && index.column() == Value)
        return sample ? sample->value : 0.0;
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    switch (index.column()) {
    case Name:
        return measure.name;
    case Value:
        return sample ? numberText(sample->value, measure.decimals) : emptyCell();
    case Unit:
        return measure.unit;
    default:
        return normal(measure);
    }
}

QVariant ServiceMeasureModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const bool number = section == Value || section == Normal;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter) | (number ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Measure");
    case Value:
        return tr("Now");
    case Unit:
        return tr("Unit");
    default:
        return tr("Normal");
    }
}

} // namespace stanforis

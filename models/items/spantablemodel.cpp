// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/spantablemodel.h"

#include "models/items/servicetext.h"

#include <algorithm>

namespace stanforis {

namespace {

QString milliseconds(Duration duration) { return numberText(std::chrono::duration<double, std::milli>(duration).count(), 0); }

} // namespace

void SpanTableModel::setTrace(const Trace &trace)
{
    beginResetModel();
    m_trace = trace;
    endResetModel();
}

Duration SpanTableModel::length() const
{
    Duration longest{};
    for (const TraceSpan &span : m_trace.spans)
        longest = std::max(longest, span.offset + span.duration);
    return longest;
}

int SpanTableModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_trace.spans.size()); }

int SpanTableModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant SpanTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const TraceSpan &span = m_trace.spans.at(index.row());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter) | (index.column() == Name ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Name:
        return QString(QString(span.depth * 2, QChar::Nbsp) + span.name);
    case Start:
        return milliseconds(span.offset);
    default:
        return milliseconds(span.duration);
    }
}

QVariant SpanTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter) | (section == Name ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Step");
    case Start:
        return tr("Start, ms");
    default:
        return tr("Took, ms");
    }
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/health.h"

#include <QAbstractTableModel>

namespace stanforis {

/// The steps of one trace, as a table for those who do not see the picture. GUI thread.
class SpanTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Start, Length, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setTrace(const Trace &trace);
    [[nodiscard]] const Trace &trace() const { return m_trace; }
    /// From the start of the trace to the end of its last step.
    [[nodiscard]] Duration length() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    Trace m_trace;
};

} // namespace stanforis

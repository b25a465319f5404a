// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/health.h"

#include <QAbstractTableModel>

namespace stanforis {

/// The fields of the newest domain message of a service and whether each is valid. GUI thread.
class ServiceProtocolModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Path, Value, Verdict, ColumnCount };
    enum Role { ValidRole = Qt::UserRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setMessage(const ProtocolMessage &message);
    [[nodiscard]] const ProtocolMessage &message() const { return m_message; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    ProtocolMessage m_message;
};

} // namespace stanforis

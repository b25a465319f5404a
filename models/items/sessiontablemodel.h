// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/identity.h"
#include "models/items/idrowsmodel.h"

#include <QCoreApplication>

namespace stanforis {

class CatalogueStore;
class SessionListStore;

/// Live sessions in the order of the store, one row each. Names of sectors are the catalogue's; times are left to views, which
/// get the whole SessionRecord by session().
class SessionTableModel final : public IdRowsModel<QString, QAbstractTableModel>
{
    Q_DECLARE_TR_FUNCTIONS(stanforis::SessionTableModel)

public:
    enum Column { PersonColumn, OrganisationColumn, WorkstationColumn, SinceColumn, SeenColumn, SectorsColumn, ColumnCount };

    SessionTableModel(const SessionListStore &sessions, const CatalogueStore &catalogue, QObject *parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole of times is milliseconds since 1970.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Null when it is over.
    [[nodiscard]] const SessionRecord *session(int row) const;

private:
    void update();

    const SessionListStore &m_sessions;
    const CatalogueStore &m_catalogue;
};

/// The name of a workstation in its SPIFFE id: "spiffe://norvane.example/console/desk-12" is "desk-12"; anything else stays
/// whole.
[[nodiscard]] QString workstationName(const QString &spiffeId);

} // namespace stanforis

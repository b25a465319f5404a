// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/sessiontablemodel.h"

#include "models/stores/cataloguestore.h"
#include "models/stores/sessionliststore.h"

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

QString workstationName(const QString &spiffeId)
{
    return spiffeId.startsWith("spiffe://"_L1) ? spiffeId.section(u'/', -1) : spiffeId;
}

SessionTableModel::SessionTableModel(const SessionListStore &sessions, const CatalogueStore &catalogue, QObject *parent)
    : IdRowsModel(parent)
    , m_sessions(sessions)
    , m_catalogue(catalogue)
{
    connect(&sessions, &SessionListStore::changed, this, &SessionTableModel::update);
    connect(&catalogue, &CatalogueStore::sectorsChanged, this, &SessionTableModel::update);
    update();
}

int SessionTableModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(ColumnCount); }

QVariant SessionTableModel::data(const QModelIndex &index, int role) const
{
    const SessionRecord *session = index.isValid() ? this->session(index.row()) : nullptr;
    if (!session || role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case PersonColumn:
        return session->name.isEmpty() ? session->subject.value : session->name;
    case OrganisationColumn:
        return session->organisation;
    case WorkstationColumn:
        return workstationName(session->workstation);
    case SinceColumn:
        return qint64(toMilliseconds(session->signedIn));
    case SeenColumn:
        return qint64(toMilliseconds(session->lastSeen));
    case SectorsColumn: {
        QStringList names;
        for (const SectorId &sector : session->sectors) {
            const SectorSummary *summary = m_catalogue.summary(sector);
            names.append(summary ? summary->name : sector.value);
        }
        return names.join(", "_L1);
    }
    default:
        return {};
    }
}

QVariant SessionTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case PersonColumn:
        return tr("Person");
    case OrganisationColumn:
        return tr("Organisation");
    case WorkstationColumn:
        return tr("Workstation");
    case SinceColumn:
        return tr("Signed in");
    case SeenColumn:
        return tr("Last seen");
    case SectorsColumn:
        return tr("Sectors in use");
    default:
        return {};
    }
}

const SessionRecord *SessionTableModel::session(int row) const { return m_sessions.find(idAt(row)); }

void SessionTableModel::update()
{
    QStringList ids;
    for (const SessionRecord &session : m_sessions.sessions())
        ids.append(session.id);
    follow(ids);
}

} // namespace stanforis

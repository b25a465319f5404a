// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/truststore.h"

#include <algorithm>

namespace stanforis {

const TrustItem *TrustStore::item(const TrustId &id) const
{
    const auto found = std::ranges::find(m_items, id, &TrustItem::id);
    return found == m_items.end() ? nullptr : &*found;
}

void TrustStore::setItems(int source, const QList<TrustItem> &items)
{
    auto &own = m_sources[source];
    if (own == items)
        return;
    own = items;
    m_items.clear();
    for (const auto &[number, some] : m_sources)
        m_items += some;
    Q_EMIT changed();
}

void TrustStore::clear()
{
    m_sources.clear();
    if (m_items.isEmpty())
        return;
    m_items.clear();
    Q_EMIT changed();
}

void TrustStore::notePerson(const Identity &person)
{
    const QStringList names = QStringList{person.name, person.subject.value} + person.name.split(u' ', Qt::SkipEmptyParts);
    for (const QString &name : names) {
        if (!name.isEmpty() && !m_persons.contains(name))
            m_persons.append(name);
    }
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/outboxstore.h"

#include <algorithm>

namespace stanforis {

const UnsentWork *OutboxStore::find(const TransactionId &id) const
{
    const auto found = std::ranges::find(m_all, id, &UnsentWork::id);
    return found == m_all.end() ? nullptr : &*found;
}

const UnsentWork *OutboxStore::next() const
{
    const auto found = std::ranges::find(m_all, UnsentWork::State::Waiting, &UnsentWork::state);
    return found == m_all.end() ? nullptr : &*found;
}

void OutboxStore::replace(const QList<UnsentWork> &all)
{
    m_all = all;
    Q_EMIT changed();
}

void OutboxStore::put(const UnsentWork &work)
{
    const auto found = std::ranges::find(m_all, work.id, &UnsentWork::id);
    if (found == m_all.end())
        m_all.append(work);
    else
        *found = work;
    Q_EMIT changed();
}

void OutboxStore::remove(const TransactionId &id)
{
    if (m_all.removeIf([&](const UnsentWork &work) { return work.id == id; }) > 0)
        Q_EMIT changed();
}

void OutboxStore::setUnread(const std::optional<UnreadWork> &unread)
{
    if (!m_unread && !unread)
        return;
    m_unread = unread;
    Q_EMIT changed();
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <deque>
#include <functional>
#include <limits>
#include <mutex>
#include <utility>

namespace stanforis {

/// What a full Mailbox does.
enum class Overflow {
    LetOldestGo, ///< and count it: for what is known again from elsewhere
    Keep,        ///< everything stays; the writer has to pause while isFull()
};

/// Hands items from one thread to another. Bounded by the number of items and by their weight together. Rings once: the bell
/// sounds for the first item after the box was emptied, so that a thousand items wake the reader once.
///
/// put() and isFull() on any thread; take() and close() by the reader. After close() nothing rings any more, also not from a
/// put() that is under way, so the reader may be destroyed.
template <class T>
class Mailbox final
{
public:
    struct Limits
    {
        std::size_t items = 1;
        quint64 weight = std::numeric_limits<quint64>::max();
    };

    /// `ring` runs on the writer's thread with the box locked; it must only post a wake-up.
    Mailbox(Limits limits, std::function<void()> ring, Overflow overflow = Overflow::LetOldestGo)
        : m_limits(limits)
        , m_ring(std::move(ring))
        , m_overflow(overflow)
    {}
    Q_DISABLE_COPY_MOVE(Mailbox)

    /// The newest item is always taken, however heavy it is.
    void put(T item, quint64 weight = 1)
    {
        std::deque<Entry> gone; // destroyed when the lock has been let go
        const std::lock_guard lock(m_mutex);
        if (m_closed)
            return;
        while (m_overflow == Overflow::LetOldestGo && !m_items.empty() &&
               (m_items.size() >= m_limits.items || weight > m_limits.weight || m_weight > m_limits.weight - weight)) {
            m_weight -= m_items.front().weight;
            m_dropped += m_items.front().weight;
            gone.push_back(std::move(m_items.front()));
            m_items.pop_front();
        }
        m_items.push_back({std::move(item), weight});
        m_weight += weight;
        if (!std::exchange(m_rung, true))
            m_ring();
    }

    [[nodiscard]] bool isFull() const
    {
        const std::lock_guard lock(m_mutex);
        return !m_closed && (m_items.size() >= m_limits.items || m_weight >= m_limits.weight);
    }

    /// Everything in the box, oldest first.
    [[nodiscard]] std::deque<T> take()
    {
        std::deque<Entry> entries;
        {
            const std::lock_guard lock(m_mutex);
            m_rung = false;
            m_weight = 0;
            entries = std::exchange(m_items, {});
        }
        std::deque<T> items;
        for (Entry &entry : entries)
            items.push_back(std::move(entry.item));
        return items;
    }

    void close()
    {
        std::deque<Entry> gone;
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_weight = 0;
        gone.swap(m_items);
    }

    /// The weight of what was let go since the last time this was asked.
    [[nodiscard]] quint64 takeDropped()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_dropped, 0);
    }

private:
    struct Entry
    {
        T item;
        quint64 weight = 0;
    };
    mutable std::mutex m_mutex;
    const Limits m_limits;
    const std::function<void()> m_ring;
    const Overflow m_overflow;
    std::deque<Entry> m_items;
    quint64 m_weight = 0;
    quint64 m_dropped = 0;
    bool m_rung = false;
    bool m_closed = false;
};

} // namespace stanforis

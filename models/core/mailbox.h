// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <utility>

namespace stanforis {

/// Hands items from one thread to another. Bounded: when full, the oldest is let go and counted. Rings once: the bell sounds
/// for the first item after the box was emptied, so that a thousand items wake the reader once.
///
/// put() on any thread; take() and close() by the reader. After close() nothing rings any more, also not from a put() that
/// is under way, so the reader may be destroyed.
template <class T>
class Mailbox final
{
public:
    /// `ring` runs on the writer's thread with the box locked; it must only post a wake-up.
    Mailbox(std::size_t capacity, std::function<void()> ring)
        : m_capacity(capacity)
        , m_ring(std::move(ring))
    {}
    Q_DISABLE_COPY_MOVE(Mailbox)

    void put(T item)
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed)
            return;
        if (m_items.size() >= m_capacity) {
            m_items.pop_front();
            ++m_dropped;
        }
        m_items.push_back(std::move(item));
        if (!std::exchange(m_rung, true))
            m_ring();
    }

    /// Everything in the box, oldest first.
    [[nodiscard]] std::deque<T> take()
    {
        const std::lock_guard lock(m_mutex);
        m_rung = false;
        return std::exchange(m_items, {});
    }

    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_items.clear();
    }

    /// How many items were let go since the box was made.
    [[nodiscard]] quint64 dropped() const
    {
        const std::lock_guard lock(m_mutex);
        return m_dropped;
    }

private:
    mutable std::mutex m_mutex;
    const std::size_t m_capacity;
    const std::function<void()> m_ring;
    std::deque<T> m_items;
    quint64 m_dropped = 0;
    bool m_rung = false;
    bool m_closed = false;
};

} // namespace stanforis

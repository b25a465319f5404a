// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

namespace stanforis {

/// Overwrites memory that is given back next.
inline void wipe(char *bytes, std::size_t size)
{
    // Through a volatile pointer: a plain loop over memory that is freed next may be left out by the compiler.
    for (volatile char *at = bytes; size > 0; --size)
        *at++ = 0;
}

/// Overwrites and empties what is no longer needed. Bytes that are shared with another QByteArray stay there: wipe the last one.
inline void wipe(QByteArray &secret)
{
    if (secret.isDetached())
        wipe(secret.data(), static_cast<std::size_t>(secret.size()));
    secret.clear();
}

/// Bytes that must not stay in memory: a PIN, a key. Moved, never copied, and overwritten when it goes. It is not for printing.
class Secret final
{
public:
    Secret() = default;
    /// Takes the bytes over and overwrites those given.
    explicit Secret(QByteArray &&bytes)
        : m_bytes(bytes.cbegin(), bytes.cend())
    {
        wipe(bytes);
    }
    Secret(Secret &&other) noexcept
        : m_bytes(std::move(other.m_bytes))
    {}
    Secret &operator=(Secret &&other) noexcept
    {
        clear();
        m_bytes = std::move(other.m_bytes);
        return *this;
    }
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret() { clear(); }

    [[nodiscard]] bool isEmpty() const { return m_bytes.empty(); }
    [[nodiscard]] const char *data() const { return m_bytes.data(); }
    [[nodiscard]] std::size_t size() const { return m_bytes.size(); }
    void clear()
    {
        wipe(m_bytes.data(), m_bytes.size());
        m_bytes.clear();
    }

private:
    std::vector<char> m_bytes;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <utility>
#include <variant>

namespace stanforis {

/// Why something failed. The code is for decisions and for choosing the sentence a person reads (made in views);
/// `detail` holds facts for that sentence or for a log, never a secret.
struct Error
{
    enum class Code {
        Cancelled,        ///< the caller no longer wants the answer
        Unreachable,      ///< no connection could be made, or it was lost; a retry may help
        TimedOut,         ///< no answer in the time allowed
        Untrusted,        ///< the peer's certificate does not lead to the trust anchor of the profile
        Unauthenticated,  ///< no token, a stale one, or one for another audience
        StepUpNeeded,     ///< the sign-in is too long ago, or too weak, for this: prove it again (RFC 9470)
        PermissionDenied, ///< the role does not allow it, or the sector is not subscribed to
        NotFound,
        Invalid,     ///< the request was refused by validation; `detail` says which field and limit
        Conflict,    ///< the state changed since it was seen
        Malformed,   ///< bytes from outside could not be read
        Storage,     ///< a file or database could not be read or written
        Unavailable, ///< the platform answers, but cannot do this now
        Internal,
    };
    Code code = Code::Internal;
    QString detail;
};

/// Either a value or an Error; member names as in std::expected (P0323), so that it can be swapped for it.
template <class T>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_state(std::move(value))
    {}
    Result(Error error)
        : m_state(std::move(error))
    {}

    [[nodiscard]] bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }
    [[nodiscard]] const T &value() const & { return std::get<0>(m_state); }
    [[nodiscard]] T &value() & { return std::get<0>(m_state); }
    [[nodiscard]] T &&value() && { return std::get<0>(std::move(m_state)); }
    [[nodiscard]] const T &operator*() const & { return value(); }
    [[nodiscard]] T &operator*() & { return value(); }
    [[nodiscard]] const T *operator->() const { return &std::get<0>(m_state); }
    [[nodiscard]] T *operator->() { return &std::get<0>(m_state); }
    [[nodiscard]] const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

/// The value of an operation that only succeeds or fails.
using Done = std::monostate;

/// Receives the outcome of an asynchronous call, once, on the GUI thread.
template <class T>
using Reply = std::function<void(Result<T>)>;

} // namespace stanforis

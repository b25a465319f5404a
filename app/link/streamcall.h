// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QObject>

#include <concepts>
#include <functional>
#include <string_view>

namespace stanforis {

/// What to do on the GUI thread with one decoded message; empty for a message that was not worth delivering. Runs at most once.
class Delivery final
{
public:
    Delivery() = default;
    /// `weight`: the values that are lost when this is let go.
    template <std::invocable Function>
    Delivery(Function run, quint64 weight = 1)
        : m_run(std::move(run))
        , m_weight(weight)
    {}
    /// For a message that could not be read: it is counted, but it is no sign of life.
    [[nodiscard]] static Delivery unreadable(std::function<void()> run)
    {
        Delivery delivery(std::move(run), 0);
        delivery.m_readable = false;
        return delivery;
    }

    explicit operator bool() const { return static_cast<bool>(m_run); }
    void operator()() const { m_run(); }
    [[nodiscard]] quint64 weight() const { return m_weight; }
    [[nodiscard]] bool isReadable() const { return m_readable; }

private:
    std::function<void()> m_run;
    quint64 m_weight = 0;
    bool m_readable = true;
};

/// Turns the bytes of one message into a Delivery. Runs on the transport's thread, one message at a time in order, so it may
/// keep state; what it captures must not be touched by the GUI thread.
using Decode = std::function<Delivery(std::string_view bytes)>;

/// What becomes of messages that come faster than they are taken.
enum class Backlog {
    Wait,   ///< the platform has to wait: no reply, event or notice is ever left out
    Newest, ///< the oldest are let go and counted: for telemetry, which history holds
};

/// A streaming call on whichever transport. Destroying it cancels it, also from inside one of its signals or
/// deliveries; nothing is delivered or emitted after that.
class StreamCall : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

Q_SIGNALS:
    void delivered();                             ///< after the deliveries of one wake-up have run, if any was readable
    void finished(const stanforis::Error &error); ///< once; also when the platform ended the stream in good order (Unavailable)
};

} // namespace stanforis

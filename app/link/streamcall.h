// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QObject>

#include <functional>
#include <string_view>

namespace stanforis {

/// What to do on the GUI thread with one decoded message; empty for a message that was not worth delivering.
using Delivery = std::function<void()>;

/// Turns the bytes of one message into a Delivery. Runs on the transport's thread, one message at a time in order, so it may
/// keep state; what it captures must not be touched by the GUI thread.
using Decode = std::function<Delivery(std::string_view bytes)>;

/// A streaming call on whichever transport. Destroying it cancels it, also from inside one of its signals or
/// deliveries; nothing is delivered or emitted after that.
class StreamCall : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

Q_SIGNALS:
    void delivered();                             ///< after the deliveries of one wake-up have run
    void finished(const stanforis::Error &error); ///< once; also when the platform ended the stream in good order (Unavailable)
};

} // namespace stanforis

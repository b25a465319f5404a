// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/decode/wiretext.h"
#include "app/link/standingstream.h"
#include "app/link/transportmonitor.h"

#include <QLoggingCategory>

namespace stanforis {

Q_DECLARE_LOGGING_CATEGORY(linkLog)

/// A reply that decodes first.
template <class Value>
Reply<QByteArray> decoding(Reply<Value> reply, Result<Value> (*decode)(const QByteArray &))
{
    return [reply = std::move(reply), decode](Result<QByteArray> bytes) {
        if (bytes)
            reply(decode(*bytes));
        else
            reply(bytes.error());
    };
}

/// A standing stream whose messages are decoded one by one and given to `receiver`; what cannot be read is left out and noted.
template <class Value, class Request>
std::unique_ptr<StandingStream> watchWith(const Ways &ways, const QByteArray &method, const CallAudience &audience,
                                          bool preferGrpc, const Request &request, Result<Value> (*decode)(const QByteArray &),
                                          std::function<void(const Value &)> receiver)
{
    StreamPlan plan;
    plan.method = method;
    plan.audience = audience;
    plan.preferGrpc = preferGrpc;
    plan.request = [bytes = bytesOf(request)] { return bytes; };
    plan.decoder =
        [method, decode, &monitor = ways.monitor,
         receiver = std::make_shared<std::function<void(const Value &)>>(std::move(receiver))](Transport transport) -> Decode {
        return [method, decode, &monitor, transport, receiver](std::string_view bytes) -> Delivery {
            auto value = decode(QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())));
            if (!value) {
                qCWarning(linkLog) << "left out an unreadable message of" << method;
                return Delivery::unreadable([&monitor, transport] { monitor.noteUnreadable(transport, 1); });
            }
            return [receiver, value = std::move(*value)] { (*receiver)(value); };
        };
    };
    return std::make_unique<StandingStream>(ways, std::move(plan));
}

} // namespace stanforis

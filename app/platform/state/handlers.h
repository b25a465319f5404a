// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"
#include "app/platform/state/wire.h"

#include <functional>
#include <memory>

namespace stanforis {

/// A unary method from a function over messages: `handler(const Caller *, const Request &) -> Result<Response>`.
template <class Request, class Response>
[[nodiscard]] Method unaryMethod(Audience audience, std::function<Result<Response>(const Caller *, const Request &)> handler)
{
    Method method;
    method.audience = audience;
    method.requestType = bytesFromWire(Request::descriptor()->full_name());
    method.responseType = bytesFromWire(Response::descriptor()->full_name());
    method.unary = [handler = std::move(handler)](const Caller *caller, const QByteArray &bytes) -> Result<QByteArray> {
        auto request = parseMessage<Request>(bytes);
        if (!request)
            return request.error();
        auto response = handler(caller, *request);
        if (!response)
            return response.error();
        return serializeMessage(*response);
    };
    return method;
}

/// A streaming method from a function that makes the stream's object.
template <class Request, class Response>
[[nodiscard]] Method
streamMethod(Audience audience, std::function<Result<std::unique_ptr<QObject>>(const Caller *, const Request &, Sink *)> handler)
{
    Method method;
    method.audience = audience;
    method.requestType = bytesFromWire(Request::descriptor()->full_name());
    method.responseType = bytesFromWire(Response::descriptor()->full_name());
    method.stream = [handler = std::move(handler)](const Caller *caller, const QByteArray &bytes,
                                                   Sink *sink) -> Result<std::unique_ptr<QObject>> {
        auto request = parseMessage<Request>(bytes);
        if (!request)
            return request.error();
        return handler(caller, *request, sink);
    };
    return method;
}

} // namespace stanforis

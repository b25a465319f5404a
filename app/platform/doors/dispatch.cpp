// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/doors/dispatch.h"

namespace stanforis {

using namespace Qt::StringLiterals;

Dispatch::Dispatch(const Methods &methods, Guard &guard)
    : m_methods(methods)
    , m_guard(guard)
{}

qsizetype Dispatch::largestFor(const QByteArray &path)
{
    return path.startsWith("/stanforis.transactions.") ? largestTransaction : largestRequest;
}

const Method *Dispatch::find(const QByteArray &path) const
{
    const auto found = m_methods.constFind(path);
    return found == m_methods.cend() ? nullptr : &*found;
}

Result<Dispatch::Admitted> Dispatch::admit(const QByteArray &path, const Credentials &credentials, const QByteArray &request)
{
    const auto *method = find(path);
    if (!method)
        return Error{Error::Code::NotFound, u"There is no such method."_s};
    if (request.size() > largestFor(path))
        return Error{Error::Code::Invalid, u"The request is larger than %1 MiB."_s.arg(largestFor(path) >> 20)};
    auto caller = m_guard.admit(*method, credentials, request);
    if (!caller)
        return caller.error();
    return Admitted{method, std::move(*caller)};
}

Result<QByteArray> Dispatch::unary(const QByteArray &path, const Credentials &credentials, const QByteArray &request)
{
    const auto admitted = admit(path, credentials, request);
    if (!admitted)
        return admitted.error();
    if (!admitted->method->unary)
        return Error{Error::Code::Invalid, u"This method is a stream; use gRPC or the WebSocket."_s};
    return admitted->method->unary(admitted->callerOrNull(), request);
}

std::unique_ptr<Call> Dispatch::open(const QByteArray &path, const Credentials &credentials, const QByteArray &request,
                                     CallSink *sink)
{
    const auto admitted = admit(path, credentials, request);
    if (!admitted) {
        sink->finish(admitted.error());
        return nullptr;
    }
    if (admitted->method->unary) {
        const auto reply = admitted->method->unary(admitted->callerOrNull(), request);
        if (!reply) {
            sink->finish(reply.error());
        } else if (sink->send(*reply)) {
            sink->complete();
        } else {
            sink->finish({Error::Code::Unavailable, u"The connection is too busy for a reply."_s});
        }
        return nullptr;
    }
    auto call = std::make_unique<Call>();
    if (admitted->caller) {
        call->m_admission = m_guard.watch(*admitted->caller);
        connect(call->m_admission.get(), &Admission::ended, call.get(), [raw = call.get(), sink](const Error &error) {
            raw->m_stream.reset(); // nothing more may be sent once the right to it is gone
            sink->finish(error);
        });
    }
    auto stream = admitted->method->stream(admitted->callerOrNull(), request, sink);
    if (!stream) {
        sink->finish(stream.error());
        return nullptr;
    }
    call->m_stream = std::move(*stream);
    return call;
}

} // namespace stanforis

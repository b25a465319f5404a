// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>

#include <grpcpp/generic/async_generic_service.h>

#include <deque>
#include <functional>
#include <mutex>

namespace stanforis {

/// Bytes between a gRPC call, which lives on gRPC's threads, and the main thread. Any thread.
class GrpcPipe
{
public:
    static constexpr std::size_t capacity = 64;

    GrpcPipe(grpc::ServerGenericBidiReactor *reactor, std::function<void()> drained);

    /// False: full (then drained() is called when it is half empty), or the call has ended.
    bool send(const QByteArray &message);
    /// Ends the call; what is queued leaves first when the status is OK and is dropped otherwise.
    void finish(const grpc::Status &status);

    // For the reactor.
    void written(bool ok);
    void detach();

private:
    void finishNow();

    std::mutex m_mutex;
    grpc::ServerGenericBidiReactor *m_reactor;
    const std::function<void()> m_drained;
    std::deque<grpc::ByteBuffer> m_queue; ///< the front is being written while m_writing
    grpc::Status m_status;
    bool m_writing = false;
    bool m_full = false;
    bool m_finishing = false;
    bool m_finished = false;
};

[[nodiscard]] grpc::ByteBuffer toBuffer(const QByteArray &bytes);
[[nodiscard]] QByteArray fromBuffer(const grpc::ByteBuffer &buffer);

} // namespace stanforis

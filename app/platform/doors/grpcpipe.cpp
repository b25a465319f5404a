// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/doors/grpcpipe.h"

namespace stanforis {

GrpcPipe::GrpcPipe(grpc::ServerGenericBidiReactor *reactor, std::function<void()> drained)
    : m_reactor(reactor)
    , m_drained(std::move(drained))
{}

bool GrpcPipe::send(const QByteArray &message)
{
    const std::lock_guard lock(m_mutex);
    if (!m_reactor || m_finishing)
        return false;
    if (m_queue.size() >= capacity) {
        m_full = true;
        return false;
    }
    m_queue.push_back(toBuffer(message));
    if (!m_writing) {
        m_writing = true;
        m_reactor->StartWrite(&m_queue.front());
    }
    return true;
}

void GrpcPipe::finish(const grpc::Status &status)
{
    const std::lock_guard lock(m_mutex);
    if (!m_reactor || m_finishing)
        return;
    m_finishing = true;
    m_status = status;
    if (!status.ok() && m_queue.size() > 1)
        m_queue.erase(m_queue.begin() + 1, m_queue.end()); // the front is with gRPC
    if (!m_writing)
        finishNow();
}

void GrpcPipe::written(bool ok)
{
    bool drained = false;
    {
        const std::lock_guard lock(m_mutex);
        m_queue.pop_front();
        if (!ok) {
            m_queue.clear();
            m_finishing = true;
            m_status = grpc::Status::CANCELLED;
        }
        if (!m_queue.empty()) {
            m_reactor->StartWrite(&m_queue.front());
        } else {
            m_writing = false;
            if (m_finishing)
                finishNow();
        }
        drained = m_full && !m_finishing && m_queue.size() <= capacity / 2;
        if (drained)
            m_full = false;
    }
    if (drained)
        m_drained();
}

void GrpcPipe::detach()
{
    const std::lock_guard lock(m_mutex);
    m_reactor = nullptr;
    m_finishing = true;
}

void GrpcPipe::finishNow()
{
    if (!std::exchange(m_finished, true))
        m_reactor->Finish(m_status);
}

grpc::ByteBuffer toBuffer(const QByteArray &bytes)
{
    const grpc::Slice slice(bytes.constData(), std::size_t(bytes.size()));
    return {&slice, 1};
}

QByteArray fromBuffer(const grpc::ByteBuffer &buffer)
{
    std::vector<grpc::Slice> slices;
    QByteArray bytes;
    if (!buffer.Dump(&slices).ok())
        return bytes;
    bytes.reserve(qsizetype(buffer.Length()));
    for (const auto &slice : slices)
        bytes.append(reinterpret_cast<const char *>(slice.begin()), qsizetype(slice.size()));
    return bytes;
}

} // namespace stanforis

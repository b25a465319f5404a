// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/grpcreactors.h"

namespace stanforis {

void OutstandingCalls::add(grpc::ClientContext *context)
{
    const std::lock_guard lock(m_mutex);
    m_running.insert(context);
}

void OutstandingCalls::remove(std::shared_ptr<grpc::ClientContext> context)
{
    const std::lock_guard lock(m_mutex);
    m_running.erase(context.get());
    context.reset();
    // Under the lock: the waiter may be the last owner and destroy us as soon as it can take the lock.
    m_empty.notify_all();
}

void OutstandingCalls::cancelAll()
{
    const std::lock_guard lock(m_mutex);
    for (auto *context : m_running)
        context->TryCancel();
}

bool OutstandingCalls::waitForAll(std::chrono::milliseconds limit)
{
    std::unique_lock lock(m_mutex);
    return m_empty.wait_for(lock, limit, [this] { return m_running.empty(); });
}

grpc::ByteBuffer toBuffer(const QByteArray &bytes)
{
    const grpc::Slice slice(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    return {&slice, 1};
}

QByteArray fromBuffer(const grpc::ByteBuffer &buffer)
{
    std::vector<grpc::Slice> slices;
    QByteArray bytes;
    if (buffer.Length() == 0 || !buffer.Dump(&slices).ok())
        return bytes;
    bytes.reserve(static_cast<qsizetype>(buffer.Length()));
    for (const auto &slice : slices)
        bytes.append(reinterpret_cast<const char *>(slice.begin()), static_cast<qsizetype>(slice.size()));
    return bytes;
}

void prepare(grpc::ClientContext &context, const QString &token)
{
    if (!token.isEmpty())
        context.AddMetadata("authorization", "Bearer " + token.toStdString());
}

UnaryReactor::UnaryReactor(std::shared_ptr<OutstandingCalls> outstanding, std::shared_ptr<ArrivalBox> box,
                           std::function<Delivery(QByteArray)> answer)
    : m_outstanding(std::move(outstanding))
    , m_box(std::move(box))
    , m_answer(std::move(answer))
{}

void UnaryReactor::start(grpc::GenericStub &stub, const QByteArray &method, const QByteArray &request)
{
    m_request = toBuffer(request);
    m_outstanding->add(m_context.get());
    stub.PrepareUnaryCall(m_context.get(), method.toStdString(), {}, &m_request, &m_response, this);
    StartCall();
}

void UnaryReactor::OnDone(const grpc::Status &status)
{
    Arrival arrival;
    arrival.end = true;
    arrival.code = status.error_code();
    if (status.ok())
        arrival.deliver = m_answer(fromBuffer(m_response));
    else
        arrival.message = QString::fromStdString(status.error_message());
    m_box->put(std::move(arrival), 0);
    const auto outstanding = std::move(m_outstanding);
    m_box.reset();
    // The channel may go once nothing is outstanding, so everything of gRPC's must have been let go before.
    m_request.Clear();
    m_response.Clear();
    outstanding->remove(std::move(m_context));
    delete this;
}

void ReadGate::wait(std::function<void()> resume)
{
    const std::lock_guard lock(m_mutex);
    m_resume = std::move(resume);
}

void ReadGate::pass()
{
    std::function<void()> resume;
    {
        const std::lock_guard lock(m_mutex);
        resume = std::exchange(m_resume, {});
    }
    if (resume)
        resume();
}

StreamReactor::StreamReactor(std::shared_ptr<OutstandingCalls> outstanding, std::shared_ptr<ArrivalBox> box,
                             std::shared_ptr<ReadGate> gate, Decode decode)
    : m_outstanding(std::move(outstanding))
    , m_box(std::move(box))
    , m_gate(std::move(gate))
    , m_decode(std::move(decode))
{}

void StreamReactor::start(grpc::GenericStub &stub, const QByteArray &method, const QByteArray &request)
{
    m_request = toBuffer(request);
    m_outstanding->add(m_context.get());
    stub.PrepareBidiStreamingCall(m_context.get(), method.toStdString(), {}, this);
    StartWriteLast(&m_request, {});
    StartRead(&m_message);
    StartCall();
}

void StreamReactor::OnReadDone(bool ok)
{
    if (!ok)
        return; // OnDone follows
    Arrival arrival;
    grpc::Slice whole;
    if (m_message.TrySingleSlice(&whole).ok()) {
        arrival.deliver = m_decode({reinterpret_cast<const char *>(whole.begin()), whole.size()});
    } else {
        const auto bytes = fromBuffer(m_message);
        arrival.deliver = m_decode({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    }
    m_message.Clear();
    const quint64 weight = arrival.deliver.weight();
    m_box->put(std::move(arrival), weight);
    if (!m_gate || !m_box->isFull()) {
        StartRead(&m_message);
        return;
    }
    AddHold(); // or the call could be done, and this object gone, while nobody reads
    m_gate->wait([this] {
        StartRead(&m_message);
        RemoveHold();
    });
    if (!m_box->isFull())
        m_gate->pass(); // it was emptied before it could know of us
}

void StreamReactor::OnDone(const grpc::Status &status)
{
    Arrival arrival;
    arrival.end = true;
    arrival.code = status.error_code();
    arrival.message = QString::fromStdString(status.error_message());
    m_box->put(std::move(arrival), 0);
    const auto outstanding = std::move(m_outstanding);
    m_box.reset();
    m_request.Clear();
    m_message.Clear();
    outstanding->remove(std::move(m_context));
    delete this;
}

} // namespace stanforis

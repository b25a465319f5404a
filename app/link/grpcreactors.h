// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/streamcall.h"
#include "models/core/mailbox.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>

namespace stanforis {

/// The calls that have not come to their OnDone: gRPC still holds their memory. A call's owner cancels it and goes; the call
/// stays here until it is done. Any thread.
class OutstandingCalls final
{
public:
    void add(grpc::ClientContext *context);
    /// The call is done. Its context keeps the channel, and gRPC's own thread must never be the one that destroys a channel (the
    /// thread would end itself), so it is let go here, before whoever waits may go on and destroy theirs.
    void remove(std::shared_ptr<grpc::ClientContext> context);
    void cancelAll();
    /// False when some were still running after `limit`.
    bool waitForAll(std::chrono::milliseconds limit);

private:
    std::mutex m_mutex;
    std::condition_variable m_empty;
    std::set<grpc::ClientContext *> m_running;
};

/// What arrives on gRPC's thread for one call, in order; the last one may be the end.
struct Arrival
{
    Delivery deliver;
    bool end = false;
    int code = 0;
    QString message;
};

using ArrivalBox = Mailbox<Arrival>;

[[nodiscard]] grpc::ByteBuffer toBuffer(const QByteArray &bytes);
[[nodiscard]] QByteArray fromBuffer(const grpc::ByteBuffer &buffer);
void prepare(grpc::ClientContext &context, const QString &token);

/// One request, one answer. Deletes itself when gRPC is done with it.
class UnaryReactor final : public grpc::ClientUnaryReactor
{
public:
    UnaryReactor(std::shared_ptr<OutstandingCalls> outstanding, std::shared_ptr<ArrivalBox> box,
                 std::function<Delivery(QByteArray)> answer);
    void start(grpc::GenericStub &stub, const QByteArray &method, const QByteArray &request);
    [[nodiscard]] const std::shared_ptr<grpc::ClientContext> &context() const { return m_context; }

private:
    void OnDone(const grpc::Status &status) override;

    std::shared_ptr<grpc::ClientContext> m_context = std::make_shared<grpc::ClientContext>();
    std::shared_ptr<OutstandingCalls> m_outstanding;
    std::shared_ptr<ArrivalBox> m_box;
    std::function<Delivery(QByteArray)> m_answer;
    grpc::ByteBuffer m_request;
    grpc::ByteBuffer m_response;
};

/// Where a stream that may not leave anything out waits while its box is full. gRPC then stops asking the platform for more.
class ReadGate final
{
public:
    /// The reactor reads on when pass() is called. gRPC's thread; the reactor must hold its call open until then.
    void wait(std::function<void()> resume);
    /// The reader has made room, or it will not come any more.
    void pass();

private:
    std::mutex m_mutex;
    std::function<void()> m_resume;
};

/// One request, many answers. Deletes itself when gRPC is done with it.
class StreamReactor final : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>
{
public:
    /// Without a gate it never waits: what the box lets go is lost.
    StreamReactor(std::shared_ptr<OutstandingCalls> outstanding, std::shared_ptr<ArrivalBox> box, std::shared_ptr<ReadGate> gate,
                  Decode decode);
    void start(grpc::GenericStub &stub, const QByteArray &method, const QByteArray &request);
    [[nodiscard]] const std::shared_ptr<grpc::ClientContext> &context() const { return m_context; }

private:
    void OnReadDone(bool ok) override;
    void OnDone(const grpc::Status &status) override;

    std::shared_ptr<grpc::ClientContext> m_context = std::make_shared<grpc::ClientContext>();
    std::shared_ptr<OutstandingCalls> m_outstanding;
    std::shared_ptr<ArrivalBox> m_box;
    std::shared_ptr<ReadGate> m_gate;
    Decode m_decode;
    grpc::ByteBuffer m_request;
    grpc::ByteBuffer m_message;
};

} // namespace stanforis

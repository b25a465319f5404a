// SPDX-License-Identifier: GPL-3.0-or-later
// The least that can be done with a stream: gRPC reads it, protobuf parses it into one message that is used again and again.
#include "tests/bench/measure.h"
#include "tests/bench/partprocess.h"
#include "tests/bench/rows.h"

#include "stanforis/telemetry/v1/telemetry.pb.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>

#include <condition_variable>

namespace stanforis::bench {

using namespace Qt::StringLiterals;

namespace {

class Loop final : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>
{
public:
    Loop(const QString &endpoint, const QString &trust)
    {
        grpc::SslCredentialsOptions options;
        options.pem_root_certs = trust.toStdString();
        grpc::ChannelArguments arguments;
        arguments.SetMaxReceiveMessageSize(-1);
        m_stub = std::make_unique<grpc::GenericStub>(
            grpc::CreateCustomChannel(endpoint.toStdString(), grpc::SslCredentials(options), arguments));
        m_stub->PrepareBidiStreamingCall(&m_context, "/stanforis.telemetry.v1.Telemetry/Subscribe", {}, this);
        StartRead(&m_message);
        StartCall();
    }

    void OnReadDone(bool ok) override
    {
        if (!ok)
            return;
        grpc::Slice whole;
        if (m_message.TrySingleSlice(&whole).ok() || m_message.DumpToSingleSlice(&whole).ok()) {
            if (m_frame.ParseFromArray(whole.begin(), static_cast<int>(whole.size())))
                for (const auto &block : m_frame.blocks())
                    samples += block.values_size();
        }
        StartRead(&m_message);
    }
    void OnDone(const grpc::Status & /*status*/) override
    {
        const std::lock_guard lock(m_mutex);
        m_done = true;
        m_changed.notify_all();
    }
    void stop()
    {
        m_context.TryCancel();
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_done; });
    }

    std::atomic<qint64> samples = 0;

private:
    grpc::ClientContext m_context;
    std::unique_ptr<grpc::GenericStub> m_stub;
    grpc::ByteBuffer m_message;
    telemetry::v1::Frame m_frame;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_done = false;
};

/// ENDPOINT TRUST WARM_UP_MS MEASURE_MS
int run(const QStringList &arguments)
{
    Loop loop(arguments.value(0), arguments.value(1));
    std::this_thread::sleep_for(std::chrono::milliseconds(arguments.value(2).toInt()));
    const qint64 samples = loop.samples;
    const double cpu = cpuMilliseconds();
    const qint64 began = steadyMicroseconds();
    std::this_thread::sleep_for(std::chrono::milliseconds(arguments.value(3).toInt()));
    answer({{u"samples"_s, static_cast<double>(loop.samples - samples)},
            {u"cpu_ms"_s, cpuMilliseconds() - cpu},
            {u"seconds"_s, static_cast<double>(steadyMicroseconds() - began) / 1e6}});
    loop.stop();
    return 0;
}

} // namespace

Part decodePart() { return {u"decode"_s, run}; }

} // namespace stanforis::bench

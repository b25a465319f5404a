// SPDX-License-Identifier: GPL-3.0-or-later
// A telemetry service that does nothing but send: the same frames at a steady rate, as the contract has them, over TLS.
#include "tests/bench/partprocess.h"
#include "tests/bench/rows.h"
#include "tests/bench/walk.h"
#include "tests/bench/wall.h"

#include "stanforis/telemetry/v1/telemetry.pb.h"

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/server_builder.h>

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <iostream>
#include <thread>

namespace stanforis::bench {

using namespace Qt::StringLiterals;

namespace {

struct Plan
{
    int series = 48;
    int samples = 10;  ///< of each series in a batch
    double rate = 100; ///< batches a second; 0: as fast as they are taken
};

/// Frames whose values are made beforehand, so that sending costs as little as it can.
class FrameMaker
{
public:
    explicit FrameMaker(const Plan &plan)
        : m_plan(plan)
    {
        m_step = std::max<qint64>(1, static_cast<qint64>(1e6 / (plan.rate > 0 ? plan.rate : 100) / plan.samples));
        for (int variant = 0; variant < variants; ++variant)
            m_frames[variant] = frame(variant);
    }

    grpc::ByteBuffer next()
    {
        auto &frame = m_frames[m_sequence % variants];
        const qint64 now =
            std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
        const qint64 length = m_step * m_plan.samples;
        m_first = m_sequence == 0 || m_plan.rate > 0 ? std::max(m_first + length, now - length) : m_first + length;
        frame.set_sequence(++m_sequence);
        frame.set_sent_us(now); // the receiver on this machine reads the same clock
        for (auto &block : *frame.mutable_blocks())
            block.set_first_us(m_first);
        if (m_sequence == 1)
            announce(frame);
        const std::size_t size = frame.ByteSizeLong();
        grpc::Slice slice(size);
        frame.SerializeWithCachedSizesToArray(const_cast<std::uint8_t *>(slice.begin()));
        if (m_sequence == 1)
            frame.clear_announcements();
        return {&slice, 1};
    }

private:
    static constexpr int variants = 8;

    telemetry::v1::Frame frame(int variant) const
    {
        telemetry::v1::Frame frame;
        frame.set_epoch("bench");
        for (int series = 0; series < m_plan.series; ++series) {
            auto *block = frame.add_blocks();
            block->set_handle(static_cast<std::uint32_t>(series + 1));
            if (m_plan.samples > 1)
                setStep(*block);
            Walk walk(static_cast<std::uint64_t>(series * variants + variant));
            for (int sample = 0; sample < m_plan.samples; ++sample)
                block->add_values(walk.next());
        }
        return frame;
    }
    void setStep(auto &block) const
    {
        if constexpr (requires { block.set_step_us(m_step); }) {
            block.set_step_us(m_step);
        } else {
            for (int sample = 1; sample < m_plan.samples; ++sample)
                block.add_delta_us(m_step);
        }
    }
    void announce(telemetry::v1::Frame &frame) const
    {
        for (int series = 0; series < m_plan.series; ++series) {
            auto *announcement = frame.add_announcements();
            announcement->set_handle(static_cast<std::uint32_t>(series + 1));
            announcement->set_series_key(seriesKey(series).value.toStdString());
            announcement->set_unit("MW");
            announcement->set_interval_us(m_step);
        }
    }

    Plan m_plan;
    qint64 m_step = 0;
    qint64 m_first = 0;
    std::uint64_t m_sequence = 0;
    telemetry::v1::Frame m_frames[variants];
};

/// One stream: a thread of its own keeps the pace; a batch that is not yet away makes the next one wait.
class Sender final : public grpc::ServerGenericBidiReactor
{
public:
    explicit Sender(const Plan &plan)
        : m_plan(plan)
        , m_thread([this] { run(); })
    {
        StartRead(&m_request);
    }

    void OnWriteDone(bool ok) override
    {
        const std::lock_guard lock(m_mutex);
        m_writing = false;
        m_over |= !ok;
        m_changed.notify_all();
    }
    void OnCancel() override
    {
        const std::lock_guard lock(m_mutex);
        m_over = true;
        m_changed.notify_all();
    }
    void OnDone() override
    {
        m_thread.join();
        delete this;
    }

private:
    void run()
    {
        FrameMaker maker(m_plan);
        auto due = std::chrono::steady_clock::now();
        std::unique_lock lock(m_mutex);
        while (!m_over) {
            m_message = maker.next();
            m_writing = true;
            StartWrite(&m_message);
            m_changed.wait(lock, [this] { return !m_writing; });
            if (m_plan.rate > 0) {
                due += std::chrono::microseconds(static_cast<qint64>(1e6 / m_plan.rate));
                m_changed.wait_until(lock, due, [this] { return m_over; });
            }
        }
        lock.unlock();
        Finish(grpc::Status::OK);
    }

    const Plan m_plan;
    grpc::ByteBuffer m_request;
    grpc::ByteBuffer m_message;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_writing = false;
    bool m_over = false;
    std::thread m_thread; ///< last: it uses the others
};

class Service final : public grpc::CallbackGenericService
{
public:
    explicit Service(const Plan &plan)
        : m_plan(plan)
    {}

private:
    grpc::ServerGenericBidiReactor *CreateReactor(grpc::GenericCallbackServerContext * /*context*/) override
    {
        return new Sender(m_plan);
    }
    const Plan m_plan;
};

struct Identity
{
    std::string key;
    std::string certificate;
};

/// For 127.0.0.1, for a day, trusted by nobody who is not given it.
Identity makeIdentity()
{
    const QTemporaryDir folder;
    const QString key = folder.filePath(u"key.pem"_s);
    const QString certificate = folder.filePath(u"certificate.pem"_s);
    QProcess maker;
    maker.start(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s,
                               u"-nodes"_s, u"-days"_s, u"1"_s, u"-subj"_s, u"/CN=127.0.0.1"_s, u"-addext"_s,
                               u"subjectAltName=IP:127.0.0.1"_s, u"-keyout"_s, key, u"-out"_s, certificate});
    maker.waitForFinished();
    const auto contentOf = [](const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    };
    return {contentOf(key), contentOf(certificate)};
}

/// Sends until its standard input ends.
int run(const QStringList &arguments)
{
    const Plan plan{arguments.value(0).toInt(), arguments.value(1).toInt(), arguments.value(2).toDouble()};
    const Identity identity = makeIdentity();
    if (identity.certificate.empty())
        return 1;
    Service service(plan);
    grpc::ServerBuilder builder;
    grpc::SslServerCredentialsOptions tls;
    tls.pem_key_cert_pairs.push_back({identity.key, identity.certificate});
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::SslServerCredentials(tls), &port);
    builder.RegisterCallbackGenericService(&service);
    const auto server = builder.BuildAndStart();
    if (!server)
        return 1;
    answer({{u"endpoint"_s, QString(u"127.0.0.1:"_s + QString::number(port))},
            {u"trust"_s, QString::fromStdString(identity.certificate)}});
    std::cin.ignore(std::numeric_limits<std::streamsize>::max());
    server->Shutdown(std::chrono::system_clock::now());
    return 0;
}

} // namespace

Part sourcePart() { return {u"source"_s, run}; }

} // namespace stanforis::bench

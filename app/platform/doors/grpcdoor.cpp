// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/doors/grpcdoor.h"

#include "app/platform/authority/certificateauthority.h"
#include "app/platform/authority/workstationauthority.h"
#include "app/platform/doors/grpcpipe.h"
#include "app/platform/doors/status.h"

#include <QSslCertificate>

#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

grpc::Status toStatus(const Error &error)
{
    return {grpc::StatusCode(rpcCode(error.code)), refusalOf(error).text().toStdString()};
}

QByteArray bearerOf(const grpc::GenericCallbackServerContext &context)
{
    constexpr qsizetype scheme = 7; // "Bearer "
    const auto &metadata = context.client_metadata();
    const auto found = metadata.find("authorization");
    if (found == metadata.end())
        return {};
    const QByteArray value(found->second.data(), qsizetype(found->second.size()));
    return value.left(scheme).toLower() == "bearer " ? value.mid(scheme) : QByteArray();
}

QByteArray certificateOf(const grpc::GenericCallbackServerContext &context)
{
    const auto peer = context.auth_context();
    const auto found = peer ? peer->FindPropertyValues(GRPC_X509_PEM_CERT_PROPERTY_NAME) : std::vector<grpc::string_ref>();
    return found.empty() ? QByteArray() : QByteArray(found.front().data(), qsizetype(found.front().size()));
}

} // namespace

class GrpcDoor::CallEnd final : public CallSink
{
public:
    explicit CallEnd(std::shared_ptr<GrpcPipe> pipe)
        : m_pipe(std::move(pipe))
    {}

    bool send(const QByteArray &message) override { return m_pipe->send(message); }
    void finish(const Error &error) override { m_pipe->finish(toStatus(error)); }
    void complete() override { m_pipe->finish(grpc::Status::OK); }

private:
    const std::shared_ptr<GrpcPipe> m_pipe;
};

/// One call on gRPC's side; deletes itself when gRPC is done with it.
class GrpcDoor::Reactor final : public grpc::ServerGenericBidiReactor
{
public:
    Reactor(GrpcDoor &door, const grpc::GenericCallbackServerContext &context)
        : m_door(door)
        , m_asked{QByteArray::fromStdString(context.method()), bearerOf(context), certificateOf(context), {}}
    {
        // Shared with the main thread, which may still hold the pipe when this object is gone.
        m_pipe = std::make_shared<GrpcPipe>(
            this, [this] { post([](GrpcDoor &target, const auto &pipe) { target.drained(pipe.get()); }); });
        StartRead(&m_request);
    }

    void OnReadDone(bool ok) override
    {
        if (!ok) {
            m_pipe->finish({grpc::StatusCode::INVALID_ARGUMENT, "The call carries no request."});
            return;
        }
        m_asked.request = fromBuffer(m_request);
        post([asked = m_asked](GrpcDoor &door, const auto &pipe) { door.begin(pipe, asked); });
    }
    void OnWriteDone(bool ok) override { m_pipe->written(ok); }
    void OnCancel() override { m_pipe->finish(grpc::Status::CANCELLED); }
    void OnDone() override
    {
        m_pipe->detach();
        post([](GrpcDoor &door, const auto &pipe) { door.end(pipe); });
        delete this;
    }

private:
    template <class Function>
    void post(Function function)
    {
        QMetaObject::invokeMethod(
            &m_door, [door = &m_door, pipe = m_pipe, function = std::move(function)] { function(*door, pipe); },
            Qt::QueuedConnection);
    }

    GrpcDoor &m_door;
    Asked m_asked;
    grpc::ByteBuffer m_request;
    std::shared_ptr<GrpcPipe> m_pipe;
};

class GrpcDoor::Service final : public grpc::CallbackGenericService
{
public:
    explicit Service(GrpcDoor &door)
        : m_door(door)
    {}

    grpc::ServerGenericBidiReactor *CreateReactor(grpc::GenericCallbackServerContext *context) override
    {
        return new Reactor(m_door, *context);
    }

private:
    GrpcDoor &m_door;
};

GrpcDoor::GrpcDoor(Dispatch &dispatch, Workstations &workstations)
    : m_dispatch(dispatch)
    , m_workstations(workstations)
    , m_service(std::make_unique<Service>(*this))
{}

GrpcDoor::~GrpcDoor() { close(); }

Result<quint16> GrpcDoor::listen(const CertificateAuthority &authority, const WorkstationAuthority &workstations, quint16 port)
{
    // gRPC 1.51 has no way to ask for TLS 1.3 alone. This list leaves TLS 1.2 without a suite, since the server's certificate
    // is not RSA; TLS 1.3 has its own suites. It must be set before gRPC first makes a TLS context.
    qputenv("GRPC_SSL_CIPHER_SUITES", "ECDHE-RSA-AES256-GCM-SHA384");
    if (!qEnvironmentVariableIsSet("GRPC_VERBOSITY"))
        qputenv("GRPC_VERBOSITY", "NONE"); // what goes wrong here is said in words by whoever called
    grpc::SslServerCredentialsOptions options(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
    options.pem_root_certs = workstations.pem().toStdString();
    options.pem_key_cert_pairs.push_back({authority.serverKey().privatePem().toStdString(),
                                          QByteArray(authority.serverPem() + authority.authorityPem()).toStdString()});
    grpc::EnableDefaultHealthCheckService(true);
    grpc::ServerBuilder builder;
    int chosen = 0;
    builder.AddListeningPort("127.0.0.1:" + std::to_string(port), grpc::SslServerCredentials(options), &chosen);
    builder.RegisterCallbackGenericService(m_service.get());
    builder.SetMaxReceiveMessageSize(int(Dispatch::largestTransaction) + 1024);
    builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0); // two simulators never share a port
    builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, 200);
    builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, 32 * 1024);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 20'000);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 10'000);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
    builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 5'000);
    m_server = builder.BuildAndStart();
    if (!m_server || chosen == 0)
        return Error{Error::Code::Unreachable, u"port %1 on 127.0.0.1 cannot be used"_s.arg(port)};
    return quint16(chosen);
}

void GrpcDoor::close()
{
    if (!m_server)
        return;
    m_server->Shutdown(std::chrono::system_clock::now() + std::chrono::milliseconds(200));
    m_server.reset();
    for (auto &[pipe, entry] : m_calls)
        entry.call.reset();
    m_calls.clear();
}

void GrpcDoor::begin(const std::shared_ptr<GrpcPipe> &pipe, const Asked &asked)
{
    auto &entry = m_calls[pipe.get()];
    entry.end = std::make_unique<CallEnd>(pipe);
    const Credentials credentials{asked.token, m_workstations.peerOf(QSslCertificate(asked.certificate, QSsl::Pem).toDer())};
    auto call = m_dispatch.open(asked.path, credentials, asked.request, entry.end.get());
    entry.call = std::move(call);
}

void GrpcDoor::end(const std::shared_ptr<GrpcPipe> &pipe)
{
    if (const auto found = m_calls.find(pipe.get()); found != m_calls.end()) {
        found->second.call.reset();
        m_calls.erase(found);
    }
}

void GrpcDoor::drained(const GrpcPipe *pipe)
{
    if (const auto found = m_calls.find(pipe); found != m_calls.end())
        Q_EMIT found->second.end->drained();
}

} // namespace stanforis

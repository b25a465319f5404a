// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/doors/dispatch.h"

#include <memory>
#include <unordered_map>

namespace grpc {
class Server;
} // namespace grpc

namespace stanforis {

class CertificateAuthority;
class GrpcPipe;
class WorkstationAuthority;

/// The gRPC door: TLS 1.3 with a workstation's certificate on both ends of every connection, every method through one generic
/// service, and the standard grpc.health.v1 beside it. gRPC's threads move bytes; everything else happens on the main thread, to
/// which this object belongs.
class GrpcDoor final : public QObject
{
    Q_OBJECT
public:
    /// Both must outlive it.
    GrpcDoor(Dispatch &dispatch, Workstations &workstations);
    ~GrpcDoor() override;

    /// Listens on 127.0.0.1; port 0 lets the system choose. Returns the port. Unreachable: it is taken.
    [[nodiscard]] Result<quint16> listen(const CertificateAuthority &authority, const WorkstationAuthority &workstations,
                                         quint16 port);
    /// Ends all calls. Returns when gRPC's threads are done with them.
    void close();

private:
    class Service;
    class Reactor;
    class CallEnd;
    struct Entry
    {
        std::unique_ptr<CallEnd> end; ///< outlives the call
        std::unique_ptr<Call> call;
    };

    struct Asked
    {
        QByteArray path;
        QByteArray token;
        QByteArray certificate; ///< PEM
        QByteArray request;
    };
    void begin(const std::shared_ptr<GrpcPipe> &pipe, const Asked &asked);
    void end(const std::shared_ptr<GrpcPipe> &pipe);
    void drained(const GrpcPipe *pipe);

    Dispatch &m_dispatch;
    Workstations &m_workstations;
    std::unique_ptr<Service> m_service;
    std::unique_ptr<grpc::Server> m_server;
    std::unordered_map<const GrpcPipe *, Entry> m_calls;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/ids.h"

#include <QByteArray>
#include <QObject>

#include <optional>

namespace stanforis {

class GrpcChannel;
class HttpPort;
class TokenSource;

/// Which token a call carries.
struct CallAudience
{
    enum class Kind { Public, Platform, Sector };
    Kind kind = Kind::Platform;
    SectorId sector;

    [[nodiscard]] static CallAudience open() { return {Kind::Public, {}}; }
    [[nodiscard]] static CallAudience platform() { return {}; }
    [[nodiscard]] static CallAudience of(const SectorId &sector) { return {Kind::Sector, sector}; }
};

/// One request, one answer: over gRPC, or over HTTPS while gRPC cannot be reached. A token the platform does not take is renewed
/// once. When the platform asks for a more recent or stronger sign-in, the person is asked for it once, and the call goes on
/// after it; else StepUpNeeded, with the platform's sentence in `detail`. GUI thread.
///
/// When a connection breaks during a call it may have been carried out; the contract's calls are safe to repeat or answer
/// Conflict, so it is tried again on the other way.
class Caller final : public QObject
{
    Q_OBJECT
public:
    Caller(GrpcChannel &grpc, HttpPort &http, const QString &apiBase, TokenSource &tokens, QObject *parent = nullptr);

    /// The serialized answer to a serialized request.
    void call(QObject *context, const QByteArray &method, const CallAudience &audience, const QByteArray &request,
              Reply<QByteArray> reply);

private:
    struct Attempt;
    void begin(std::shared_ptr<Attempt> attempt);
    void send(const std::shared_ptr<Attempt> &attempt);
    void overHttps(const std::shared_ptr<Attempt> &attempt);
    void conclude(const std::shared_ptr<Attempt> &attempt, Result<QByteArray> result);

    GrpcChannel &m_grpc;
    HttpPort &m_http;
    QString m_apiBase;
    TokenSource &m_tokens;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/caller.h"

#include "app/link/challenge.h"
#include "app/link/grpcchannel.h"
#include "app/link/rpcerrors.h"
#include "models/ports/httpport.h"
#include "models/ports/tokensource.h"

#include <QPointer>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto limit = 8s;

} // namespace

struct Caller::Attempt
{
    QPointer<QObject> context;
    QByteArray method;
    CallAudience audience;
    QByteArray request;
    Reply<QByteArray> reply;
    QString token;
    bool renewed = false;
    bool provedAgain = false;
};

Caller::Caller(GrpcChannel &grpc, HttpPort &http, const QString &apiBase, TokenSource &tokens, QObject *parent)
    : QObject(parent)
    , m_grpc(grpc)
    , m_http(http)
    , m_apiBase(apiBase)
    , m_tokens(tokens)
{}

void Caller::call(QObject *context, const QByteArray &method, const CallAudience &audience, const QByteArray &request,
                  Reply<QByteArray> reply)
{
    begin(std::make_shared<Attempt>(Attempt{context, method, audience, request, std::move(reply), {}}));
}

void Caller::begin(std::shared_ptr<Attempt> attempt)
{
    if (attempt->audience.kind == CallAudience::Kind::Public) {
        send(attempt);
        return;
    }
    std::optional<SectorId> sector;
    if (attempt->audience.kind == CallAudience::Kind::Sector)
        sector = attempt->audience.sector;
    m_tokens.token(attempt->context, sector, [this, attempt](Result<QString> token) {
        if (!token) {
            attempt->reply(token.error());
            return;
        }
        attempt->token = *token;
        send(attempt);
    });
}

void Caller::send(const std::shared_ptr<Attempt> &attempt)
{
    if (!m_grpc.isUsable()) {
        overHttps(attempt);
        return;
    }
    m_grpc.call(attempt->context, attempt->method, attempt->request, attempt->token, limit,
                [this, attempt](Result<QByteArray> result) {
                    if (!result && result.error().code == Error::Code::Unreachable) {
                        m_grpc.block();
                        overHttps(attempt);
                        return;
                    }
                    conclude(attempt, std::move(result));
                });
}

void Caller::overHttps(const std::shared_ptr<Attempt> &attempt)
{
    HttpRequest request;
    request.method = "POST";
    request.url = QUrl(m_apiBase % QString::fromLatin1(attempt->method), QUrl::StrictMode);
    request.headers = {{"Content-Type", "application/x-protobuf"}, {"Accept", "application/x-protobuf"}};
    if (!attempt->token.isEmpty())
        request.headers.insert("Authorization", "Bearer " + attempt->token.toLatin1());
    request.body = attempt->request;
    request.largestAnswer = 16 << 20;
    m_http.send(attempt->context, request, [this, attempt](Result<HttpAnswer> answer) {
        if (!answer)
            conclude(attempt, answer.error());
        else if (answer->status == 200)
            conclude(attempt, answer->body);
        else
            conclude(attempt, errorFromHttp(answer->status, answer->body, answer->headers.value("www-authenticate")));
    });
}

void Caller::conclude(const std::shared_ptr<Attempt> &attempt, Result<QByteArray> result)
{
    const bool refused = !result && result.error().code == Error::Code::Unauthenticated && !attempt->token.isEmpty();
    if (refused && !std::exchange(attempt->renewed, true)) {
        m_tokens.refuse(attempt->token);
        begin(attempt);
        return;
    }
    // Once: a platform that is not content with a new sign-in is told as it is.
    const auto demand = result ? std::nullopt : stepUpDemandOf(result.error());
    if (demand && !std::exchange(attempt->provedAgain, true)) {
        m_tokens.stepUp(attempt->context, *demand, [this, attempt, reason = demand->reason](const Result<Done> &proved) {
            if (proved)
                begin(attempt);
            else
                attempt->reply(Error{Error::Code::StepUpNeeded, reason});
        });
        return;
    }
    if (demand)
        result = Error{Error::Code::StepUpNeeded, demand->reason};
    attempt->reply(std::move(result));
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/guard/guard.h"

#include "app/platform/guard/admission.h"
#include "app/platform/guard/methodpolicy.h"
#include "app/platform/guard/scopes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

Q_LOGGING_CATEGORY(guardLog, "stanforis.platform.guard", QtInfoMsg)

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds leeway{5};

Instant fromSeconds(double seconds) { return fromMicroseconds(std::int64_t(seconds) * 1'000'000); }

/// The sector a request names, if its message has such a field. No value: the bytes are not that message.
std::optional<QString> namedSector(const QByteArray &type, const QByteArray &request)
{
    namespace pb = google::protobuf;
    const auto *descriptor = pb::DescriptorPool::generated_pool()->FindMessageTypeByName(type.toStdString());
    const auto *field = descriptor ? descriptor->FindFieldByName("sector_id") : nullptr;
    if (!field || field->type() != pb::FieldDescriptor::TYPE_STRING || field->is_repeated())
        return QString();
    const std::unique_ptr<pb::Message> message(pb::MessageFactory::generated_factory()->GetPrototype(descriptor)->New());
    if (!message->ParseFromArray(request.constData(), int(request.size())))
        return std::nullopt;
    return QString::fromStdString(message->GetReflection()->GetString(*message, field));
}

} // namespace

Guard::Guard(Settings settings, EcKey tokenKey, const Entitlements &entitlements, const Sessions &sessions,
             const Workstations &workstations, const Clock &clock)
    : m_settings(std::move(settings))
    , m_tokenKey(std::move(tokenKey))
    , m_entitlements(entitlements)
    , m_sessions(sessions)
    , m_workstations(workstations)
    , m_clock(clock)
{}

Result<std::optional<Caller>> Guard::admit(const Method &method, const Credentials &credentials, const QByteArray &request)
{
    if (!credentials.peer)
        return refuse(Error::Code::Unauthenticated, u"workstation"_s, credentials.peer.error().detail);
    if (method.audience == Audience::Public)
        return std::optional<Caller>();
    auto caller = callerFor(credentials, method.audience);
    if (!caller)
        return caller.error();
    if (method.audience == Audience::Sector) {
        const auto named = namedSector(method.requestType, request);
        if (!named)
            return refuse(Error::Code::Malformed, u"malformed"_s, u"The request could not be read."_s);
        if (!named->isEmpty() && SectorId(*named) != *caller->sector)
            return refuse(Error::Code::PermissionDenied, u"other sector"_s, u"The access token is for another sector."_s);
    }
    if (method.acts && !caller->mayAct)
        return refuse(Error::Code::PermissionDenied, u"read-only"_s, u"This session may look and can change nothing."_s);
    const auto freshness = method.freshness ? method.freshness(request) : std::nullopt;
    if (freshness && caller->signedIn + freshness->maxAge + leeway < m_clock.now()) {
        const auto error = stepUpNeeded(*freshness);
        return refuse(error.code, u"sign-in too old"_s, error.detail);
    }
    return std::optional<Caller>(std::move(*caller));
}

Result<Caller> Guard::identify(const Credentials &credentials) { return callerFor(credentials, Audience::Platform); }

std::unique_ptr<Admission> Guard::watch(const Caller &caller) const
{
    return std::make_unique<Admission>(caller, m_entitlements, m_sessions, m_workstations, m_clock);
}

Result<Caller> Guard::callerFor(const Credentials &credentials, Audience audience)
{
    auto caller = read(credentials);
    if (!caller)
        return caller;
    if ((audience == Audience::Sector) != caller->sector.has_value())
        return refuse(Error::Code::Unauthenticated, u"audience"_s, u"The access token is for another audience."_s);
    if (!caller->sector) {
        caller->roles = m_entitlements.platformRolesOf(caller->subject);
    } else {
        caller->roles = m_entitlements.rolesOf(caller->subject, *caller->sector);
        if (caller->roles.isEmpty())
            return refuse(Error::Code::PermissionDenied, u"no subscription"_s,
                          u"There is no active subscription to this sector."_s);
    }
    Q_EMIT admitted(*caller);
    return caller;
}

Result<Caller> Guard::read(const Credentials &credentials)
{
    constexpr qsizetype longestToken = 8 * 1024;
    const auto &[token, peer] = credentials;
    if (!peer)
        return refuse(Error::Code::Unauthenticated, u"workstation"_s, peer.error().detail);
    if (token.isEmpty())
        return refuse(Error::Code::Unauthenticated, u"no token"_s, u"An access token is needed."_s);
    const auto jws = token.size() > longestToken ? Result<Jws>(Error{}) : Jws::readCompact(token);
    if (!jws || jws->signatures[0].typ() != "at+jwt"_L1 || !jws->verify(0, m_tokenKey))
        return refuse(Error::Code::Unauthenticated, u"signature"_s, u"The access token is not one of this platform."_s);

    const auto claims = QJsonDocument::fromJson(jws->payload).object();
    const auto now = m_clock.now();
    Caller caller;
    caller.subject = SubjectId(claims["sub"_L1].toString());
    caller.session = claims["sid"_L1].toString();
    caller.name = claims["name"_L1].toString();
    caller.organisation = claims["org"_L1].toString();
    caller.assurance = claims["acr"_L1].toString();
    caller.byCard = claims["amr"_L1].toArray().contains("sc"_L1); // RFC 8176
    caller.signedIn = fromSeconds(claims["auth_time"_L1].toDouble());
    caller.expires = fromSeconds(claims["exp"_L1].toDouble());
    if (claims["iss"_L1].toString() != m_settings.issuer || caller.subject.value.isEmpty())
        return refuse(Error::Code::Unauthenticated, u"issuer"_s, u"The access token is not one of this platform."_s);
    if (caller.expires + leeway <= now)
        return refuse(Error::Code::Unauthenticated, u"expired"_s, u"The access token has expired."_s);
    if (fromSeconds(claims["iat"_L1].toDouble()) > now + leeway)
        return refuse(Error::Code::Unauthenticated, u"clock"_s, u"The access token is dated in the future; check the clocks."_s);
    // RFC 8705 §3: a token that was carried off is worth nothing on another connection.
    if (claims["cnf"_L1]["x5t#S256"_L1].toString() != QLatin1String(peer->thumbprint))
        return refuse(Error::Code::Unauthenticated, u"binding"_s, u"The access token is bound to another certificate."_s);
    caller.workstation = peer->workstation;
    caller.expires = std::min(caller.expires, peer->expires);
    if (!m_sessions.isActive(caller.session))
        return refuse(Error::Code::Unauthenticated, u"session ended"_s, u"The session was ended."_s);

    const auto scopes = claims["scope"_L1].toString().split(u' ');
    if (!scopes.contains(viewScope))
        return refuse(Error::Code::PermissionDenied, u"scope"_s, u"The access token is not for the platform's methods."_s);
    caller.mayAct = scopes.contains(actScope);

    const auto audience = claims["aud"_L1].toString();
    const auto &prefix = m_settings.sectorResourcePrefix;
    if (audience.startsWith(prefix) && audience.size() > prefix.size())
        caller.sector = SectorId(audience.mid(prefix.size()));
    else if (audience != m_settings.platformResource)
        return refuse(Error::Code::Unauthenticated, u"audience"_s, u"The access token is for another audience."_s);
    return caller;
}

Error Guard::refuse(Error::Code code, const QString &reason, const QString &sentence)
{
    const auto count = ++m_refusals[reason];
    qCInfo(guardLog).noquote() << "refused:" << reason << "- for the" << count << "time";
    return {code, sentence};
}

} // namespace stanforis

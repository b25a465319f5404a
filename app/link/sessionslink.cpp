// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/sessionslink.h"

#include "app/link/areacalls.h"

#include "stanforis/sessions/v1/sessions.pb.h"

namespace stanforis {

namespace wire = stanforis::sessions::v1;
using namespace Qt::Literals::StringLiterals;

namespace {

Result<QList<SessionRecord>> decodeSessions(const QByteArray &bytes)
{
    const auto message = parse<wire::ListResponse>(bytes);
    if (!message)
        return message.error();
    return listOf<SessionRecord>(message->sessions(), [](const wire::Session &in) {
        return SessionRecord{text(in.id()),
                             SubjectId(text(in.subject())),
                             text(in.name()),
                             text(in.organisation()),
                             fromMicroseconds(in.signed_in_us()),
                             fromMicroseconds(in.ends_us()),
                             in.this_one(),
                             text(in.workstation()),
                             fromMicroseconds(in.last_seen_us()),
                             listOf<SectorId>(in.sector_ids(), [](const std::string &id) { return SectorId(text(id)); })};
    });
}

Result<Done> decodeEnded(const QByteArray &bytes)
{
    const auto message = parse<wire::EndResponse>(bytes);
    if (!message)
        return message.error();
    return Done{};
}

} // namespace

Result<SessionEnding> decodeSessionEnding(const QByteArray &bytes)
{
    const auto message = parse<wire::SessionEvent>(bytes);
    if (!message)
        return message.error();
    if (message->end() != wire::LOCKED && message->end() != wire::ENDED)
        return Error{Error::Code::Malformed, u"end"_s};
    return SessionEnding{message->end() == wire::LOCKED ? SessionEnding::Kind::Locked : SessionEnding::Kind::Ended,
                         text(message->sentence())};
}

void SessionsLink::list(QObject *context, Reply<QList<SessionRecord>> reply)
{
    m_caller.call(context, "/stanforis.sessions.v1.Sessions/List", CallAudience::platform(), bytesOf(wire::ListRequest()),
                  decoding(std::move(reply), decodeSessions));
}

Watch SessionsLink::watchList(std::function<void(const QList<SessionRecord> &)> receiver)
{
    return watchWith(m_ways, "/stanforis.sessions.v1.Sessions/WatchList", CallAudience::platform(), false, wire::ListRequest(),
                     decodeSessions, std::move(receiver));
}

void SessionsLink::end(QObject *context, const QString &id, SessionEnding::Kind kind, const QString &reason, Reply<Done> reply)
{
    wire::EndRequest request;
    request.set_id(id.toStdString());
    request.set_end(kind == SessionEnding::Kind::Locked ? wire::LOCKED : wire::ENDED);
    request.set_reason(reason.toStdString());
    m_caller.call(context, "/stanforis.sessions.v1.Sessions/End", CallAudience::platform(), bytesOf(request),
                  decoding(std::move(reply), decodeEnded));
}

void SessionsLink::endMine(QObject *context, Reply<Done> reply)
{
    m_caller.call(context, "/stanforis.sessions.v1.Sessions/EndMine", CallAudience::platform(), bytesOf(wire::EndMineRequest()),
                  decoding(std::move(reply), decodeEnded));
}

Watch SessionsLink::watch(std::function<void(const SessionEnding &)> receiver)
{
    return watchWith(m_ways, "/stanforis.sessions.v1.Sessions/Watch", CallAudience::platform(), false, wire::WatchRequest(),
                     decodeSessionEnding, std::move(receiver));
}

} // namespace stanforis

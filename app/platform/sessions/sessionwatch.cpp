// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/sessions/sessionwatch.h"

#include "app/platform/guard/sessions.h"
#include "app/platform/state/wire.h"
#include "models/core/clock.h"
#include "stanforis/sessions/v1/sessions.pb.h"

namespace stanforis {

SessionWatch::SessionWatch(const Sessions &sessions, const QString &session, Sink *sink)
    : m_outbound(sink)
{
    connect(&sessions, &Sessions::ending, this, [this, session](const QString &ending, const SessionEnd &end) {
        if (ending != session)
            return;
        sessions::v1::SessionEvent event;
        event.set_end(end.kind == SessionEnd::Kind::Locked ? sessions::v1::LOCKED : sessions::v1::ENDED);
        event.set_sentence(toWire(end.sentence));
        event.set_at_us(toMicroseconds(SystemClock().now()));
        m_outbound.post(serializeMessage(event));
    });
}

} // namespace stanforis

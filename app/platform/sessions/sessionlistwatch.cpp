// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/sessions/sessionlistwatch.h"

#include "app/platform/provider/sessionkeeper.h"
#include "app/platform/sessions/sessionservice.h"
#include "app/platform/state/wire.h"

namespace stanforis {

namespace {

constexpr std::chrono::milliseconds period{500};
constexpr int mostQuiet = 10; // looks: five seconds

} // namespace

SessionListWatch::SessionListWatch(const SessionService &service, const Caller &caller, Sink *sink)
    : m_service(service)
    , m_caller(caller)
    , m_outbound(sink)
{
    connect(&m_timer, &QTimer::timeout, this, &SessionListWatch::look);
    // Later: a session that ends may be the one of this very stream.
    connect(&service.sessions(), &Sessions::ended, this, &SessionListWatch::look, Qt::QueuedConnection);
    m_timer.start(period);
    look();
}

void SessionListWatch::look()
{
    const QByteArray list = serializeMessage(m_service.list(m_caller));
    if (list == m_sent && ++m_quiet < mostQuiet)
        return;
    m_quiet = 0;
    m_sent = list;
    m_outbound.post(list);
}

} // namespace stanforis

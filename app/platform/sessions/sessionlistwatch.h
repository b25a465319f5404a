// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"
#include "app/platform/state/outbound.h"

#include <QTimer>

namespace stanforis {

class SessionService;

/// Sends the list of sessions whenever it has changed, and now and then when it has not, so that silence means a loss. Main
/// thread.
class SessionListWatch final : public QObject
{
    Q_OBJECT
public:
    SessionListWatch(const SessionService &service, const Caller &caller, Sink *sink);

private:
    void look();

    const SessionService &m_service;
    const Caller m_caller;
    Outbound m_outbound;
    QTimer m_timer;
    QByteArray m_sent;
    int m_quiet = 0; ///< looks since something was sent
};

} // namespace stanforis

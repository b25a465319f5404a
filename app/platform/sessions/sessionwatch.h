// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/state/outbound.h"

#include <QString>

namespace stanforis {

class Sessions;

/// Tells one session of its own end. Main thread.
class SessionWatch final : public QObject
{
    Q_OBJECT
public:
    SessionWatch(const Sessions &sessions, const QString &session, Sink *sink);

private:
    Outbound m_outbound;
};

} // namespace stanforis

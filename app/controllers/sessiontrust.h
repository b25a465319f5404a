// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/sessionport.h"
#include "models/stores/trustchecks.h"

#include <QSet>
#include <QTimer>

namespace stanforis {

/// What a session rests on, as it tells by itself: one item for each access token (never its text), and one for the place where
/// the sign-in is kept. Borrows the session. GUI thread.
class SessionTrust final : public QObject
{
    Q_OBJECT
public:
    SessionTrust(const SessionPort &session, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] TrustPort &port() { return m_checks; }

private:
    void show();
    [[nodiscard]] static TrustItem itemOf(const SessionPass &pass);

    const SessionPort &m_session;
    const Clock &m_clock;
    TrustChecks m_checks;
    QSet<TrustId> m_shown;
    QTimer m_letGo; ///< the next token that is not renewed ends
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/sessionport.h"
#include "models/stores/trustchecks.h"

#include <QSet>
#include <QTimer>

namespace stanforis {

class CardPort;

/// What a session rests on, as session and card tell by themselves: the session, one item for each access token (never its text),
/// the place where the sign-in is kept, the card and the key the person signs with. Borrows both. GUI thread.
class SessionTrust final : public QObject
{
    Q_OBJECT
public:
    /// `card` null: cards cannot be used here at all, and there is no row for one.
    SessionTrust(const SessionPort &session, const CardPort *card, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] TrustPort &port() { return m_checks; }

private:
    void show();
    [[nodiscard]] static TrustItem itemOf(const SessionPass &pass);
    [[nodiscard]] QList<TrustItem> itemsNow() const;
    [[nodiscard]] TrustItem sessionItem(const Identity &person) const;
    [[nodiscard]] TrustItem keyItem(const Identity &person) const;

    const SessionPort &m_session;
    const CardPort *m_card;
    const Clock &m_clock;
    TrustChecks m_checks;
    QSet<TrustId> m_shown;
    QTimer m_letGo; ///< the next token that is not renewed ends
};

} // namespace stanforis

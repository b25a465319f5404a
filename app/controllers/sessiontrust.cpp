// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/sessiontrust.h"

#include <algorithm>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

SessionTrust::SessionTrust(const SessionPort &session, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_clock(clock)
    , m_checks(clock)
{
    m_letGo.setSingleShot(true);
    connect(&m_letGo, &QTimer::timeout, this, &SessionTrust::show);
    connect(&session, &SessionPort::passesChanged, this, &SessionTrust::show);
    connect(&session, &SessionPort::stateChanged, this, &SessionTrust::show);
    show();
}

TrustItem SessionTrust::itemOf(const SessionPass &pass)
{
    TrustItem item;
    item.id = TrustId(u"token/"_s + pass.audience);
    item.kind = TrustKind::Token;
    item.subject = pass.audience;
    setFinding(item, TrustFinding::Well);
    item.until = pass.ends;
    item.renewal = pass.renews.value_or(pass.ends); // one that nobody needs any more is not late
    item.facts = {{TrustFact::Name::Audience, pass.audience}};
    return item;
}

void SessionTrust::show()
{
    const Instant now = m_clock.now();
    QSet<TrustId> shown;
    std::optional<Instant> nextEnd;
    const QList<SessionPass> passes = m_session.passes();
    for (const SessionPass &pass : passes) {
        if (!pass.renews && pass.ends <= now)
            continue;
        TrustItem item = itemOf(pass);
        item.checked = now;
        m_checks.put(item);
        shown.insert(item.id);
        if (!pass.renews)
            nextEnd = nextEnd ? std::min(*nextEnd, pass.ends) : pass.ends;
    }
    const SecretPlace place = m_session.secretPlace();
    if (place.kind != SecretPlace::Kind::Nowhere) {
        TrustItem keychain;
        keychain.id = TrustId(u"keychain"_s);
        keychain.kind = TrustKind::Keychain;
        const bool kept = place.kind == SecretPlace::Kind::Keychain;
        setFinding(keychain, kept ? TrustFinding::Well : TrustFinding::Unsafe);
        keychain.checked = now;
        m_checks.put(keychain);
        shown.insert(keychain.id);
    }
    const QSet<TrustId> gone = m_shown - shown;
    for (const TrustId &id : gone)
        m_checks.remove(id);
    m_shown = shown;
    if (nextEnd)
        m_letGo.start(std::max(100ms, std::chrono::ceil<std::chrono::milliseconds>(*nextEnd - now)));
}

} // namespace stanforis

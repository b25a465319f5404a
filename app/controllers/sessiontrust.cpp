// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/sessiontrust.h"

#include "models/ports/cardport.h"

#include <algorithm>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

TrustItem itemNamed(const QString &id, TrustKind kind)
{
    TrustItem item;
    item.id = TrustId(id);
    item.kind = kind;
    return item;
}

/// A card as its facts have it; `absent` when it is not in a reader.
void describeCard(TrustItem &item, const CardFacts &card, TrustFinding absent)
{
    using State = CardFacts::State;
    switch (card.state) {
    case State::NoModule:
    case State::NoCard:
        setFinding(item, absent);
        return;
    case State::Refused:
    case State::Unreadable:
        setFinding(item, TrustFinding::Malformed, card.problem);
        item.severity = Severity::Low; // some other card, or none that could be used: nothing that was trusted has gone
        return;
    case State::Ready:
        break;
    }
    setFinding(item, card.pin == CardFacts::Pin::Blocked ? TrustFinding::Blocked : TrustFinding::Well);
    item.until = card.ends;
    item.facts = {{TrustFact::Name::Place, card.reader}, {TrustFact::Name::Serial, card.serial}};
}

} // namespace

SessionTrust::SessionTrust(const SessionPort &session, const CardPort *card, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_card(card)
    , m_clock(clock)
    , m_checks(clock)
{
    m_letGo.setSingleShot(true);
    connect(&m_letGo, &QTimer::timeout, this, &SessionTrust::show);
    connect(&session, &SessionPort::passesChanged, this, &SessionTrust::show);
    connect(&session, &SessionPort::stateChanged, this, &SessionTrust::show);
    if (card)
        connect(card, &CardPort::factsChanged, this, &SessionTrust::show);
    show();
}

TrustItem SessionTrust::itemOf(const SessionPass &pass)
{
    TrustItem item = itemNamed(u"token/"_s + pass.audience, TrustKind::Token);
    item.subject = pass.audience;
    setFinding(item, TrustFinding::Well);
    item.until = pass.ends;
    item.renewal = pass.renews.value_or(pass.ends); // one that nobody needs any more is not late
    item.facts = {{TrustFact::Name::Audience, pass.audience}};
    return item;
}

TrustItem SessionTrust::sessionItem(const Identity &person) const
{
    TrustItem item = itemNamed(u"session"_s, TrustKind::Session);
    setFinding(item, m_session.state() == SessionState::OfflineGrace ? TrustFinding::RenewalLate : TrustFinding::Well);
    item.from = person.signedIn;
    item.until = m_session.sessionEnds();
    return item;
}

/// Without a card it is made in memory when something is signed for the first time, and goes with the sign-in.
TrustItem SessionTrust::keyItem(const Identity &person) const
{
    TrustItem item = itemNamed(u"key/signing"_s, TrustKind::SigningKey);
    if (person.isByCard()) {
        describeCard(item, m_card ? m_card->signingFacts() : CardFacts(), TrustFinding::Missing);
        return item;
    }
    setFinding(item, TrustFinding::Well);
    item.facts = {{TrustFact::Name::Place, u"memory"_s}};
    return item;
}

QList<TrustItem> SessionTrust::itemsNow() const
{
    QList<TrustItem> items;
    const QList<SessionPass> passes = m_session.passes();
    for (const SessionPass &pass : passes) {
        if (pass.renews || pass.ends > m_clock.now())
            items.append(itemOf(pass));
    }
    if (const SecretPlace place = m_session.secretPlace(); place.kind != SecretPlace::Kind::Nowhere) {
        TrustItem keychain = itemNamed(u"keychain"_s, TrustKind::Keychain);
        const bool kept = place.kind == SecretPlace::Kind::Keychain;
        setFinding(keychain, kept ? TrustFinding::Well : TrustFinding::Unsafe);
        items.append(keychain);
    }
    if (m_card) {
        TrustItem card = itemNamed(u"card"_s, TrustKind::Card);
        card.subject = m_card->facts().label;
        describeCard(card, m_card->facts(), TrustFinding::NotInUse);
        items.append(card);
    }
    if (const Identity *person = m_session.identity()) {
        items.append(sessionItem(*person));
        if (person->mayAct)
            items.append(keyItem(*person));
    }
    return items;
}

void SessionTrust::show()
{
    const Instant now = m_clock.now();
    QSet<TrustId> shown;
    QList<TrustItem> items = itemsNow();
    for (TrustItem &item : items) {
        item.checked = now;
        m_checks.put(item);
        shown.insert(item.id);
    }
    const QSet<TrustId> gone = m_shown - shown;
    for (const TrustId &id : gone)
        m_checks.remove(id);
    m_shown = shown;
    std::optional<Instant> nextEnd;
    const QList<SessionPass> passes = m_session.passes();
    for (const SessionPass &pass : passes) {
        if (!pass.renews && pass.ends > now)
            nextEnd = nextEnd ? std::min(*nextEnd, pass.ends) : pass.ends;
    }
    if (nextEnd)
        m_letGo.start(std::max(100ms, std::chrono::ceil<std::chrono::milliseconds>(*nextEnd - now)));
}

} // namespace stanforis

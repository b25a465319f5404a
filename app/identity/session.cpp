// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/session.h"

#include "app/identity/browsersignin.h"
#include "app/identity/card/cardkey.h"
#include "app/identity/cardsignin.h"
#include "app/identity/devicesignin.h"
#include "app/identity/idtoken.h"
#include "models/core/secret.h"
#include "models/ports/cardport.h"

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto usualShift = 8h;   ///< when the provider does not say how long the session lasts
constexpr auto cardPatience = 3s; ///< for a reader that has not been looked into yet

} // namespace

Session::Session(const ConnectionProfile &profile, HttpPort &http, BrowserPort &browser, const Clock &clock,
                 KeychainPort *keychain, QObject *parent)
    : SessionPort(parent)
    , m_profile(profile)
    , m_browser(browser)
    , m_clock(clock)
    , m_provider(http, profile.issuer, profile.clientId)
    , m_vault(keychain, profile.address)
    , m_tokens(m_provider, profile.platformResource, profile.sectorResourcePrefix, clock)
    , m_stepUp(parts(), browser)
    , m_signer(clock)
{
    m_tokens.keepWith([this](const QByteArray &refreshToken, std::function<void()> done) {
        m_vault.keep(
            {m_identity->subject, m_identity->signedIn, refreshToken, m_identity->mayAct, m_isDisplay, m_cardSerial, m_cover},
            std::move(done));
    });
    connect(&m_tokens, &TokenKeeper::expired, this, [this] { handle(SessionEvent::Ended); });
    connect(&m_tokens, &TokenKeeper::providerLost, this, [this] { handle(SessionEvent::ProviderLost); });
    connect(&m_tokens, &TokenKeeper::renewed, this, [this](Duration sessionLife) {
        if (sessionLife > Duration::zero())
            endAt(m_clock.now() + sessionLife);
        handle(SessionEvent::Renewed);
        Q_EMIT passesChanged();
    });
    connect(&m_vault, &RefreshVault::placeChanged, this, &SessionPort::passesChanged);
    m_shift.setSingleShot(true);
    connect(&m_shift, &QTimer::timeout, this, &Session::watchShift);
    m_tokens.stepUpWith(
        [this](QObject *context, const SignInDemand &demand, Reply<Done> reply) { askAgain(context, demand, std::move(reply)); });
    connect(&m_stepUp, &StepUp::began, this, [this] {
        handle(SessionEvent::StepUpBegan);
        Q_EMIT stepUpBegan(m_stepUp.demand());
    });
    connect(&m_stepUp, &StepUp::prompted, this, &Session::stepUpPrompted);
    connect(&m_stepUp, &StepUp::succeeded, this, [this](const SignedIn &signedIn) {
        auto old = hold(signedIn); // of the same session: to give it back would end that
        wipe(old);
        Q_EMIT passesChanged();
    });
    connect(&m_stepUp, &StepUp::ended, this, [this] {
        handle(SessionEvent::StepUpEnded);
        Q_EMIT stepUpEnded();
    });
}

Session::~Session()
{
    disconnect(); // whoever owns it is half gone, and hears nothing of what ends here
    forget(false);
}

SecretPlace Session::secretPlace() const { return m_identity ? m_vault.place() : SecretPlace{}; }

void Session::setCard(CardPort *card)
{
    m_card = card;
    m_cardKey = std::make_unique<CardKey>(card);
    if (!card)
        return;
    connect(card, &CardPort::removed, this, [this] {
        if ((m_identity && m_byCard) || (m_flow && m_flow->prompt().way == SignInWay::Card))
            lock(LockReason::Card);
    });
}

std::unique_ptr<SignInFlow> Session::flowFor(SignInWay way)
{
    if (way == SignInWay::Card && m_card)
        return std::make_unique<CardSignIn>(parts(), *m_card);
    if (way == SignInWay::DeviceCode)
        return std::make_unique<DeviceSignIn>(parts(), m_display);
    return std::make_unique<BrowserSignIn>(parts(), m_browser);
}

/// Only while somebody works, and only for a session that may act at all.
void Session::askAgain(QObject *context, const SignInDemand &demand, Reply<Done> reply)
{
    const bool working = state() == SessionState::Active || state() == SessionState::StepUp;
    if (!working || !m_identity->mayAct) {
        QTimer::singleShot(0, context, [reply = std::move(reply)] { reply(Error{Error::Code::StepUpNeeded, {}}); });
        return;
    }
    m_stepUp.ask(context, demand, m_identity->subject, m_idToken, std::move(reply));
}

void Session::signIn(SignInWay way)
{
    if (way == SignInWay::DeviceCode && isCovered() && m_identity && m_identity->mayAct)
        return; // a code lets a display look; it does not uncover what somebody works on
    m_resuming.reset();
    m_lockAsked.reset();
    letFlowGo();
    SessionMachine after = m_machine;
    if (!after.handle(SessionEvent::SignInBegan))
        return;
    m_flow = flowFor(way);
    if (m_identity && !m_identity->mayAct)
        m_flow->lookOnly(); // to uncover a display makes no console of it
    connect(m_flow.get(), &SignInFlow::prompted, this, &Session::signInPrompted);
    connect(m_flow.get(), &SignInFlow::finished, this, [this](const Result<SignedIn> &outcome) {
        if (outcome)
            acceptFromFlow(*outcome);
        else
            fail(outcome.error());
    });
    m_flow->start();
    handle(SessionEvent::SignInBegan);
}

void Session::acceptFromFlow(const SignedIn &signedIn)
{
    const auto way = m_flow->prompt().way;
    RefreshVault::Kept kept;
    kept.isDisplay = way == SignInWay::DeviceCode || (m_isDisplay && !signedIn.person.mayAct);
    if (way == SignInWay::Card)
        kept.card = m_card->facts().serial;
    accept(signedIn, kept);
}

void Session::accept(const SignedIn &signedIn, const RefreshVault::Kept &kept)
{
    if (m_identity && m_identity->subject != signedIn.person.subject) {
        m_provider.discard(signedIn.provider, signedIn.tokens.refreshToken);
        fail({Error::Code::Conflict, u"sub"_s});
        return;
    }
    if (!m_identity)
        m_signer.begin(signedIn.person.subject); // the same person's key lives on over a lock and an expiry
    const auto before = m_metadata;
    const auto life = signedIn.tokens.sessionLife;
    // Here or before a restart. A step-up in the browser changes nothing about it.
    m_byCard = signedIn.person.isByCard();
    m_cardSerial = kept.card;
    m_isDisplay = kept.isDisplay;
    m_cover = coverAfterSignIn(kept); // before the token is kept, so that it is never kept without
    auto old = hold(signedIn);
    if (!m_cardKey)
        m_cardKey = std::make_unique<CardKey>(); // no card can be read here, and no other key may stand in for it
    m_signer.use(m_byCard ? m_cardKey.get() : nullptr);
    if (before && !old.isEmpty())
        m_provider.discard(*before, old); // the session that was locked has been replaced by this one
    wipe(old);
    letFlowGo();
    if (m_resuming)
        m_resuming.release()->deleteLater(); // we may be inside its callback
    endAt(life > Duration::zero() ? m_clock.now() + life : signedIn.person.signedIn + usualShift);
    handle(m_cover ? SessionEvent::SignedInLocked : SessionEvent::SignInSucceeded);
    Q_EMIT passesChanged();
}

std::optional<SessionCover> Session::coverAfterSignIn(const RefreshVault::Kept &kept)
{
    const auto asked = std::exchange(m_lockAsked, std::nullopt);
    if (kept.cover)
        return kept.cover;
    // A card that is out is nothing to who came without one, nor an empty chair to a wall display.
    const bool isForeign =
        asked && ((asked->reason == LockReason::Card && !m_byCard) || (asked->reason == LockReason::Idle && m_isDisplay));
    if (asked && !isForeign)
        return asked;
    if (m_byCard && !isCardIn())
        return SessionCover{LockReason::Card, m_clock.now(), {}};
    return {};
}

/// The one the session was begun with.
bool Session::isCardIn() const
{
    const auto facts = m_card ? m_card->facts() : CardFacts{};
    return facts.state == CardFacts::State::Ready && facts.serial == m_cardSerial;
}

QByteArray Session::hold(const SignedIn &signedIn)
{
    m_metadata = signedIn.provider;
    m_identity = signedIn.person;
    wipe(m_idToken);
    m_idToken = signedIn.tokens.idToken;
    return m_tokens.begin(m_metadata->token, signedIn.tokens);
}

void Session::cancelSignIn()
{
    if (state() == SessionState::SigningIn)
        fail({Error::Code::Cancelled, {}});
}

void Session::prepareToResume()
{
    if (state() != SessionState::SignedOut || m_resuming)
        return;
    m_resuming = std::make_unique<Resumption>();
    // Keychain and provider both take their time, and neither has to wait for the other. One may answer when the other has ended
    // the attempt, of which all that is left then is `resuming`, until it is deleted.
    Resumption *resuming = m_resuming.get();
    m_vault.read(resuming, [this, resuming](const Result<RefreshVault::Kept> &kept) {
        resuming->kept = kept;
        goOn();
    });
    m_provider.discover(resuming, [this, resuming](const Result<ProviderMetadata> &provider) {
        resuming->provider = provider;
        goOn();
    });
}

void Session::resume()
{
    prepareToResume();
    if (state() != SessionState::SignedOut)
        return;
    m_resuming->isWanted = true;
    goOn();
}

/// As far as what is there allows.
void Session::goOn()
{
    if (!m_resuming || !m_resuming->isWanted || !m_resuming->kept)
        return;
    const Resumption &resuming = *m_resuming;
    if (!*resuming.kept) {
        m_resuming.release()->deleteLater(); // we may be inside its callback
        Q_EMIT nothingToResume();
        return;
    }
    if (state() == SessionState::SignedOut)
        handle(SessionEvent::SignInBegan);
    if (resuming.provider)
        resumeWith(**resuming.kept, *resuming.provider);
}

void Session::resumeWith(const RefreshVault::Kept &kept, const Result<ProviderMetadata> &provider)
{
    if (!provider) {
        fail(provider.error());
        return;
    }
    m_provider.refresh(m_resuming.get(), provider->token, kept.refreshToken, m_profile.platformResource,
                       [this, kept, provider = *provider](Result<TokenAnswer> answer) {
                           if (!answer) {
                               if (answer.error().code != Error::Code::Unauthenticated) {
                                   fail(answer.error()); // the network being away is no reason to forget it
                                   return;
                               }
                               m_vault.forget();
                               fail({Error::Code::Cancelled, {}});
                               Q_EMIT endedFor({});
                               return;
                           }
                           auto person = verifyIdToken(
                               answer->idToken, provider.keySet,
                               {m_profile.issuer, m_profile.clientId, {}, answer->accessToken.toLatin1(), m_clock.now()});
                           if (answer->refreshToken.isEmpty())
                               answer->refreshToken = kept.refreshToken; // not replaced this time
                           if (!person || person->subject != kept.subject) {
                               m_provider.discard(provider, answer->refreshToken);
                               m_vault.forget();
                               fail(person ? Error{Error::Code::Untrusted, u"sub"_s} : person.error());
                               return;
                           }
                           person->mayAct = kept.mayAct && (answer->scope.isEmpty() || SignInFlow::mayAct(answer->scope));
                           acceptWhenCardIsKnown({provider, *answer, *person}, kept);
                       });
}

/// The driver for cards may be loaded later than the provider answers.
void Session::acceptWhenCardIsKnown(const SignedIn &signedIn, const RefreshVault::Kept &kept)
{
    if (!signedIn.person.isByCard() || !m_card || m_card->facts().state != CardFacts::State::NoModule) {
        accept(signedIn, kept);
        return;
    }
    auto *wait = new QTimer(m_resuming.get());
    wait->setSingleShot(true);
    connect(wait, &QTimer::timeout, this, [this, signedIn, kept] {
        if (m_resuming)
            accept(signedIn, kept);
    });
    connect(m_card, &CardPort::factsChanged, wait, [wait] { wait->start(0); });
    wait->start(cardPatience);
}

void Session::lock(LockReason reason)
{
    // Nobody sits at a wall display; and whoever proves themselves just now is there.
    if (reason == LockReason::Idle && (m_isDisplay || m_flow))
        return;
    if (state() == SessionState::SigningIn)
        m_lockAsked = SessionCover{reason, m_clock.now(), {}};
    else
        coverFor(reason, {});
}

void Session::lockedByPlatform(const QString &sentence)
{
    if (!isOccupied())
        return;
    auto refreshToken = m_tokens.end();
    wipe(refreshToken);
    m_vault.forget();
    coverFor(LockReason::Administrator, sentence);
}

void Session::coverFor(LockReason reason, const QString &sentence)
{
    if (isCovered()) {
        if (reason != LockReason::Administrator)
            return;
        m_cover = SessionCover{reason, m_cover ? m_cover->since : m_clock.now(), sentence};
        m_vault.setCover(m_cover);
        Q_EMIT stateChanged(state()); // the same, but nothing of it goes on
        return;
    }
    SessionMachine after = m_machine;
    if (!after.handle(SessionEvent::LockAsked))
        return;
    m_cover = SessionCover{reason, m_clock.now(), sentence};
    m_vault.setCover(m_cover);
    handle(SessionEvent::LockAsked);
}

void Session::signOut() { leave(true); }

void Session::leave(bool tell)
{
    letFlowGo();
    m_resuming.reset();
    // First, and told last: what ends meanwhile must not lead back to work.
    const bool left = m_machine.handle(SessionEvent::SignedOut);
    forget(tell);
    if (left)
        Q_EMIT stateChanged(state());
}

void Session::endedByPlatform(const QString &sentence)
{
    if (!isOccupied())
        return;
    m_vault.forget();
    leave(false);
    Q_EMIT endedFor(sentence);
}

void Session::forget(bool tell)
{
    m_shift.stop();
    m_stepUp.cancel();
    auto refreshToken = m_tokens.end();
    m_signer.end();
    if (tell && m_metadata) {
        m_provider.discard(*m_metadata, refreshToken);
        // The provider's own session outlives tokens that have run out, and would let the next person in.
        if (!m_metadata->endSession.isEmpty() && !m_idToken.isEmpty())
            m_provider.endSession(this, m_metadata->endSession, m_idToken, [](const Result<Done> &) {});
    }
    wipe(refreshToken);
    wipe(m_idToken);
    if (tell)
        m_vault.forget();
    m_identity.reset();
    m_cover.reset();
    m_lockAsked.reset();
    m_byCard = false;
    m_cardSerial.clear();
    m_isDisplay = false;
    m_ends = {};
}

/// Ends the attempt: back to where it began.
void Session::fail(const Error &error)
{
    if (state() != SessionState::SigningIn)
        return;
    letFlowGo();
    m_lockAsked.reset();
    if (m_resuming)
        m_resuming.release()->deleteLater(); // we may be inside its callback
    handle(SessionEvent::SignInFailed);
    if (error.code != Error::Code::Cancelled)
        Q_EMIT signInFailed(error);
}

/// Later: we may be inside its report, and its page is still on its way to the browser.
void Session::letFlowGo()
{
    if (!m_flow)
        return;
    m_flow->disconnect(this);
    m_flow.release()->deleteLater();
}

void Session::endAt(Instant end)
{
    m_ends = end;
    watchShift();
}

/// The shift is over when the clock says so, whether the provider can be asked or not.
void Session::watchShift()
{
    if (!m_identity)
        return;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_ends - m_clock.now());
    if (left <= 0ms)
        handle(SessionEvent::Ended);
    else
        m_shift.start(std::min<std::chrono::milliseconds>(left, 1h)); // the clock may be set meanwhile
}

void Session::handle(SessionEvent event)
{
    const auto before = state();
    const auto wasBeneath = beneath();
    if (!m_machine.handle(event))
        return;
    if (event == SessionEvent::Ended && isCovered()) {
        auto refreshToken = m_tokens.end();
        wipe(refreshToken);
        m_vault.forget();
        if (!m_cover)
            m_cover = SessionCover{LockReason::Person, m_clock.now(), {}};
    }
    if (state() != before || beneath() != wasBeneath)
        Q_EMIT stateChanged(state());
    if (before == SessionState::StepUp && state() != SessionState::StepUp)
        m_stepUp.cancel(); // locked, lost or over: nobody waits for the browser any more
}

} // namespace stanforis

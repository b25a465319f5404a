// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/tokenkeeper.h"

#include "models/core/secret.h"

#include <QRandomGenerator>

#include <algorithm>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration margin = 5s; ///< a token that ends sooner is not handed out
constexpr Duration firstRest = 2s;
constexpr Duration longestRest = 30s;

} // namespace

TokenKeeper::TokenKeeper(ProviderClient &provider, const QString &platformResource, const QString &sectorResourcePrefix,
                         const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_provider(provider)
    , m_platformResource(platformResource)
    , m_sectorResourcePrefix(sectorResourcePrefix)
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TokenKeeper::schedule);
}

QByteArray TokenKeeper::begin(const QUrl &tokenEndpoint, const TokenAnswer &first)
{
    auto before = letTokensGo();
    m_endpoint = tokenEndpoint;
    m_refreshToken = first.refreshToken;
    hold(m_platformResource, first);
    if (!m_keep) {
        schedule();
        QTimer::singleShot(0, this, &TokenKeeper::serveWaiting);
        return before;
    }
    // The access token is there at once, for the person waits; the refresh token is used when it is kept, and not before.
    m_attempt = std::make_unique<QObject>();
    m_keep(m_refreshToken, [this, attempt = QPointer<QObject>(m_attempt.get())] {
        if (!attempt || attempt != m_attempt.get())
            return;
        m_attempt.release()->deleteLater();
        m_isOutdated = false;
        schedule();
        serveWaiting();
    });
    return before;
}

/// Those who have waited since before a sign-in.
void TokenKeeper::serveWaiting()
{
    const auto waiting = m_waiting.keys();
    for (const auto &audience : waiting) {
        if (const auto held = m_held.constFind(audience); held != m_held.cend())
            settle(audience, held->token);
        else if (std::ranges::find(m_queue, audience) == m_queue.end())
            m_queue.push_back(audience);
    }
    askNext();
}

QByteArray TokenKeeper::end()
{
    const auto last = letTokensGo();
    const auto waiting = m_waiting.keys();
    for (const auto &audience : waiting)
        settle(audience, Error{Error::Code::Unauthenticated, {}});
    return last;
}

/// Overwrites them; the refresh token.
QByteArray TokenKeeper::letTokensGo()
{
    m_timer.stop();
    m_attempt.reset();
    m_isOutdated = false;
    m_queue.clear();
    m_resting.reset();
    m_pause = {};
    const QByteArray last(m_refreshToken.constData(), m_refreshToken.size());
    wipe(m_refreshToken);
    for (auto &held : m_held)
        held.token.fill(u'\0');
    m_held.clear();
    return last;
}

void TokenKeeper::forgetAccessTokens()
{
    m_held.clear();
    m_isOutdated = m_attempt != nullptr;
}

void TokenKeeper::token(QObject *context, const std::optional<SectorId> &sector, Reply<QString> reply)
{
    const auto audience = audienceOf(sector);
    if (m_refreshToken.isEmpty()) {
        QTimer::singleShot(0, context, [reply = std::move(reply)] { reply(Error{Error::Code::Unauthenticated, {}}); });
        return;
    }
    const auto held = m_held.find(audience);
    if (held != m_held.end() && held->ends - margin > m_clock.now()) {
        held->wanted = true;
        QTimer::singleShot(0, context, [reply = std::move(reply), token = held->token] { reply(token); });
        return;
    }
    m_waiting[audience].append({context, std::move(reply)});
    ask(audience);
}

QList<SessionPass> TokenKeeper::passes() const
{
    QList<SessionPass> passes;
    for (auto held = m_held.cbegin(); held != m_held.cend(); ++held) {
        const bool platform = held.key() == m_platformResource;
        passes.append({platform ? SectorId() : SectorId(held.key().mid(m_sectorResourcePrefix.size())), held.key(), held->ends,
                       platform || held->wanted ? std::optional(held->renew) : std::nullopt});
    }
    std::ranges::sort(passes, {}, [](const SessionPass &pass) { return pass.sector.value; });
    return passes;
}

void TokenKeeper::refuse(const QString &token)
{
    m_held.removeIf([&token](const auto &entry) { return entry.value().token == token; });
}

void TokenKeeper::stepUp(QObject *context, const SignInDemand &demand, Reply<Done> reply)
{
    if (m_askAgain) {
        m_askAgain(context, demand, std::move(reply));
        return;
    }
    QTimer::singleShot(0, context, [reply = std::move(reply)] { reply(Error{Error::Code::StepUpNeeded, {}}); });
}

QString TokenKeeper::audienceOf(const std::optional<SectorId> &sector) const
{
    return sector ? m_sectorResourcePrefix + sector->value : m_platformResource;
}

void TokenKeeper::hold(const QString &audience, const TokenAnswer &answer)
{
    const auto now = m_clock.now();
    const double share = 0.65 + 0.1 * QRandomGenerator::global()->generateDouble();
    const Duration untilRenewal(static_cast<qint64>(static_cast<double>(answer.life.count()) * share));
    m_held.insert(audience, {answer.accessToken, now + untilRenewal, now + answer.life, audience == m_platformResource});
}

void TokenKeeper::ask(const QString &audience)
{
    if (std::find(m_queue.begin(), m_queue.end(), audience) == m_queue.end())
        m_queue.push_back(audience);
    askNext();
}

void TokenKeeper::askNext()
{
    if (m_attempt || m_queue.empty() || m_refreshToken.isEmpty())
        return;
    m_attempt = std::make_unique<QObject>();
    m_provider.refresh(m_attempt.get(), m_endpoint, m_refreshToken, m_queue.front(),
                       [this, audience = m_queue.front()](Result<TokenAnswer> answer) { take(audience, answer); });
}

void TokenKeeper::take(const QString &audience, const Result<TokenAnswer> &answer)
{
    if (answer) {
        m_resting.reset();
        m_pause = {};
        if (answer->refreshToken.isEmpty() || answer->refreshToken == m_refreshToken) {
            use(audience, *answer);
            return;
        }
        // Kept before the access token is used: whatever fails later, the session can still be renewed. Until it is, this
        // request is under way, and no other begins.
        wipe(m_refreshToken);
        m_refreshToken = answer->refreshToken;
        if (!m_keep) {
            use(audience, *answer);
            return;
        }
        m_keep(m_refreshToken, [this, audience, answer = *answer, attempt = QPointer<QObject>(m_attempt.get())] {
            if (attempt && attempt == m_attempt.get())
                use(audience, answer);
        });
        return;
    }
    m_attempt.release()->deleteLater(); // we are inside its callback
    m_isOutdated = false;
    m_queue.pop_front();
    if (answer.error().code == Error::Code::Unauthenticated) {
        Q_EMIT expired(); // its owner calls end()
        settle(audience, answer.error());
        return;
    } else {
        if (answer.error().code == Error::Code::PermissionDenied)
            m_held.remove(audience);
        else
            rest();
        settle(audience, answer.error());
    }
    goOn();
}

void TokenKeeper::use(const QString &audience, const TokenAnswer &answer)
{
    m_attempt.release()->deleteLater();
    if (std::exchange(m_isOutdated, false)) {
        goOn(); // once more, with the refresh token that came
        return;
    }
    m_queue.pop_front();
    hold(audience, answer);
    Q_EMIT renewed(answer.sessionLife);
    settle(audience, answer.accessToken);
    goOn();
}

void TokenKeeper::goOn()
{
    askNext();
    schedule();
}

/// The provider could not be reached. Nothing is lost by that, but a token may run out meanwhile.
void TokenKeeper::rest()
{
    m_pause = m_pause == Duration::zero() ? firstRest : std::min(2 * m_pause, longestRest);
    m_resting = m_clock.now() + m_pause;
    const auto platform = m_held.constFind(m_platformResource);
    if (platform == m_held.cend() || platform->ends <= m_clock.now())
        Q_EMIT providerLost();
}

void TokenKeeper::settle(const QString &audience, const Result<QString> &result)
{
    if (auto held = m_held.find(audience); held != m_held.end() && m_waiting.contains(audience))
        held->wanted = true;
    const auto waiting = m_waiting.take(audience);
    for (const auto &one : waiting) {
        if (one.context)
            one.reply(result);
    }
}

/// Renews what is due and sleeps until the next is.
void TokenKeeper::schedule()
{
    if (m_refreshToken.isEmpty())
        return;
    const auto now = m_clock.now();
    std::optional<Instant> next;
    const auto audiences = m_held.keys();
    for (const auto &audience : audiences) {
        auto &held = m_held[audience];
        if (held.renew > now) {
            next = next ? std::min(*next, held.renew) : held.renew;
        } else if (!held.wanted && audience != m_platformResource) {
            if (held.ends <= now)
                m_held.remove(audience);
        } else if (m_resting && *m_resting > now) {
            next = next ? std::min(*next, *m_resting) : *m_resting;
        } else {
            ask(audience);
        }
    }
    if (next)
        m_timer.start(std::max(20ms, std::chrono::ceil<std::chrono::milliseconds>(*next - now)));
}

} // namespace stanforis

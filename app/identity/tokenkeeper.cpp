// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/tokenkeeper.h"

#include <QRandomGenerator>

#include <algorithm>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration margin = 5s; ///< a token that ends sooner is not handed out
constexpr Duration rest = 5s;

void wipe(QByteArray &secret)
{
    secret.fill('\0');
    secret.clear();
}

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

void TokenKeeper::begin(const QUrl &tokenEndpoint, const TokenAnswer &first)
{
    (void)end();
    m_endpoint = tokenEndpoint;
    m_refreshToken = first.refreshToken;
    hold(m_platformResource, first);
    schedule();
}

QByteArray TokenKeeper::end()
{
    m_timer.stop();
    m_attempt.reset();
    m_queue.clear();
    m_resting.reset();
    const QByteArray last(m_refreshToken.constData(), m_refreshToken.size());
    wipe(m_refreshToken);
    for (auto &held : m_held)
        held.token.fill(u'\0');
    m_held.clear();
    const auto waiting = m_waiting.keys();
    for (const auto &audience : waiting)
        settle(audience, Error{Error::Code::Unauthenticated, {}});
    return last;
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

void TokenKeeper::refuse(const QString &token)
{
    m_held.removeIf([&token](const auto &entry) { return entry.value().token == token; });
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
    m_attempt.release()->deleteLater(); // we are inside its callback
    m_queue.pop_front();
    if (answer) {
        // Kept before the access token is used: whatever fails later, the session can still be renewed.
        if (!answer->refreshToken.isEmpty()) {
            wipe(m_refreshToken);
            m_refreshToken = answer->refreshToken;
        }
        m_resting.reset();
        hold(audience, *answer);
        Q_EMIT renewed();
        settle(audience, answer->accessToken);
    } else if (answer.error().code == Error::Code::Unauthenticated) {
        Q_EMIT expired(); // its owner calls end()
        settle(audience, answer.error());
        return;
    } else {
        if (answer.error().code == Error::Code::PermissionDenied)
            m_held.remove(audience);
        else
            m_resting = m_clock.now() + rest;
        settle(audience, answer.error());
    }
    askNext();
    schedule();
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

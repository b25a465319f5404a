// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/providerclient.h"
#include "models/domain/identity.h"
#include "models/ports/tokensource.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <deque>

namespace stanforis {

/// Holds the tokens of one session in memory and gets new ones before the old ones end (at 70 % of their life, a little
/// sooner or later by chance). Each answer may replace the refresh token, so requests to the provider go one after the other;
/// per audience at most one is waiting or under way. A provider that cannot be reached ends nothing. GUI thread.
class TokenKeeper final : public QObject, public TokenSource
{
    Q_OBJECT
public:
    TokenKeeper(ProviderClient &provider, const QString &platformResource, const QString &sectorResourcePrefix,
                const Clock &clock, QObject *parent = nullptr);

    /// Where a new refresh token is kept; `done` comes once. Nothing that came with it is handed out before.
    using Keep = std::function<void(const QByteArray &refreshToken, std::function<void()> done)>;
    void keepWith(Keep keep) { m_keep = std::move(keep); }

    /// Whoever waits goes on waiting, for the new tokens. Returns the refresh token that is replaced, if any, for its revocation.
    [[nodiscard]] QByteArray begin(const QUrl &tokenEndpoint, const TokenAnswer &first);
    /// Forgets and overwrites everything; whoever waits gets Unauthenticated. Returns the refresh token, for its revocation.
    QByteArray end();

    /// What is held, without the tokens; the platform's first, then by sector.
    [[nodiscard]] QList<SessionPass> passes() const;
    void token(QObject *context, const std::optional<SectorId> &sector, Reply<QString> reply) override;
    void refuse(const QString &token) override;
    void stepUp(QObject *context, const SignInDemand &demand, Reply<Done> reply) override;
    /// Who asks the person; without it every step-up is refused.
    using AskAgain = std::function<void(QObject *context, const SignInDemand &demand, Reply<Done> reply)>;
    void stepUpWith(AskAgain askAgain) { m_askAgain = std::move(askAgain); }
    /// Access tokens are bound to a certificate that was renewed: the next ones are got with the new one.
    void forgetAccessTokens();

Q_SIGNALS:
    void expired();      ///< the provider does not renew any more (invalid_grant)
    void providerLost(); ///< the platform's token has ended and the provider could not be reached
    /// One request to the provider was answered with tokens. `sessionLife`: what is left of the session, zero if it is not said.
    void renewed(Duration sessionLife);

private:
    struct Held
    {
        QString token;
        Instant renew;
        Instant ends;
        bool wanted = true; ///< asked for since it was got; an audience nobody asks for is let go
    };
    struct Waiting
    {
        QPointer<QObject> context;
        Reply<QString> reply;
    };

    [[nodiscard]] QString audienceOf(const std::optional<SectorId> &sector) const;
    [[nodiscard]] QByteArray letTokensGo();
    void hold(const QString &audience, const TokenAnswer &answer);
    void ask(const QString &audience);
    void askNext();
    void take(const QString &audience, const Result<TokenAnswer> &answer);
    void use(const QString &audience, const TokenAnswer &answer);
    void serveWaiting();
    void goOn();
    void rest();
    void settle(const QString &audience, const Result<QString> &result);
    void schedule();

    ProviderClient &m_provider;
    const QString m_platformResource;
    const QString m_sectorResourcePrefix;
    const Clock &m_clock;
    AskAgain m_askAgain;
    QUrl m_endpoint;
    Keep m_keep;
    QByteArray m_refreshToken;
    QHash<QString, Held> m_held;
    QHash<QString, QList<Waiting>> m_waiting;
    std::deque<QString> m_queue;        ///< audiences
    std::unique_ptr<QObject> m_attempt; ///< the first of them is under way, or a new refresh token is being kept
    bool m_isOutdated = false;          ///< what m_attempt brings is bound to the certificate of before
    QTimer m_timer;
    std::optional<Instant> m_resting; ///< after a failure: no renewal by itself before this
    Duration m_pause{};               ///< how long the last rest was; longer each time
};

} // namespace stanforis

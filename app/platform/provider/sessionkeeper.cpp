// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/provider/sessionkeeper.h"

#include "app/platform/authority/jose.h"

#include <QCryptographicHash>
#include <QLoggingCategory>

Q_LOGGING_CATEGORY(sessionLog, "stanforis.platform.provider", QtInfoMsg)

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

QByteArray hashOf(const QByteArray &token) { return QCryptographicHash::hash(token, QCryptographicHash::Sha256); }

/// The first part names the session, so that a token that is no longer valid can still be told from garbage.
QByteArray newToken(const QString &session) { return session.toLatin1() + '.' + toBase64Url(randomBytes(32)); }

QString sessionOf(const QByteArray &token) { return QString::fromLatin1(token.left(std::max<qsizetype>(token.indexOf('.'), 0))); }

} // namespace

SessionKeeper::SessionKeeper(IdentityStore &store, const Clock &clock)
    : m_store(store)
    , m_clock(clock)
{
    m_store.removeExpired(m_clock.now());
}

bool SessionKeeper::isActive(const QString &session) const
{
    const auto family = m_store.family(session);
    return family && !family->revoked && family->expires > m_clock.now();
}

Result<SessionKeeper::Grant> SessionKeeper::begin(const SubjectId &subject, const QString &scope, const QString &workstation,
                                                  Proof proof)
{
    m_store.removeExpired(m_clock.now());
    const auto session = QString::fromLatin1(toBase64Url(randomBytes(16)));
    Grant grant{{}, newToken(session)};
    grant.family = {session,
                    subject,
                    scope,
                    m_clock.now(),
                    m_clock.now() + (proof == Proof::Display ? displayShift : shift),
                    false,
                    hashOf(grant.refreshToken),
                    {},
                    {}};
    grant.family.card = proof == Proof::Card;
    grant.family.workstation = workstation;
    if (const auto kept = m_store.setFamily(grant.family); !kept)
        return kept.error();
    return grant;
}

SubjectId SessionKeeper::holderOf(const QString &session) const
{
    const auto family = m_store.family(session);
    return family && isActive(session) ? family->subject : SubjectId();
}

Result<SessionKeeper::Grant> SessionKeeper::proveAgain(const QString &session, const QString &workstation)
{
    const auto family = m_store.family(session);
    if (!family || !isActive(session) || family->workstation != workstation)
        return Error{Error::Code::Unauthenticated, u"The session has ended."_s};
    Grant grant{*family, newToken(session)};
    grant.family.signedIn = m_clock.now();
    grant.family.previous = family->current;
    grant.family.rotated = m_clock.now();
    grant.family.current = hashOf(grant.refreshToken);
    if (const auto kept = m_store.setFamily(grant.family); !kept)
        return kept.error();
    return grant;
}

Result<TokenFamily> SessionKeeper::check(const QByteArray &refreshToken, const QString &workstation)
{
    const Error refused{Error::Code::Unauthenticated, u"The refresh token is not valid any more."_s};
    const auto session = sessionOf(refreshToken);
    const auto family = m_store.family(session);
    if (!family || !isActive(session))
        return refused;
    if (family->workstation != workstation) {
        qCWarning(sessionLog) << "a refresh token came from another workstation than its own; it was refused";
        return refused;
    }
    const auto hash = hashOf(refreshToken);
    if (hash == family->current || hash == family->previous)
        return *family;
    qCWarning(sessionLog) << "a refresh token was used twice; its session has been ended";
    end(session);
    return refused;
}

Result<SessionKeeper::Grant> SessionKeeper::rotate(const QByteArray &refreshToken, const QString &workstation)
{
    const auto family = check(refreshToken, workstation);
    if (!family)
        return family.error();
    Grant grant{*family, newToken(family->session)};
    if (hashOf(refreshToken) == family->current)
        grant.family.previous = family->current; // its own predecessor is done with: whoever has this one needs it no more
    grant.family.rotated = m_clock.now();
    grant.family.current = hashOf(grant.refreshToken);
    if (const auto kept = m_store.setFamily(grant.family); !kept)
        return kept.error();
    return grant;
}

void SessionKeeper::revoke(const QByteArray &refreshToken)
{
    const auto family = m_store.family(sessionOf(refreshToken));
    const auto hash = hashOf(refreshToken);
    if (family && (hash == family->current || hash == family->previous))
        end(family->session);
}

void SessionKeeper::end(const QString &session, const SessionEnd &how)
{
    auto family = m_store.family(session);
    if (!family || family->revoked)
        return;
    family->revoked = true;
    if (const auto kept = m_store.setFamily(*family); !kept)
        qCCritical(sessionLog).noquote() << "an ended session could not be written:" << kept.error().detail;
    if (!how.sentence.isEmpty())
        Q_EMIT ending(session, how);
    Q_EMIT ended(session);
}

QList<TokenFamily> SessionKeeper::active() const
{
    QList<TokenFamily> families = m_store.families();
    families.removeIf([this](const TokenFamily &family) { return !isActive(family.session); });
    return families;
}

} // namespace stanforis

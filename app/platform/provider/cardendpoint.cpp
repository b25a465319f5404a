// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/provider/cardendpoint.h"

#include "app/platform/provider/cardtoken.h"

#include <QCryptographicHash>
#include <QUrl>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

constexpr int cardNonceBytes = 33;         // 44 characters, as Web eID asks for at least
constexpr qsizetype mostNonces = 1000; // each needs a request; more at once are nobody's sign-ins

} // namespace

CardEndpoint::CardEndpoint(const IdentityAuthority &authority, const QString &issuer, const QString &clientId, const Clock &clock)
    : m_authority(authority)
    , m_origin(QUrl(issuer).toEncoded(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo))
    , m_clientId(clientId)
    , m_clock(clock)
{}

HttpResponse CardEndpoint::challenge(const HttpRequest &request)
{
    const auto form = request.form();
    if (!form || parameter(*form, u"client_id"_s) != m_clientId) {
        return HttpResponse::json(
            {{u"error"_s, u"invalid_client"_s}, {u"error_description"_s, u"the client is not known here"_s}}, 401);
    }
    const auto now = m_clock.now();
    m_nonces.removeIf([now](auto entry) { return entry.value() < now; });
    if (m_nonces.size() >= mostNonces) {
        return HttpResponse::json({{u"error"_s, u"temporarily_unavailable"_s},
                                   {u"error_description"_s, u"too many sign-ins wait for their cards; try again in a minute"_s}},
                                  503);
    }
    const auto nonce = toBase64Url(randomBytes(cardNonceBytes));
    m_nonces.insert(nonce, now + challengeLifetime);
    auto response = HttpResponse::json({{u"nonce"_s, QString::fromLatin1(nonce)},
                                        {u"origin"_s, QString::fromUtf8(m_origin)},
                                        {u"expires_in"_s, qint64(challengeLifetime.count())}});
    response.headers += {{"Cache-Control", "no-store"}};
    return response;
}

Result<CardProof> CardEndpoint::verify(const QByteArray &token, const QByteArray &nonce)
{
    const auto expires = m_nonces.take(nonce); // one answer, right or wrong
    if (expires <= m_clock.now())
        return Error{Error::Code::Untrusted, u"the challenge is not known, was answered before, or is too old"_s};
    const auto read = CardToken::read(token);
    if (!read)
        return Error{Error::Code::Untrusted, read.error().detail};
    const auto method = read->algorithm == "ES384" ? QCryptographicHash::Sha384 : QCryptographicHash::Sha256;
    const QByteArray bytes = QCryptographicHash::hash(m_origin, method) + QCryptographicHash::hash(nonce, method);
    return m_authority.verify(read->certificate, CardUse::Authentication, bytes, read->signature, m_clock.now());
}

} // namespace stanforis

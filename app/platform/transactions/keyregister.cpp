// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/keyregister.h"

#include "app/platform/authority/identityauthority.h"
#include "app/platform/state/database.h"
#include "app/platform/state/wire.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype largestCertificate = 8 << 10;

Error refused(const QString &why) { return {Error::Code::Invalid, u"The key was not enrolled: "_s + why}; }

/// RFC 7517 §4.7: a certificate stands beside its key.
QJsonObject withCertificate(QJsonObject jwk, const QByteArray &certificate)
{
    if (!certificate.isEmpty())
        jwk.insert("x5c"_L1, QJsonArray{QString::fromLatin1(certificate.toBase64())});
    return jwk;
}

QByteArray certificateIn(const QJsonObject &jwk)
{
    return QByteArray::fromBase64(jwk.value("x5c"_L1).toArray().first().toString().toLatin1());
}

} // namespace

KeyRegister::KeyRegister(Database &database, const Clock &clock, QStringList audiences, const IdentityAuthority *cards)
    : m_database(database)
    , m_clock(clock)
    , m_audiences(std::move(audiences))
    , m_cards(cards)
{}

bool KeyRegister::isOurs(const QString &audience) const
{
    return std::any_of(m_audiences.begin(), m_audiences.end(), [&](const QString &known) {
        return audience == known || (known.endsWith(QLatin1Char('/')) && audience.startsWith(known));
    });
}

Result<QString> KeyRegister::checkProof(const Caller &caller, const EcKey &key, const QByteArray &proof) const
{
    const auto jws = Jws::readCompact(proof);
    if (!jws)
        return jws.error();
    if (jws->signatures.front().typ() != "stanforis-key-proof+jwt"_L1 || !jws->verify(0, key))
        return refused(u"the proof was not made with it."_s);
    const QJsonObject claims = QJsonDocument::fromJson(jws->payload).object();
    const Instant now = m_clock.now();
    const Instant made{std::chrono::seconds(claims.value("iat"_L1).toInteger(0))};
    const QString id = claims.value("jti"_L1).toString();
    if (claims.value("sub"_L1).toString() != caller.subject.value || !isOurs(claims.value("aud"_L1).toString()))
        return refused(u"the proof names another person or platform."_s);
    if (made < now - 120s || made > now + 60s)
        return refused(u"the proof is older than two minutes, or the clocks differ."_s);
    if (id.isEmpty() || id.size() > 200)
        return refused(u"the proof has no identifier."_s);
    return id;
}

Result<Done> KeyRegister::checkCertificate(const SubjectId &subject, const EcKey &key, const QByteArray &certificate) const
{
    if (!m_cards)
        return Error{Error::Code::Invalid, u"certificates are not taken here"_s};
    if (certificate.size() > largestCertificate)
        return Error{Error::Code::Invalid, u"the certificate cannot be read"_s};
    const auto holder = m_cards->vouch(certificate, CardUse::Signing, key, m_clock.now());
    if (!holder)
        return Error{Error::Code::Invalid, holder.error().detail};
    if (holder->subject != subject)
        return Error{Error::Code::Invalid, u"the certificate is another person's"_s};
    return Done{};
}

Result<transactions::v1::EnrolKeyResponse> KeyRegister::enrol(const Caller &caller,
                                                              const transactions::v1::EnrolKeyRequest &request)
{
    const QJsonObject jwk = QJsonDocument::fromJson(bytesFromWire(request.jwk())).object();
    if (jwk.contains("d"_L1))
        return refused(u"its private part must stay where it is."_s);
    const auto key = EcKey::fromPublicJwk(jwk);
    if (!key)
        return key.error();
    const QByteArray certificate = bytesFromWire(request.certificate());
    QString proofId;
    if (certificate.isEmpty() && caller.byCard)
        return refused(u"this session was begun with a card, and what is signed in it is signed with the card."_s);
    if (certificate.isEmpty()) {
        const auto proof = checkProof(caller, *key, bytesFromWire(request.proof()));
        if (!proof)
            return proof.error();
        proofId = *proof;
    } else if (const auto held = checkCertificate(caller.subject, *key, certificate); !held) {
        return refused(held.error().detail + u'.');
    }
    const QString kid = QString::fromLatin1(key->thumbprint());
    transactions::v1::EnrolKeyResponse response;
    response.set_kid(toWire(kid));

    Database::Transaction transaction(m_database);
    const auto known = m_database.query(u"SELECT subject, session FROM keys WHERE kid = ?"_s, {kid});
    if (!known)
        return known.error();
    for (const auto &row : *known) {
        if (row.at(0).toString() != caller.subject.value)
            return Error{Error::Code::PermissionDenied, u"The key was not enrolled: it is another person's."_s};
        if (row.at(1).toString() == caller.session)
            return response;
    }
    if (!proofId.isEmpty()) {
        if (auto spent = spend(proofId); !spent)
            return spent.error();
    }
    const QByteArray kept = QJsonDocument(withCertificate(key->publicJwk(), certificate)).toJson(QJsonDocument::Compact);
    if (auto done = m_database.execute(
            u"INSERT INTO keys (session, kid, subject, jwk, enrolled_us) VALUES (?, ?, ?, ?, ?)"_s,
            {caller.session, kid, caller.subject.value, QString::fromUtf8(kept), qint64(toMicroseconds(m_clock.now()))});
        !done)
        return done.error();
    if (auto done = transaction.commit(); !done)
        return done.error();
    return response;
}

Result<Done> KeyRegister::spend(const QString &proof)
{
    const auto used = m_database.query(u"SELECT 1 FROM key_proofs WHERE jti = ?"_s, {proof});
    if (!used)
        return used.error();
    if (!used->isEmpty())
        return refused(u"this proof was used before."_s);
    const qint64 now = toMicroseconds(m_clock.now());
    if (auto done = m_database.execute(u"DELETE FROM key_proofs WHERE time_us < ?"_s, {now - 600'000'000}); !done)
        return done.error();
    return m_database.execute(u"INSERT INTO key_proofs (jti, time_us) VALUES (?, ?)"_s, {proof, now});
}

Result<EnrolledKey> KeyRegister::keyOf(const SubjectId &subject, const QString &session, const QByteArray &kid) const
{
    const auto rows = m_database.query(u"SELECT jwk FROM keys WHERE session = ? AND kid = ? AND subject = ?"_s,
                                       {session, QString::fromLatin1(kid), subject.value});
    if (!rows)
        return rows.error();
    if (rows->isEmpty())
        return Error{Error::Code::Invalid, u"The signature was not accepted: its key was not enrolled by you in this session."_s};
    const QJsonObject jwk = QJsonDocument::fromJson(rows->first().first().toString().toUtf8()).object();
    const auto key = EcKey::fromPublicJwk(jwk);
    if (!key)
        return key.error();
    const QByteArray certificate = certificateIn(jwk);
    if (certificate.isEmpty())
        return EnrolledKey{*key, {}};
    if (const auto held = checkCertificate(subject, *key, certificate); !held)
        return Error{Error::Code::Invalid, u"The signature was not accepted: "_s + held.error().detail + u'.'};
    return EnrolledKey{*key, QString::fromLatin1(toBase64Url(QCryptographicHash::hash(certificate, QCryptographicHash::Sha256)))};
}

} // namespace stanforis

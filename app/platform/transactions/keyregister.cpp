// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/keyregister.h"

#include "app/platform/state/database.h"
#include "app/platform/state/wire.h"

#include <QJsonDocument>

#include <algorithm>

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

KeyRegister::KeyRegister(Database &database, const Clock &clock, QStringList audiences)
    : m_database(database)
    , m_clock(clock)
    , m_audiences(std::move(audiences))
{}

bool KeyRegister::isOurs(const QString &audience) const
{
    return std::any_of(m_audiences.begin(), m_audiences.end(), [&](const QString &known) {
        return audience == known || (known.endsWith(QLatin1Char('/')) && audience.startsWith(known));
    });
}

Result<QString> KeyRegister::checkProof(const Caller &caller, const EcKey &key, const QByteArray &proof) const
{
    const auto refuse = [](const QString &why) { return Error{Error::Code::Invalid, u"The key was not enrolled: "_s + why}; };
    const auto jws = Jws::readCompact(proof);
    if (!jws)
        return jws.error();
    if (jws->signatures.front().typ() != "stanforis-key-proof+jwt"_L1 || !jws->verify(0, key))
        return refuse(u"the proof was not made with it."_s);
    const QJsonObject claims = QJsonDocument::fromJson(jws->payload).object();
    const Instant now = m_clock.now();
    const Instant made{std::chrono::seconds(claims.value("iat"_L1).toInteger(0))};
    const QString id = claims.value("jti"_L1).toString();
    if (claims.value("sub"_L1).toString() != caller.subject.value || !isOurs(claims.value("aud"_L1).toString()))
        return refuse(u"the proof names another person or platform."_s);
    if (made < now - 120s || made > now + 60s)
        return refuse(u"the proof is older than two minutes, or the clocks differ."_s);
    if (id.isEmpty() || id.size() > 200)
        return refuse(u"the proof has no identifier."_s);
    return id;
}

Result<transactions::v1::EnrolKeyResponse> KeyRegister::enrol(const Caller &caller,
                                                              const transactions::v1::EnrolKeyRequest &request)
{
    const QJsonObject jwk = QJsonDocument::fromJson(bytesFromWire(request.jwk())).object();
    if (jwk.contains("d"_L1))
        return Error{Error::Code::Invalid, u"The key was not enrolled: its private part must stay where it is."_s};
    const auto key = EcKey::fromPublicJwk(jwk);
    if (!key)
        return key.error();
    const auto proof = checkProof(caller, *key, bytesFromWire(request.proof()));
    if (!proof)
        return proof.error();
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
    const qint64 now = toMicroseconds(m_clock.now());
    const auto used = m_database.query(u"SELECT 1 FROM key_proofs WHERE jti = ?"_s, {*proof});
    if (!used)
        return used.error();
    if (!used->isEmpty())
        return Error{Error::Code::Invalid, u"The key was not enrolled: this proof was used before."_s};
    const QVariantList ages{now - 600'000'000};
    for (const auto &[sql, arguments] :
         {std::pair<QString, QVariantList>{u"DELETE FROM key_proofs WHERE time_us < ?"_s, ages},
          {u"INSERT INTO key_proofs (jti, time_us) VALUES (?, ?)"_s, {*proof, now}},
          {u"INSERT INTO keys (session, kid, subject, jwk, enrolled_us) VALUES (?, ?, ?, ?, ?)"_s,
           {caller.session, kid, caller.subject.value,
            QString::fromUtf8(QJsonDocument(key->publicJwk()).toJson(QJsonDocument::Compact)), now}}}) {
        if (auto done = m_database.execute(sql, arguments); !done)
            return done.error();
    }
    if (auto done = transaction.commit(); !done)
        return done.error();
    return response;
}

Result<EcKey> KeyRegister::keyOf(const SubjectId &subject, const QString &session, const QByteArray &kid) const
{
    const auto rows = m_database.query(u"SELECT jwk FROM keys WHERE session = ? AND kid = ? AND subject = ?"_s,
                                       {session, QString::fromLatin1(kid), subject.value});
    if (!rows)
        return rows.error();
    if (rows->isEmpty())
        return Error{Error::Code::Invalid, u"The signature was not accepted: its key was not enrolled by you in this session."_s};
    return EcKey::fromPublicJwk(QJsonDocument::fromJson(rows->first().first().toString().toUtf8()).object());
}

} // namespace stanforis

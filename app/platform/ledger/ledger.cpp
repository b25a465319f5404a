// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/ledger/ledger.h"

#include "app/platform/state/database.h"
#include "app/platform/state/wire.h"
#include "app/platform/transactions/canonicaljson.h"
#include "app/platform/transactions/intent.h"

#include <QDateTime>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

const QString beforeTheFirst(64, QLatin1Char('0'));

/// c2sp.org/tlog-proof, without extra data.
QByteArray proofText(qint64 index, const QList<Hash> &path, const QByteArray &note)
{
    QByteArray text = "c2sp.org/tlog-proof@v1\nindex " + QByteArray::number(index) + '\n';
    for (const Hash &hash : path)
        text += hash.toBase64() + '\n';
    text += '\n' + note;
    return text;
}

/// RFC 7517; what RFC 7638 hashes, and nothing else.
CanonicalValue::Object publicPart(const EcKey &key)
{
    const QJsonObject jwk = key.publicJwk();
    CanonicalValue::Object part;
    for (const auto &member : {u"kty"_s, u"crv"_s, u"x"_s, u"y"_s})
        part.emplace(member, jwk.value(member).toString());
    return part;
}

} // namespace

Ledger::Ledger(Database &database, Keys keys, QString issuer)
    : m_database(database)
    , m_keys(std::move(keys))
    , m_issuer(std::move(issuer))
{}

Result<Done> Ledger::open()
{
    if (auto read = replay(); !read)
        return read;
    const auto kept = m_database.query(u"SELECT value FROM facts WHERE name = 'ledger checkpoint'"_s);
    if (!kept)
        return kept.error();
    if (kept->isEmpty())
        return Done{}; // nothing was ever promised
    const QByteArray note = kept->first().first().toString().toUtf8();
    // Ed25519 has one signature for a text and a key, so signing again shows whether this is the note that was signed.
    const auto expected = m_keys.checkpoints.signNote(headText());
    if (!expected)
        return expected.error();
    if (*expected != note)
        return Error{Error::Code::Storage, u"the ledger is not what its last checkpoint says"_s};
    return Done{};
}

Result<Done> Ledger::replay()
{
    const auto rows = m_database.query(u"SELECT ledger_index, previous, jws FROM receipts ORDER BY ledger_index"_s);
    if (!rows)
        return rows.error();
    m_tree = {};
    QString previous = beforeTheFirst;
    qint64 index = 1;
    for (const auto &row : *rows) {
        const QByteArray text = row.at(2).toString().toLatin1();
        const auto jws = Jws::readCompact(text);
        const auto payload = jws ? readCanonical(jws->payload) : Result<CanonicalValue>(jws.error());
        bool fits = payload && payload->object() && jws->verify(0, m_keys.receipts) && row.at(0).toLongLong() == index &&
                    row.at(1).toString() == previous;
        if (fits) {
            const auto ledger = payload->object()->find(u"ledger"_s);
            fits = ledger != payload->object()->end() &&
                   ledger->second == CanonicalValue(CanonicalValue::Object{{u"index"_s, index}, {u"previous"_s, previous}});
        }
        if (!fits)
            return Error{Error::Code::Storage, u"receipt %1 of the ledger does not fit the one before it"_s.arg(index)};
        m_tree.append(text);
        previous = sha256Hex(text);
        ++index;
    }
    return Done{};
}

QByteArray Ledger::headText() const
{
    const QByteArray text =
        m_keys.checkpoints.name().toUtf8() + '\n' + QByteArray::number(m_tree.size()) + '\n' + m_tree.root().toBase64() + '\n';
    return text;
}

Result<QByteArray> Ledger::signHead()
{
    const auto note = m_keys.checkpoints.signNote(headText());
    if (!note)
        return note;
    auto kept = m_database.execute(u"INSERT OR REPLACE INTO facts (name, value) VALUES ('ledger checkpoint', ?)"_s,
                                   {QString::fromUtf8(*note)});
    if (!kept)
        return kept.error();
    return note;
}

Result<QByteArray> Ledger::issue(qint64 index, const QString &previous, const QString &transaction, const QByteArray &jws,
                                 const QByteArray &body, const QList<Signer> &signers, Instant time) const
{
    CanonicalValue::List subjects;
    CanonicalValue::List keys;
    for (const Signer &signer : signers) {
        subjects.emplace_back(signer.subject);
        keys.emplace_back(CanonicalValue::Object{{u"sub"_s, signer.subject}, {u"jwk"_s, publicPart(signer.key)}});
    }
    const auto payload = writeCanonical(CanonicalValue::Object{
        {u"iss"_s, m_issuer},
        {u"txid"_s, transaction},
        {u"tx_sha256"_s, sha256Hex(jws)},
        {u"body_sha256"_s, sha256Hex(body)},
        {u"result"_s, u"written"_s},
        {u"subjects"_s, std::move(subjects)},
        {u"signers"_s, std::move(keys)},
        {u"time"_s, QDateTime::fromMSecsSinceEpoch(toMilliseconds(time), Qt::UTC).toString(Qt::ISODateWithMs)},
        {u"ledger"_s, CanonicalValue::Object{{u"index"_s, index}, {u"previous"_s, previous}}},
    });
    if (!payload)
        return payload.error();
    return Jws::signCompact(m_keys.receipts, {{u"typ"_s, u"stanforis-receipt+jws"_s}}, *payload);
}

Result<transactions::v1::Receipt> Ledger::append(const QString &transaction, const QByteArray &jws, const QByteArray &body,
                                                 const QList<Signer> &signers, Instant time)
{
    const auto last = m_database.query(u"SELECT ledger_index, jws FROM receipts ORDER BY ledger_index DESC LIMIT 1"_s);
    if (!last)
        return last.error();
    const qint64 index = last->isEmpty() ? 1 : last->first().at(0).toLongLong() + 1;
    const QString previous = last->isEmpty() ? beforeTheFirst : sha256Hex(last->first().at(1).toString().toLatin1());
    const auto receipt = issue(index, previous, transaction, jws, body, signers, time);
    if (!receipt)
        return receipt.error();
    auto kept = m_database.execute(
        u"INSERT INTO receipts (ledger_index, transaction_id, previous, jws, time_us) VALUES (?, ?, ?, ?, ?)"_s,
        {index, transaction, previous, QString::fromLatin1(*receipt), qint64(toMicroseconds(time))});
    if (!kept)
        return kept.error();
    m_tree.truncate(index - 1); // an entry whose transaction was rolled back
    m_tree.append(*receipt);
    const auto note = signHead();
    if (!note)
        return note.error();
    transactions::v1::Receipt issued;
    issued.set_jws(receipt->toStdString());
    issued.set_transaction_jws(jws.toStdString());
    issued.set_body(body.toStdString());
    issued.set_proof(proofText(index - 1, m_tree.inclusionProof(index - 1, index), *note).toStdString());
    return issued;
}

Result<QByteArray> Ledger::proofOf(const QByteArray &receipt) const
{
    const Error unknown{Error::Code::NotFound, u"The ledger has no such entry."_s};
    const auto note = m_database.query(u"SELECT value FROM facts WHERE name = 'ledger checkpoint'"_s);
    if (!note)
        return note.error();
    if (note->isEmpty())
        return unknown;
    const auto found = m_database.query(u"SELECT ledger_index FROM receipts WHERE jws = ?"_s, {QString::fromLatin1(receipt)});
    if (!found)
        return found.error();
    const QByteArray text = note->first().first().toString().toUtf8();
    const qint64 size = text.split('\n').at(1).toLongLong();
    const qint64 index = found->isEmpty() ? 0 : found->first().first().toLongLong();
    if (index < 1 || index > size)
        return unknown;
    return proofText(index - 1, m_tree.inclusionProof(index - 1, size), text);
}

Result<ledger::v1::Checkpoint> Ledger::checkpoint(qint64 knownSize) const
{
    const auto kept = m_database.query(u"SELECT value FROM facts WHERE name = 'ledger checkpoint'"_s);
    if (!kept)
        return kept.error();
    ledger::v1::Checkpoint answer;
    const QByteArray note = kept->isEmpty() ? QByteArray() : kept->first().first().toString().toUtf8();
    // The tree may be ahead by an entry that was rolled back; what was signed and kept counts.
    const qint64 size = note.isEmpty() ? 0 : note.split('\n').at(1).toLongLong();
    if (knownSize < 0 || knownSize > size)
        return Error{Error::Code::Invalid, u"The ledger has %1 entries."_s.arg(size)};
    answer.set_note(note.toStdString());
    if (knownSize > 0) {
        for (const Hash &hash : m_tree.consistencyProof(knownSize, size))
            answer.add_consistency(hash.toStdString());
    }
    return answer;
}

} // namespace stanforis

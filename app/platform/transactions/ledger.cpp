// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/ledger.h"

#include "app/platform/state/database.h"
#include "app/platform/state/wire.h"
#include "app/platform/transactions/canonicaljson.h"
#include "app/platform/transactions/intent.h"

#include <QDateTime>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

const QString beforeTheFirst(64, QLatin1Char('0'));

} // namespace

Ledger::Ledger(Database &database, EcKey key, QString issuer)
    : m_database(database)
    , m_key(std::move(key))
    , m_issuer(std::move(issuer))
{}

Result<transactions::v1::Receipt> Ledger::append(const QString &transaction, const QByteArray &jws, const QByteArray &body,
                                                 const QStringList &subjects, Instant time)
{
    const auto last = m_database.query(u"SELECT ledger_index, jws FROM receipts ORDER BY ledger_index DESC LIMIT 1"_s);
    if (!last)
        return last.error();
    const qint64 index = last->isEmpty() ? 1 : last->first().at(0).toLongLong() + 1;
    const QString previous = last->isEmpty() ? beforeTheFirst : sha256Hex(last->first().at(1).toString().toLatin1());

    CanonicalValue::List signers;
    for (const QString &subject : subjects)
        signers.emplace_back(subject);
    const auto payload = writeCanonical(CanonicalValue::Object{
        {u"iss"_s, m_issuer},
        {u"txid"_s, transaction},
        {u"tx_sha256"_s, sha256Hex(jws)},
        {u"body_sha256"_s, sha256Hex(body)},
        {u"result"_s, u"written"_s},
        {u"subjects"_s, std::move(signers)},
        {u"time"_s, QDateTime::fromMSecsSinceEpoch(toMilliseconds(time), Qt::UTC).toString(Qt::ISODateWithMs)},
        {u"ledger"_s, CanonicalValue::Object{{u"index"_s, index}, {u"previous"_s, previous}}},
    });
    if (!payload)
        return payload.error();
    const auto receipt = Jws::signCompact(m_key, {{u"typ"_s, u"stanforis-receipt+jws"_s}}, *payload);
    if (!receipt)
        return receipt.error();
    auto kept = m_database.execute(
        u"INSERT INTO receipts (ledger_index, transaction_id, previous, jws, time_us) VALUES (?, ?, ?, ?, ?)"_s,
        {index, transaction, previous, QString::fromLatin1(*receipt), qint64(toMicroseconds(time))});
    if (!kept)
        return kept.error();
    transactions::v1::Receipt issued;
    issued.set_jws(receipt->toStdString());
    issued.set_transaction_jws(jws.toStdString());
    issued.set_body(body.toStdString());
    return issued;
}

Result<QByteArray> Ledger::receiptOf(const QString &transaction) const
{
    const auto rows = m_database.query(u"SELECT jws FROM receipts WHERE transaction_id = ?"_s, {transaction});
    if (!rows)
        return rows.error();
    if (rows->isEmpty())
        return Error{Error::Code::NotFound, u"Nothing was written under this transaction."_s};
    return rows->first().first().toString().toLatin1();
}

Result<qint64> Ledger::firstBroken() const
{
    const auto rows = m_database.query(u"SELECT ledger_index, previous, jws FROM receipts ORDER BY ledger_index"_s);
    if (!rows)
        return rows.error();
    QString previous = beforeTheFirst;
    qint64 index = 1;
    for (const auto &row : *rows) {
        const QByteArray text = row.at(2).toString().toLatin1();
        const auto jws = Jws::readCompact(text);
        const auto payload = jws ? readCanonical(jws->payload) : Result<CanonicalValue>(jws.error());
        bool fits = payload && payload->object() && jws->verify(0, m_key) && row.at(0).toLongLong() == index &&
                    row.at(1).toString() == previous;
        if (fits) {
            const auto ledger = payload->object()->find(u"ledger"_s);
            fits = ledger != payload->object()->end() &&
                   ledger->second == CanonicalValue(CanonicalValue::Object{{u"index"_s, index}, {u"previous"_s, previous}});
        }
        if (!fits)
            return index;
        previous = sha256Hex(text);
        ++index;
    }
    return qint64(-1);
}

} // namespace stanforis

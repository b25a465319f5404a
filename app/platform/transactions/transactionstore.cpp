// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/transactionstore.h"

#include "app/platform/state/database.h"
#include "app/platform/state/wire.h"

namespace stanforis {

using namespace Qt::StringLiterals;
using transactions::v1::Outcome;

QString StoredTransaction::id() const { return fromWire(outcome.transaction_id()); }

SubjectId StoredTransaction::subject() const { return SubjectId{fromWire(outcome.requester_subject())}; }

Result<Done> TransactionStore::put(const StoredTransaction &transaction)
{
    const Outcome &outcome = transaction.outcome;
    return m_database.execute(
        u"INSERT OR REPLACE INTO transactions (id, sector, service, page, operation, record, etag, intent, nonce,"
        " subject, session, expires_us, state, decider, data) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"_s,
        {transaction.id(), fromWire(outcome.sector_id()), fromWire(outcome.service_id()), fromWire(outcome.page_id()),
         fromWire(outcome.operation_id()), transaction.record, transaction.etag, QString::fromUtf8(transaction.intent),
         transaction.nonce, transaction.subject().value, transaction.session, qint64(outcome.expires_us()), int(outcome.state()),
         transaction.decider.value, serializeMessage(outcome)});
}

Result<QList<StoredTransaction>> TransactionStore::select(const QString &condition, const QVariantList &arguments) const
{
    const auto rows = m_database.query(
        u"SELECT data, record, etag, intent, nonce, session, decider FROM transactions WHERE "_s + condition, arguments);
    if (!rows)
        return rows.error();
    QList<StoredTransaction> list;
    for (const auto &row : *rows) {
        auto outcome = parseMessage<Outcome>(row.at(0).toByteArray());
        if (!outcome)
            return Error{Error::Code::Storage, u"a transaction cannot be read"_s};
        list.append({*std::move(outcome), row.at(1).toString(), row.at(2).toString(), row.at(3).toString().toUtf8(),
                     row.at(4).toString(), row.at(5).toString(), SubjectId{row.at(6).toString()}});
    }
    return list;
}

Result<StoredTransaction> TransactionStore::find(const QString &id, const SectorId &sector) const
{
    auto found = select(u"id = ? AND sector = ?"_s, {id, sector.value});
    if (!found)
        return found.error();
    if (found->isEmpty())
        return Error{Error::Code::NotFound, u"There is no such transaction, or it was not signed in time."_s};
    return found->first();
}

Result<QList<StoredTransaction>> TransactionStore::listOf(const SectorId &sector) const
{
    return select(u"sector = ? AND state <> 0 ORDER BY id DESC LIMIT 500"_s, {sector.value});
}

Result<QList<StoredTransaction>> TransactionStore::lapsed(Instant now) const
{
    return select(u"state = ? AND expires_us <= ?"_s, {int(Outcome::WAITING), qint64(toMicroseconds(now))});
}

Result<QList<StoredTransaction>> TransactionStore::waitingOn(const StoredTransaction &written) const
{
    const Outcome &outcome = written.outcome;
    return select(u"state = ? AND sector = ? AND service = ? AND page = ? AND record = ? AND id <> ?"_s,
                  {int(Outcome::WAITING), fromWire(outcome.sector_id()), fromWire(outcome.service_id()),
                   fromWire(outcome.page_id()), written.record, written.id()});
}

Result<Done> TransactionStore::removeUnsigned(Instant expiredBefore)
{
    return m_database.execute(u"DELETE FROM transactions WHERE state = 0 AND expires_us <= ?"_s,
                              {qint64(toMicroseconds(expiredBefore))});
}

std::optional<Instant> TransactionStore::nextExpiry() const
{
    const auto rows = m_database.query(u"SELECT MIN(expires_us) FROM transactions WHERE state = ?"_s, {int(Outcome::WAITING)});
    if (!rows || rows->isEmpty() || rows->first().first().isNull())
        return {};
    return fromMicroseconds(rows->first().first().toLongLong());
}

} // namespace stanforis

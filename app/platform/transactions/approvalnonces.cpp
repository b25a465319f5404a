// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/approvalnonces.h"

#include "app/platform/authority/jose.h"
#include "app/platform/state/database.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

constexpr int approvalNonceBytes = 16;

/// Transactions are ULIDs, so what follows the last space is the subject, whatever is in it.
QString nameOf(const QString &transaction, const SubjectId &subject)
{
    return u"approval "_s + transaction + u' ' + subject.value;
}

} // namespace

Result<ApprovalNonces::Issued> ApprovalNonces::issue(const QString &transaction, const SubjectId &subject, const QString &session,
                                                     Instant now)
{
    const Issued issued{QString::fromLatin1(toBase64Url(randomBytes(approvalNonceBytes))), now, session};
    const QJsonObject value{{"nonce"_L1, issued.nonce}, {"time_us"_L1, qint64(toMicroseconds(now))}, {"session"_L1, session}};
    const auto kept = m_database.execute(
        u"INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)"_s,
        {nameOf(transaction, subject), QString::fromUtf8(QJsonDocument(value).toJson(QJsonDocument::Compact))});
    if (!kept)
        return kept.error();
    return issued;
}

Result<ApprovalNonces::Issued> ApprovalNonces::find(const QString &transaction, const SubjectId &subject) const
{
    const auto rows = m_database.query(u"SELECT value FROM facts WHERE name = ?"_s, {nameOf(transaction, subject)});
    if (!rows)
        return rows.error();
    if (rows->isEmpty())
        return Error{Error::Code::Invalid, u"The signature was not accepted: it does not answer this transaction."_s};
    const auto value = QJsonDocument::fromJson(rows->first().first().toString().toUtf8()).object();
    return Issued{value["nonce"_L1].toString(), fromMicroseconds(value["time_us"_L1].toInteger()),
                  value["session"_L1].toString()};
}

Result<Done> ApprovalNonces::forget(const QString &transaction)
{
    const QString prefix = u"approval "_s + transaction + u' ';
    return m_database.execute(u"DELETE FROM facts WHERE substr(name, 1, ?) = ?"_s, {prefix.size(), prefix});
}

} // namespace stanforis

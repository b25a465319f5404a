// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ports/transactionport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

QList<RemoteViolation> remoteViolations(const Error &error)
{
    QList<RemoteViolation> violations;
    const auto list = QJsonDocument::fromJson(error.detail.toUtf8()).object().value("violations"_L1).toArray();
    for (const auto &entry : list) {
        const auto violation = entry.toObject();
        violations.append({violation.value("fieldId"_L1).toString(), violation.value("description"_L1).toString()});
    }
    return violations;
}

QByteArray toFile(const Receipt &receipt)
{
    return QJsonDocument(QJsonObject{{"receipt"_L1, QString::fromLatin1(receipt.jws)},
                                     {"transaction"_L1, QString::fromUtf8(receipt.transactionJws)},
                                     {"body"_L1, QString::fromLatin1(receipt.body.toBase64())},
                                     {"proof"_L1, QString::fromUtf8(receipt.proof)},
                                     {"version"_L1, 1}})
        .toJson(QJsonDocument::Indented);
}

Result<Receipt> receiptFromFile(const QByteArray &bytes)
{
    const auto object = QJsonDocument::fromJson(bytes).object();
    const auto body =
        QByteArray::fromBase64Encoding(object.value("body"_L1).toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    const Receipt receipt{object.value("receipt"_L1).toString().toLatin1(), object.value("transaction"_L1).toString().toUtf8(),
                          body ? *body : QByteArray(), object.value("proof"_L1).toString().toUtf8()};
    if (object.value("version"_L1).toInt() != 1 || receipt.jws.isEmpty() || receipt.transactionJws.isEmpty() || !body)
        return Error{Error::Code::Malformed, u"receipt file"_s};
    return receipt;
}

} // namespace stanforis

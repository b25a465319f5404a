// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/unsentrow.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rowVersion = 1;
constexpr auto lastState = UnsentWork::State::Refused;

} // namespace

QByteArray toRow(const UnsentWork &work)
{
    return QJsonDocument(QJsonObject{{"version"_L1, rowVersion},
                                     {"id"_L1, work.id.value},
                                     {"platform"_L1, work.platform},
                                     {"subject"_L1, work.subject.value},
                                     {"sector"_L1, work.sector.value},
                                     {"service"_L1, work.service.value},
                                     {"page"_L1, work.page.value},
                                     {"operation"_L1, work.operation},
                                     {"record"_L1, work.record.value},
                                     {"title"_L1, work.title},
                                     {"second"_L1, work.isSecond},
                                     {"jws"_L1, QString::fromLatin1(work.jws)},
                                     {"body"_L1, QString::fromLatin1(work.body.toBase64())},
                                     {"bodyType"_L1, work.bodyType},
                                     {"signedAt"_L1, qint64(toMicroseconds(work.signedAt))},
                                     {"signBy"_L1, qint64(toMicroseconds(work.signBy))},
                                     {"state"_L1, int(work.state)},
                                     {"answer"_L1, work.answer}})
        .toJson(QJsonDocument::Compact);
}

Result<UnsentWork> fromRow(const QByteArray &row)
{
    const auto object = QJsonDocument::fromJson(row).object();
    const auto text = [&object](QLatin1StringView name) { return object.value(name).toString(); };
    const auto body = QByteArray::fromBase64Encoding(text("body"_L1).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    const int state = object.value("state"_L1).toInt(-1);
    UnsentWork work;
    work.id = TransactionId(text("id"_L1));
    work.jws = text("jws"_L1).toLatin1();
    if (object.value("version"_L1).toInt() != rowVersion || work.id.value.isEmpty() || work.jws.isEmpty() || !body || state < 0 ||
        state > int(lastState))
        return Error{Error::Code::Storage, u"a row of the outbox cannot be read"_s};
    work.platform = text("platform"_L1);
    work.subject = SubjectId(text("subject"_L1));
    work.sector = SectorId(text("sector"_L1));
    work.service = ServiceId(text("service"_L1));
    work.page = PageId(text("page"_L1));
    work.operation = text("operation"_L1);
    work.record = RecordId(text("record"_L1));
    work.title = text("title"_L1);
    work.isSecond = object.value("second"_L1).toBool();
    work.body = *body;
    work.bodyType = text("bodyType"_L1);
    work.signedAt = fromMicroseconds(object.value("signedAt"_L1).toInteger());
    work.signBy = fromMicroseconds(object.value("signBy"_L1).toInteger());
    work.state = UnsentWork::State(state);
    work.answer = text("answer"_L1);
    return work;
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/decode/decodework.h"

#include "app/link/decode/decodecatalogue.h"
#include "app/link/decode/wirequality.h"
#include "app/link/decode/wiretext.h"

#include "stanforis/notices/v1/notices.pb.h"
#include "stanforis/records/v1/records.pb.h"
#include "stanforis/subscriptions/v1/subscriptions.pb.h"
#include "stanforis/telemetry/v1/telemetry.pb.h"
#include "stanforis/transactions/v1/transactions.pb.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

Record record(const records::v1::Record &in)
{
    Record out;
    out.id = RecordId(text(in.id()));
    out.title = shown(in.title());
    out.subtitle = shown(in.subtitle());
    out.etag = text(in.etag());
    for (const auto &[key, value] : in.values())
        out.values.insert(text(key), text(value));
    out.facts = shownAll(in.facts());
    out.sections = listOf<RecordSection>(in.sections(), [](const records::v1::Section &section) {
        return RecordSection{
            shown(section.title()), shownAll(section.header()),
            listOf<QStringList>(section.rows(), [](const records::v1::Row &row) { return shownAll(row.cells()); })};
    });
    return out;
}

Subscription::State state(subscriptions::v1::Subscription::State in)
{
    switch (in) {
    case subscriptions::v1::Subscription::ACTIVE:
        return Subscription::State::Active;
    case subscriptions::v1::Subscription::APPROVED:
        return Subscription::State::Approved;
    case subscriptions::v1::Subscription::REFUSED:
        return Subscription::State::Refused;
    case subscriptions::v1::Subscription::WITHDRAWN:
        return Subscription::State::Withdrawn;
    case subscriptions::v1::Subscription::ENDED:
        return Subscription::State::Ended;
    default:
        return Subscription::State::Requested;
    }
}

Subscription subscription(const subscriptions::v1::Subscription &in)
{
    Subscription out;
    out.id = SubscriptionId(text(in.id()));
    out.sector = SectorId(text(in.sector_id()));
    out.role = RoleId(text(in.role_id()));
    out.state = state(in.state());
    out.purpose = shown(in.purpose());
    out.legalBasis = shown(in.legal_basis());
    out.period = {fromMicroseconds(in.from_us()), fromMicroseconds(in.to_us())};
    out.requested = fromMicroseconds(in.requested_us());
    const auto &person = in.requester();
    out.requester = {SubjectId(text(person.subject())),
                     shown(person.name()),
                     shown(person.organisation()),
                     text(person.assurance()),
                     fromMicroseconds(person.signed_in_us()),
                     person.held_before(),
                     person.refused_before(),
                     shownAll(person.conflicts())};
    out.decidedBy = shown(in.decided_by());
    out.answer = shown(in.answer());
    return out;
}

Notice notice(const notices::v1::Notice &in)
{
    return {NoticeId(text(in.id())),
            fromMicroseconds(in.time_us()),
            shown(in.title()),
            shown(in.text()),
            SectorId(text(in.sector_id())),
            text(in.link()),
            decodeSeverity(in.severity())};
}

Transaction::State state(transactions::v1::Outcome::State in)
{
    switch (in) {
    case transactions::v1::Outcome::DONE:
        return Transaction::State::Written;
    case transactions::v1::Outcome::DECLINED:
        return Transaction::State::Declined;
    case transactions::v1::Outcome::EXPIRED:
        return Transaction::State::Expired;
    case transactions::v1::Outcome::OUTDATED:
        return Transaction::State::Outdated;
    default:
        return Transaction::State::Waiting;
    }
}

/// Between as many of the lowest and of the highest, but for what adding up one by one may round.
bool isSumSound(const telemetry::v1::HistorySeries &in, int i)
{
    const double count = in.count(i);
    const double largest = std::max(std::abs(in.minimum(i)), std::abs(in.maximum(i)));
    const double rounding = largest * count * (count + 1) * std::numeric_limits<double>::epsilon();
    return std::isfinite(in.sum(i)) && in.sum(i) >= in.minimum(i) * count - rounding &&
           in.sum(i) <= in.maximum(i) * count + rounding;
}

/// All arrays of the same length, finite, ascending: else the series cannot be trusted.
bool isSound(const telemetry::v1::HistorySeries &in)
{
    const int size = in.time_us_size();
    if (in.minimum_size() != size || in.maximum_size() != size || in.first_size() != size || in.last_size() != size ||
        in.count_size() != size || (in.quality_size() != size && in.quality_size() != 0) ||
        (in.sum_size() != size && in.sum_size() != 0))
        return false;
    for (int i = 0; i < size; ++i) {
        if (!std::isfinite(in.minimum(i)) || !std::isfinite(in.maximum(i)) || !std::isfinite(in.first(i)) ||
            !std::isfinite(in.last(i)) || in.minimum(i) > std::min(in.first(i), in.last(i)) ||
            in.maximum(i) < std::max(in.first(i), in.last(i)) || in.count(i) == 0 || in.time_us(i) < 0 ||
            (i > 0 && in.time_us(i) <= in.time_us(i - 1)) || (in.sum_size() > 0 && !isSumSound(in, i)))
            return false;
    }
    return true;
}

} // namespace

Result<RecordList> decodeRecords(const QByteArray &bytes)
{
    const auto in = parse<records::v1::ListResponse>(bytes);
    if (!in)
        return in.error();
    return RecordList{listOf<Record>(in->records(), record), static_cast<int>(in->total())};
}

Result<Record> decodeRecord(const QByteArray &bytes)
{
    const auto in = parse<records::v1::Record>(bytes);
    if (!in)
        return in.error();
    return record(*in);
}

Result<Subscription> decodeSubscription(const QByteArray &bytes)
{
    const auto in = parse<subscriptions::v1::Subscription>(bytes);
    if (!in)
        return in.error();
    return subscription(*in);
}

Result<SubscriptionEvent> decodeSubscriptionEvent(const QByteArray &bytes)
{
    const auto in = parse<subscriptions::v1::Event>(bytes);
    if (!in)
        return in.error();
    SubscriptionEvent out;
    out.replacesAll = in->has_all();
    out.mine = listOf<Subscription>(in->all().mine(), subscription);
    out.inbox = listOf<Subscription>(in->all().inbox(), subscription);
    if (in->has_changed())
        (in->inbox() ? out.inbox : out.mine).append(subscription(in->changed()));
    return out;
}

Result<Notice> decodeNotice(const QByteArray &bytes)
{
    const auto in = parse<notices::v1::Notice>(bytes);
    if (!in)
        return in.error();
    return notice(*in);
}

Result<QList<Notice>> decodeNotices(const QByteArray &bytes)
{
    const auto in = parse<notices::v1::ListPublicResponse>(bytes);
    if (!in)
        return in.error();
    return listOf<Notice>(in->notices(), notice);
}

Result<Prepared> decodePrepared(const QByteArray &bytes)
{
    const auto in = parse<transactions::v1::Prepared>(bytes);
    if (!in)
        return in.error();
    return Prepared{TransactionId(text(in->transaction_id())),
                    text(in->nonce()),
                    fromMicroseconds(in->expires_us()),
                    raw(in->body()),
                    text(in->body_type()),
                    in->second_person(),
                    texts(in->approvers()),
                    fromMicroseconds(in->nonce_expires_us()),
                    text(in->session_id()),
                    text(in->workstation_id())};
}

Result<Approval> decodeApproval(const QByteArray &bytes)
{
    const auto in = parse<transactions::v1::Approval>(bytes);
    if (!in)
        return in.error();
    return Approval{text(in->nonce()), fromMicroseconds(in->nonce_expires_us())};
}

Result<Transaction> decodeTransaction(const QByteArray &bytes)
{
    const auto in = parse<transactions::v1::Outcome>(bytes);
    if (!in)
        return in.error();
    Transaction out;
    out.id = TransactionId(text(in->transaction_id()));
    out.state = state(in->state());
    out.jws = raw(in->jws());
    out.body = raw(in->body());
    out.bodyType = text(in->body_type());
    out.sector = SectorId(text(in->sector_id()));
    out.service = ServiceId(text(in->service_id()));
    out.page = PageId(text(in->page_id()));
    out.operation = text(in->operation_id());
    out.title = shown(in->title());
    out.requester = shown(in->requester());
    out.requesterSubject = SubjectId(text(in->requester_subject()));
    out.submitted = fromMicroseconds(in->submitted_us());
    out.expires = fromMicroseconds(in->expires_us());
    out.mine = in->mine();
    out.mayApprove = in->may_approve();
    out.decidedBy = shown(in->decided_by());
    out.reason = shown(in->reason());
    out.receipt = {raw(in->receipt().jws()), raw(in->receipt().transaction_jws()), raw(in->receipt().body()),
                   raw(in->receipt().proof())};
    return out;
}

Result<DecodedHistory> decodeHistory(const QByteArray &bytes)
{
    const auto in = parse<telemetry::v1::HistoryResponse>(bytes);
    if (!in)
        return in.error();
    DecodedHistory out;
    if (in->complete_to_us() > 0)
        out.completeTo = fromMicroseconds(in->complete_to_us());
    for (const auto &series : in->series()) {
        if (!isSound(series))
            return Error{Error::Code::Malformed, text(series.series_key())};
        HistorySeries decoded{SeriesKey(text(series.series_key())), Duration(series.interval_us()), {}};
        decoded.columns.reserve(series.time_us_size());
        for (int i = 0; i < series.time_us_size(); ++i) {
            decoded.columns.append({fromMicroseconds(series.time_us(i)), series.minimum(i), series.maximum(i), series.first(i),
                                    series.last(i), series.count(i),
                                    series.quality_size() > 0 ? qualityOf(series.quality(i)) : Quality::Good});
            if (series.sum_size() > 0)
                decoded.columns.last().sum = series.sum(i);
        }
        out.series.append(std::move(decoded));
    }
    return out;
}

} // namespace stanforis

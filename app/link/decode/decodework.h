// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/notice.h"
#include "models/domain/transaction.h"
#include "models/ports/recordport.h"
#include "models/ports/subscriptionport.h"
#include "models/ports/telemetryport.h"

#include <QByteArray>

namespace stanforis {

// Serialized messages of the other areas to the domain. Malformed when they cannot be read. Any thread.
[[nodiscard]] Result<RecordList> decodeRecords(const QByteArray &bytes);
[[nodiscard]] Result<Record> decodeRecord(const QByteArray &bytes);
[[nodiscard]] Result<Subscription> decodeSubscription(const QByteArray &bytes);
[[nodiscard]] Result<SubscriptionEvent> decodeSubscriptionEvent(const QByteArray &bytes);
[[nodiscard]] Result<Notice> decodeNotice(const QByteArray &bytes);
[[nodiscard]] Result<QList<Notice>> decodeNotices(const QByteArray &bytes);
[[nodiscard]] Result<Prepared> decodePrepared(const QByteArray &bytes);
[[nodiscard]] Result<Approval> decodeApproval(const QByteArray &bytes);
[[nodiscard]] Result<Transaction> decodeTransaction(const QByteArray &bytes);
struct DecodedHistory
{
    QList<HistorySeries> series;
    std::optional<Instant> completeTo; ///< later samples are still to be asked for
};
[[nodiscard]] Result<DecodedHistory> decodeHistory(const QByteArray &bytes);

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/notices/noticeservice.h"

#include "app/platform/state/database.h"
#include "app/platform/state/offer.h"
#include "app/platform/state/ulid.h"
#include "app/platform/state/wire.h"
#include "app/platform/subscriptions/subscriptionservice.h"
#include "app/platform/transactions/transactionservice.h"

#include <QLoggingCategory>

#include <algorithm>

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using notices::v1::Notice;
using subscriptions::v1::Subscription;
using transactions::v1::Outcome;

Q_LOGGING_CATEGORY(noticeLog, "stanforis.platform.notices")

namespace {

const QString everybody = u"public"_s;
const QString everybodySignedIn = u"platform"_s;

} // namespace

QString personalAudience(const SubjectId &subject) { return u"person:"_s + subject.value; }

NoticeService::NoticeService(Database &database, const Offer &offer, const SubscriptionService &subscriptions,
                             const TransactionService &transactions, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_database(database)
    , m_offer(offer)
    , m_subscriptions(subscriptions)
    , m_transactions(transactions)
    , m_clock(clock)
{}

Result<Done> NoticeService::start()
{
    const auto known = m_database.query(u"SELECT 1 FROM notices LIMIT 1"_s);
    if (!known)
        return known.error();
    if (known->isEmpty()) {
        if (auto seeded = seed(); !seeded)
            return seeded;
    }
    connect(&m_subscriptions, &SubscriptionService::subscriptionChanged, this, &NoticeService::tellAboutSubscription);
    connect(&m_transactions, &TransactionService::transactionChanged, this, &NoticeService::tellAboutTransaction);
    return Done{};
}

Result<Done> NoticeService::seed()
{
    const Instant now = m_clock.now();
    struct Standing
    {
        QString audience;
        QString title;
        QString text;
        QString sector;
        QString link;
        Duration ago;
    };
    const Standing standing[] = {
        {everybody,
         u"Sign-in needs an identity of level substantial or high"_s,
         u"National Digital Identification Registry"_s,
         {},
         {},
         26h},
        {everybody,
         u"Every record that is opened is logged and shown to the person it is about"_s,
         u"Data Protection Office"_s,
         {},
         {},
         50h},
        {everybodySignedIn,
         u"Subscriptions are asked for with a purpose and a legal basis"_s,
         u"Platform operations"_s,
         {},
         u"stanforis://subscriptions"_s,
         8h},
        {everybodySignedIn,
         u"Signed work can be taken back until a second person approves it"_s,
         u"Platform operations"_s,
         {},
         {},
         30h},
    };
    Database::Transaction transaction(m_database);
    for (const Standing &entry : standing) {
        Notice notice = make(entry.title, entry.text, entry.sector, entry.link);
        const Instant time = now - entry.ago;
        notice.set_id(toWire(makeUlid(time)));
        notice.set_time_us(toMicroseconds(time));
        if (auto kept = keep(notice, entry.audience); !kept)
            return kept;
    }
    return transaction.commit();
}

Notice NoticeService::make(const QString &title, const QString &text, const QString &sector, const QString &link) const
{
    Notice notice;
    notice.set_id(toWire(makeUlid(m_clock.now())));
    notice.set_time_us(toMicroseconds(m_clock.now()));
    notice.set_title(toWire(title));
    notice.set_text(toWire(text));
    notice.set_sector_id(toWire(sector));
    notice.set_link(toWire(link));
    notice.set_severity(catalogue::v1::NORMAL);
    return notice;
}

Result<Done> NoticeService::keep(const Notice &notice, const QString &audience)
{
    return m_database.execute(u"INSERT INTO notices (id, time_us, audience, data) VALUES (?, ?, ?, ?)"_s,
                              {fromWire(notice.id()), qint64(notice.time_us()), audience, serializeMessage(notice)});
}

void NoticeService::tell(const SubjectId &subject, const Notice &notice)
{
    Notice own = notice;
    own.set_id(toWire(makeUlid(m_clock.now())));
    if (const auto kept = keep(own, personalAudience(subject)); !kept) {
        qCWarning(noticeLog) << "a notice could not be kept:" << kept.error().detail;
        return;
    }
    Q_EMIT noticed(own, personalAudience(subject));
}

QString NoticeService::roleName(const Subscription &subscription) const
{
    const QString sector = fromWire(subscription.sector_id());
    const auto *summary = m_offer.sectorSummary(SectorId{sector});
    if (!summary)
        return sector;
    const auto &roles = summary->roles();
    const auto role =
        std::find_if(roles.begin(), roles.end(), [&](const auto &known) { return known.id() == subscription.role_id(); });
    const std::string name = role == roles.end() ? subscription.role_id() : role->name();
    return fromWire(name + ", " + summary->name());
}

void NoticeService::tellAboutSubscription(const Subscription &subscription, int before)
{
    const SubjectId requester{fromWire(subscription.requester().subject())};
    const SectorId sector{fromWire(subscription.sector_id())};
    const QString role = roleName(subscription);
    const QString link = u"stanforis://subscriptions"_s;
    const QString by = fromWire(subscription.decided_by());
    const QString answer = fromWire(subscription.answer());
    const QString words = answer.isEmpty() ? by : by + u": "_s + answer;
    switch (subscription.state()) {
    case Subscription::REQUESTED: {
        const Notice notice = make(u"%1 asks for %2"_s.arg(fromWire(subscription.requester().name()), role),
                                   fromWire(subscription.purpose()), sector.value, link);
        const QSet<RoleId> deciding{RoleId{u"approver"_s}, RoleId{u"admin"_s}};
        for (const auto &holder : m_subscriptions.holders(sector, deciding, requester))
            tell(holder.subject, notice);
        return;
    }
    case Subscription::APPROVED:
    case Subscription::ACTIVE:
        if (before == Subscription::REQUESTED)
            tell(requester, make(u"Approved: "_s + role, words, sector.value, u"stanforis://sector/"_s + sector.value));
        else if (before == Subscription::APPROVED)
            tell(requester, make(u"Begins now: "_s + role, fromWire(subscription.purpose()), sector.value,
                                 u"stanforis://sector/"_s + sector.value));
        return;
    case Subscription::REFUSED:
        return tell(requester, make(u"Refused: "_s + role, words, sector.value, link));
    case Subscription::ENDED:
        if (before == Subscription::ACTIVE)
            tell(requester, make(u"Ended: "_s + role, u"The period is over. It can be renewed."_s, sector.value, link));
        else if (before == Subscription::REQUESTED)
            tell(requester, make(u"Lapsed: "_s + role, u"Nobody decided before the period was over."_s, sector.value, link));
        return;
    default:
        return;
    }
}

void NoticeService::tellAboutTransaction(const StoredTransaction &transaction)
{
    const Outcome &outcome = transaction.outcome;
    const QString title = fromWire(outcome.title());
    const QString sector = fromWire(outcome.sector_id());
    const QString link = u"stanforis://sector/%1/service/%2/page/%3?record=%4"_s.arg(
        sector, fromWire(outcome.service_id()), fromWire(outcome.page_id()), transaction.record);
    const QString by = fromWire(outcome.decided_by());
    switch (outcome.state()) {
    case Outcome::WAITING: {
        const auto *page =
            m_offer.servicePage(SectorId{sector}, ServiceId{fromWire(outcome.service_id())}, PageId{fromWire(outcome.page_id())});
        QSet<RoleId> approving;
        for (int index = 0; page && index < page->operations_size(); ++index) {
            if (page->operations(index).id() != outcome.operation_id())
                continue;
            for (const auto &role : page->operations(index).approver_role_ids())
                approving.insert(RoleId{fromWire(role)});
        }
        const Notice notice =
            make(u"Waits for your approval: "_s + title, u"Signed by "_s + fromWire(outcome.requester()), sector, link);
        for (const auto &holder : m_subscriptions.holders(SectorId{sector}, approving, transaction.subject()))
            tell(holder.subject, notice);
        return;
    }
    case Outcome::DONE:
        if (!by.isEmpty())
            tell(transaction.subject(), make(u"Approved and written: "_s + title, by, sector, link));
        return;
    case Outcome::DECLINED:
        if (transaction.decider != transaction.subject())
            tell(transaction.subject(), make(u"Declined: "_s + title, by + u": "_s + fromWire(outcome.reason()), sector, link));
        return;
    case Outcome::EXPIRED:
        return tell(transaction.subject(),
                    make(u"Lapsed: "_s + title, u"Nobody approved it in time. Nothing was written."_s, sector, link));
    case Outcome::OUTDATED:
        return tell(transaction.subject(),
                    make(u"Overtaken: "_s + title,
                         u"The record changed before the second signature. Nothing was written; ask again."_s, sector, link));
    default:
        return;
    }
}

Result<QList<Notice>> NoticeService::select(const QString &sql, const QVariantList &arguments) const
{
    const auto rows = m_database.query(sql, arguments);
    if (!rows)
        return rows.error();
    QList<Notice> list;
    for (const auto &row : *rows) {
        auto notice = parseMessage<Notice>(row.first().toByteArray());
        if (!notice)
            return Error{Error::Code::Storage, u"a notice cannot be read"_s};
        list.append(*std::move(notice));
    }
    return list;
}

Result<QList<Notice>> NoticeService::publicNotices() const
{
    return select(u"SELECT data FROM notices WHERE audience = ? ORDER BY time_us DESC, id DESC LIMIT 20"_s, {everybody});
}

Result<QList<Notice>> NoticeService::noticesFor(const SubjectId &subject) const
{
    auto newest = select(u"SELECT data FROM notices WHERE audience IN (?, ?, ?) ORDER BY time_us DESC, id DESC LIMIT 100"_s,
                         {everybody, everybodySignedIn, personalAudience(subject)});
    if (newest)
        std::reverse(newest->begin(), newest->end());
    return newest;
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"
#include "stanforis/notices/v1/notices.pb.h"
#include "stanforis/subscriptions/v1/subscriptions.pb.h"

#include <QList>

namespace stanforis {

class Database;
class Offer;
class SubscriptionService;
class TransactionService;
struct StoredTransaction;

/// Short messages from the platform to people: to everybody, to everybody signed in, and to one person about what was
/// decided and what waits for them. Main thread.
class NoticeService final : public QObject
{
    Q_OBJECT
public:
    using Notice = notices::v1::Notice;

    /// Everything outlives the service.
    NoticeService(Database &database, const Offer &offer, const SubscriptionService &subscriptions,
                  const TransactionService &transactions, const Clock &clock, QObject *parent = nullptr);

    /// On the very first start the platform's standing notices are made; then listens.
    [[nodiscard]] Result<Done> start();

    /// Those anybody may read, newest first.
    [[nodiscard]] Result<QList<Notice>> publicNotices() const;
    /// Public, platform-wide and the person's own, oldest first, at most 100.
    [[nodiscard]] Result<QList<Notice>> noticesFor(const SubjectId &subject) const;

Q_SIGNALS:
    /// After it is on disk. `audience`: "public", "platform" or a person's subject after "person:".
    void noticed(const stanforis::notices::v1::Notice &notice, const QString &audience);

private:
    [[nodiscard]] Result<Done> seed();
    [[nodiscard]] Result<Done> keep(const Notice &notice, const QString &audience);
    [[nodiscard]] Notice make(const QString &title, const QString &text, const QString &sector = {},
                              const QString &link = {}) const;
    void tell(const SubjectId &subject, const Notice &notice);
    void tellAboutSubscription(const subscriptions::v1::Subscription &subscription, int before);
    void tellAboutTransaction(const StoredTransaction &transaction);
    [[nodiscard]] QString roleName(const subscriptions::v1::Subscription &subscription) const;
    [[nodiscard]] Result<QList<Notice>> select(const QString &sql, const QVariantList &arguments) const;

    Database &m_database;
    const Offer &m_offer;
    const SubscriptionService &m_subscriptions;
    const TransactionService &m_transactions;
    const Clock &m_clock;
};

/// The audience of one person's notices.
[[nodiscard]] QString personalAudience(const SubjectId &subject);

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"
#include "app/platform/transactions/approvalnonces.h"
#include "app/platform/transactions/keyregister.h"
#include "app/platform/ledger/ledger.h"
#include "app/platform/transactions/transactionstore.h"
#include "stanforis/catalogue/v1/catalogue.pb.h"

#include <QTimer>

namespace stanforis {

class IdentityAuthority;
class Offer;
class RecordService;
class SubscriptionService;
struct RecordKey;
struct SignedIntent;
struct SignedWork;

/// Of a reason to ask or to decline, in characters.
inline constexpr qsizetype longestReason = 400;

[[nodiscard]] bool holdsOneOf(const QSet<RoleId> &held, const google::protobuf::RepeatedPtrField<std::string> &roles);

/// Signed work: prepared, signed by one person or two, written exactly once, with a receipt. Main thread.
class TransactionService final : public QObject
{
    Q_OBJECT
public:
    using Outcome = transactions::v1::Outcome;

    struct Settings
    {
        Ledger::Keys ledger;
        QString issuer;             ///< `iss` of receipts: the platform's address
        QStringList proofAudiences; ///< see KeyRegister
        QString submitUri;          ///< `htu` of signatures: where Submit is called over HTTPS
    };
    struct Parts
    {
        Database &database;
        const Offer &offer;
        const SubscriptionService &subscriptions;
        RecordService &records;
        const Clock &clock;
        const IdentityAuthority *cards = nullptr; ///< judges the certificates of signing keys; null: none is taken
    };

    /// Everything in `parts` outlives the service.
    TransactionService(const Parts &parts, Settings settings, QObject *parent = nullptr);

    /// Lets lapse what has lapsed while nobody ran, and opens the ledger; Storage if it is not what was signed.
    [[nodiscard]] Result<Done> start();

    [[nodiscard]] Result<transactions::v1::EnrolKeyResponse> enrolKey(const Caller &caller,
                                                                      const transactions::v1::EnrolKeyRequest &request);
    [[nodiscard]] Result<transactions::v1::Prepared> prepare(const Caller &caller,
                                                             const transactions::v1::PrepareRequest &request);
    [[nodiscard]] Result<transactions::v1::Approval> beginApproval(const Caller &caller,
                                                                   const transactions::v1::BeginApprovalRequest &request);
    [[nodiscard]] Result<Outcome> submit(const Caller &caller, const transactions::v1::SubmitRequest &request);
    [[nodiscard]] Result<Outcome> decline(const Caller &caller, const transactions::v1::DeclineRequest &request);
    [[nodiscard]] Result<transactions::v1::ListResponse> list(const Caller &caller) const;
    [[nodiscard]] Result<transactions::v1::Receipt> receipt(const Caller &caller, const QString &id) const;

    [[nodiscard]] const Ledger &ledger() const { return m_ledger; }

    /// The outcome as this person sees it; empty: it is none of their business.
    [[nodiscard]] std::optional<Outcome> viewFor(const SubjectId &subject, const StoredTransaction &transaction) const;

public Q_SLOTS:
    /// Lets lapse what has; called by the timer.
    void advance();

Q_SIGNALS:
    /// After it is on disk.
    void transactionChanged(const stanforis::StoredTransaction &transaction);

private:
    [[nodiscard]] Result<Outcome> submitFirst(const Caller &caller, const SignedIntent &signedIntent,
                                              StoredTransaction transaction);
    [[nodiscard]] Result<Outcome> submitSecond(const Caller &caller, const SignedIntent &signedIntent,
                                               StoredTransaction transaction);
    /// Four eyes: another person, at another workstation, with a role that approves, before it lapses, on the record as it was.
    [[nodiscard]] Result<Done> admitSecond(const Caller &caller, const StoredTransaction &transaction);
    /// What the first person signed with is still theirs and good, and their role still allows it: up to a quarter of an hour has
    /// passed.
    [[nodiscard]] Result<Done> checkFirst(const StoredTransaction &transaction) const;
    [[nodiscard]] Result<Done> checkUnchanged(const StoredTransaction &transaction) const;
    /// Ends those that wait on a record which is no longer what their first person saw.
    void outdate(const StoredTransaction &written);
    void outdateOne(StoredTransaction transaction);
    [[nodiscard]] Result<Outcome> keep(const Caller &caller, const StoredTransaction &transaction);
    /// Writes the change, the ledger's row and the transaction, all or nothing.
    [[nodiscard]] Result<Outcome> finish(const Caller &caller, StoredTransaction transaction,
                                         const QList<Ledger::Signer> &signers);
    [[nodiscard]] SignedWork workOf(const StoredTransaction &transaction, const QString &second) const;
    [[nodiscard]] Outcome answerFor(const Caller &caller, const StoredTransaction &transaction) const;
    [[nodiscard]] bool approves(const SubjectId &subject, const StoredTransaction &transaction) const;
    [[nodiscard]] const catalogue::v1::Operation *operationOf(const StoredTransaction &transaction) const;
    void armTimer();

    Parts m_parts;
    TransactionStore m_store;
    KeyRegister m_keys;
    ApprovalNonces m_nonces;
    const QString m_submitUri;
    Ledger m_ledger;
    QTimer m_timer;
};

} // namespace stanforis

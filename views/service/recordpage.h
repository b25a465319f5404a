// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogue.h"
#include "models/ports/recordport.h"
#include "views/service/operationform.h"
#include "views/shell/page.h"

#include <QHash>
#include <QPointer>

class QHBoxLayout;
class QVBoxLayout;

namespace stanforis {

class CatalogueStore;
class ConfirmSheet;
class HealthStore;
class PermissionStore;
class PlaceHeader;
class QualityOverlay;
class RecordListPanel;
class RecordView;
class SignedWorkPanel;
class SubscriptionStore;
class TimeContext;
class TransactionStore;
struct ConfirmContext;
struct Difference;
struct UnsentWork;

/// Level 6 and 7: the records of a service page, and signed work on them: form, confirm sheet, second person, receipt.
/// The page asks by signals; every answer has a slot. A draft outlives its page and any refusal. GUI thread.
class RecordPage final : public Page
{
    Q_OBJECT

public:
    /// The stores must outlive the page.
    RecordPage(const CatalogueStore &catalogue, const SubscriptionStore &subscriptions, const PermissionStore &permissions,
               const HealthStore &health, const TransactionStore &transactions, const TimeContext &time,
               QWidget *parent = nullptr);
    ~RecordPage() override;

    void setPage(const SectorId &sector, const ServiceId &service, const PageId &page);
    /// As if it was chosen on the list.
    void openRecord(const RecordId &record);
    [[nodiscard]] const RecordId &record() const { return m_wanted; }
    /// Opens the form with what an earlier intent held, on the record as it is now.
    void resume(const Intent &intent);
    [[nodiscard]] Instant now() const;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<KeyHelp> keys() const override;
    void refresh() override;
    [[nodiscard]] QWidget *firstFocus() override;
    void setDisconnected(bool disconnected) override;

public Q_SLOTS:
    void showList(const stanforis::Result<stanforis::RecordList> &list);
    void showRecord(const stanforis::Result<stanforis::Record> &record);
    /// The answer to prepareRequested(): the composed intent, or why not. `approvers` are of Prepared.
    void showIntent(const stanforis::Result<stanforis::Intent> &intent, const QStringList &approvers);
    /// The answer to intentRequested(): what the second person is asked to sign.
    void showApproval(const stanforis::Result<stanforis::Intent> &intent);
    /// The platform does not let this person sign it: it changed, it is too late, or the rules say somebody else.
    void showApprovalRefused(const stanforis::Intent &intent, const stanforis::Error &error);
    /// The answer to signRequested() and approveRequested() once it is signed: accepted, refused, or kept to be sent later.
    void showSent(const stanforis::UnsentWork &work, const stanforis::Result<stanforis::Transaction> &outcome);
    /// The answer to declineRequested(), and why there is no signature.
    void showOutcome(const stanforis::Result<stanforis::Transaction> &outcome);
    /// The answer to verifyRequested().
    void showVerification(const stanforis::Result<stanforis::ReceiptFacts> &facts);
    /// courtReceiptRequested() came to nothing.
    void showCourtFailure(const stanforis::Error &error);

Q_SIGNALS:
    void listRequested(const QString &text);
    void recordRequested(const stanforis::RecordId &record);
    void prepareRequested(const stanforis::Draft &draft);
    /// `title`: what is signed, as a person calls it.
    void signRequested(const stanforis::Intent &intent, const QString &title);
    /// A waiting transaction was opened; its intent is read by the controller.
    void intentRequested(const stanforis::TransactionId &transaction);
    void approveRequested(const stanforis::TransactionId &transaction, const stanforis::Intent &intent);
    /// The same again, for a transaction that was overtaken or lapsed; resume() answers.
    void againRequested(const stanforis::TransactionId &transaction);
    void declineRequested(const stanforis::TransactionId &transaction, const QString &reason);
    void verifyRequested(const stanforis::Receipt &receipt);
    void saveReceiptRequested(const stanforis::Receipt &receipt);
    /// As a sealed container for courts.
    void courtReceiptRequested(const stanforis::Receipt &receipt);

protected:
    void changeEvent(QEvent *event) override;

private:
    void dress();
    void connectParts();
    [[nodiscard]] QList<RecordColumn> columns() const;
    void showColumns();
    void showHeader();
    void showOperations();
    void openForm(const QString &operationId);
    void closeForm();
    void review();
    void openTransaction(const TransactionId &id);
    void followTransaction(const TransactionId &id);
    void showConflict(const Record &now);
    /// Opens the form that resume() asked for, when record and definition are there.
    void resumeForm();
    void presentApproval();
    /// `now`: the record as it was read; none: it could not be.
    void presentOvertaken(const std::optional<Record> &now);
    [[nodiscard]] bool mayApprove(const Transaction &transaction) const;
    [[nodiscard]] QList<Difference> differences(const Record &seen, const Record &now, const Operation &operation,
                                                const QMap<QString, QString> &wanted) const;
    [[nodiscard]] const ServicePageDefinition *definition() const;
    /// `etag`: of the intent, when there is one.
    [[nodiscard]] ConfirmContext contextOf(const QString &operationId, const RecordId &record, const QString &etag = {}) const;
    [[nodiscard]] QString draftKey(const QString &operationId) const;

    const CatalogueStore &m_catalogue;
    const SubscriptionStore &m_subscriptions;
    const PermissionStore &m_permissions;
    const HealthStore &m_health;
    const TransactionStore &m_transactions;
    const TimeContext &m_time;
    SectorId m_sector;
    ServiceId m_service;
    PageId m_page;
    RecordId m_wanted;
    Record m_record;                  ///< empty id while none is shown
    Record m_reviewed;                ///< as the person saw it when they asked for the review
    QString m_resume;                 ///< operation whose form opens when the record is there
    std::optional<Intent> m_approval; ///< is shown when its record has been read
    /// What this person was to approve, refused because the record changed; shown when it has been read again.
    struct Overtaken
    {
        Intent intent;
        QString happened;
        std::optional<Record> seen; ///< in the state that was signed
    };
    std::optional<Overtaken> m_overtaken;
    bool m_disconnected = false;
    bool m_changedMeanwhile = false; ///< a review was refused because the record changed; the next reading shows how
    QStringList m_approvers;
    TransactionId m_watched; ///< of the sheet
    TransactionId m_opened;  ///< that this person chose last to look at or to approve
    QHash<QString, FormValues> m_drafts;

    PlaceHeader *m_header;
    RecordListPanel *m_list;
    RecordView *m_view;
    SignedWorkPanel *m_work;
    QPointer<OperationForm> m_form;
    ConfirmSheet *m_sheet;
    QHBoxLayout *m_columns;
    QVBoxLayout *m_start;
    QualityOverlay *m_overlay;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/subscription.h"
#include "models/items/subscriptionsectormodel.h"
#include "views/shell/page.h"

#include <optional>

class QGridLayout;
class QListView;
class QVBoxLayout;

namespace stanforis {

class AskForm;
class CatalogueStore;
class InboxPanel;
class MinePanel;
class Panel;
class PermissionStore;
class RoleMatrix;
class RowTextModel;
class SubscriptionStore;
class SubscriptionTable;
class TextLabel;
class TimeContext;

/// What I may see and do, why, and until when: sectors, asking for a role, my subscriptions, and for approvers their inbox.
class SubscriptionsPage final : public Page
{
    Q_OBJECT

public:
    SubscriptionsPage(const CatalogueStore &catalogue, const SubscriptionStore &subscriptions, const TimeContext &time,
                      QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<KeyHelp> keys() const override;
    void refresh() override;
    [[nodiscard]] QWidget *firstFocus() override;
    void setDisconnected(bool disconnected) override;

    /// Leaves out what the guard denies; until then everything is there. It outlives the page.
    void setPermissions(const PermissionStore &permissions);
    /// Chooses a sector to ask for, and a role in it if one is given.
    void openSector(const SectorId &sector, const RoleId &role = {});
    /// Opens the renewal of one of mine, to be confirmed.
    void beginRenewal(const SubscriptionId &id);

    /// Answers to the wishes below; each ends the waiting of its button.
    void requestFinished(const Result<Subscription> &outcome);
    void decisionFinished(const Result<Subscription> &outcome);
    void withdrawalFinished(const Result<Subscription> &outcome);
    void renewalFinished(const Result<Subscription> &outcome);

Q_SIGNALS:
    void requestRequested(const stanforis::SubscriptionRequest &request);
    void decideRequested(const stanforis::SubscriptionId &id, bool approve, const QString &answer);
    void withdrawRequested(const stanforis::SubscriptionId &id);
    void renewRequested(const stanforis::SubscriptionId &id, const QString &purpose, stanforis::Instant until);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void dress();
    void placeTable();
    void chooseRow(int row);
    void block();
    void forgetDecided();

    const CatalogueStore &m_catalogue;
    const SubscriptionStore &m_subscriptions;
    const PermissionStore *m_permissions = nullptr;
    const TimeContext &m_time;
    SubscriptionSectorModel m_sectorModel;
    RowTextModel *m_sectorRows;
    TextLabel *m_facts;
    Panel *m_sectors;
    QListView *m_sectorList;
    AskForm *m_ask;
    RoleMatrix *m_matrix;
    MinePanel *m_mine;
    InboxPanel *m_inbox;
    SubscriptionTable *m_table;
    QGridLayout *m_asking = nullptr;
    QVBoxLayout *m_having = nullptr;
    SectorId m_chosen;
    std::optional<SubscriptionId> m_sent; ///< whose "waits for a decision" stands in the form
    bool m_disconnected = false;
    bool m_tall = false;
};

} // namespace stanforis

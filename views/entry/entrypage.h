// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/identity.h"
#include "models/domain/lookup.h"
#include "models/domain/transaction.h"
#include "models/items/noticemodel.h"
#include "models/items/transactionlistmodel.h"
#include "views/entry/entrystores.h"
#include "views/shell/page.h"
#include "views/widgets/rowtext.h"

#include <QHash>
#include <QSet>

#include <optional>

class QGridLayout;
class QHBoxLayout;
class QVBoxLayout;

namespace stanforis {

class AskTile;
class IdentityCard;
class NationPanel;
class Panel;
class LookUpField;
class SectorTile;
class TextLabel;
class WaitingPanel;

/// Where the day starts: who I am, what waits for me, how my sectors are.
class EntryPage final : public Page
{
    Q_OBJECT

public:
    explicit EntryPage(const EntryStores &stores, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<KeyHelp> keys() const override;
    void refresh() override;
    [[nodiscard]] QWidget *firstFocus() override;
    void setDisconnected(bool disconnected) override;

    void setIdentity(const Identity &identity, Instant sessionEnds);
    /// The receipt of a signed act was checked against the platform's keys.
    void setVerified(const TransactionId &id, bool genuine);
    void setLookUpOutcome(const LookUpAnswer &answer);

Q_SIGNALS:
    /// The sector to ask a role for; belongs on the Subscriptions page.
    void askRequested(const stanforis::SectorId &sector);
    void renewRequested(const stanforis::SubscriptionId &id);
    /// See WaitingPanel.
    void signAgainRequested(const stanforis::TransactionId &id);
    void discardRequested(const stanforis::TransactionId &id);
    void sendNowRequested();
    void lookUpRequested(const QByteArray &text);
    /// Once for each written act that is shown and has not been checked yet.
    void verifyRequested(const stanforis::TransactionId &id);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void placeTiles();
    void placeNation();
    void openSector(const SectorId &sector);
    void openAct(int row);
    void openNotice(int row);
    [[nodiscard]] RowText act(int row) const;
    [[nodiscard]] RowText notice(int row) const;
    void askForVerdicts();
    void showFacts();

    EntryStores m_stores;
    std::optional<Identity> m_identity;
    Instant m_sessionEnds{};
    bool m_disconnected = false;
    QHash<TransactionId, bool> m_verdicts;
    QSet<TransactionId> m_asked;
    QHash<SectorId, SectorTile *> m_tiles;
    QHash<SectorId, AskTile *> m_askTiles;
    QStringList m_order;

    TransactionListModel m_actModel;
    NoticeModel m_noticeModel;
    RowTextModel *m_acts;
    RowTextModel *m_notices;
    TextLabel *m_facts;
    IdentityCard *m_card;
    WaitingPanel *m_waiting;
    Panel *m_actPanel;
    Panel *m_noticePanel;
    TextLabel *m_noActs;
    TextLabel *m_noNotices;
    NationPanel *m_nation;
    Panel *m_lookup;
    LookUpField *m_lookUp;
    QGridLayout *m_grid;
    QVBoxLayout *m_end = nullptr;
    QHBoxLayout *m_below = nullptr; ///< under the tiles; used on a large screen only
    QVBoxLayout *m_middle = nullptr;
    QHBoxLayout *m_columns = nullptr;
    bool m_large = false;
};

} // namespace stanforis

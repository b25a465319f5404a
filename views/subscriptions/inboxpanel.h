// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/inboxmodel.h"
#include "views/widgets/panel.h"

class QListView;
class QPushButton;

namespace stanforis {

class CatalogueStore;
class FormField;
class FactList;
class InlineMessage;
class RowTextModel;
class SeverityLabel;
class SubscriptionStore;
class TextLabel;
class TimeContext;

/// Who asks for what, side by side, and the answer. Only an approver sees it.
class InboxPanel final : public Panel
{
    Q_OBJECT

public:
    InboxPanel(const SubscriptionStore &subscriptions, const CatalogueStore &catalogue, const TimeContext &time,
               QWidget *parent = nullptr);

    void refresh();
    void setBusy(bool busy);
    void setDisconnected(bool disconnected);
    /// How a decision ended, above the facts until the next one.
    void tell(const QString &happened, const QString &next, bool accepted);

Q_SIGNALS:
    void decideRequested(const stanforis::SubscriptionId &id, bool approve, const QString &answer);

private:
    [[nodiscard]] QWidget *makeFacts();
    [[nodiscard]] QWidget *makeAnswer();
    void select();
    void showFacts(const Subscription &subscription);
    void check();
    void decide(bool approve);

    const CatalogueStore &m_catalogue;
    const TimeContext &m_time;
    InboxModel m_model;
    RowTextModel *m_rows;
    QListView *m_list;
    QWidget *m_right;
    TextLabel *m_none;
    TextLabel *m_purpose = nullptr;
    SeverityLabel *m_conflicts = nullptr;
    bool m_officer = false; ///< who asks may not hold it beside what they are on the platform
    FactList *m_asked = nullptr;
    FactList *m_who = nullptr;
    FormField *m_answer = nullptr;
    QPushButton *m_approve = nullptr;
    QPushButton *m_refuse = nullptr;
    InlineMessage *m_message;
    SubscriptionId m_shown;
    bool m_busy = false;
    bool m_disconnected = false;
};

} // namespace stanforis

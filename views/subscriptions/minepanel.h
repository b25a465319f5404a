// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/subscription.h"
#include "views/widgets/panel.h"

class QDateEdit;
class QLineEdit;
class QPushButton;

namespace stanforis {

class CatalogueStore;
class FormField;
class InlineMessage;
class SubscriptionStore;
class TextLabel;
class TimeContext;
class TimelineChart;

/// My subscriptions as bars over time; below them the chosen one with what can be done about it. Withdrawing and renewing are
/// confirmed in place. T shows the same as a table.
class MinePanel final : public Panel
{
    Q_OBJECT

public:
    MinePanel(const SubscriptionStore &subscriptions, const CatalogueStore &catalogue, const TimeContext &time,
              QWidget *parent = nullptr);

    void refresh();
    void setBusy(bool busy);
    void setDisconnected(bool disconnected);
    /// False: nothing of mine may be renewed or withdrawn from here.
    void setActing(bool acts);
    void tell(const QString &happened, const QString &next, bool accepted);
    void choose(const SubscriptionId &id);
    /// Opens the confirmation for renewing it.
    void beginRenewal(const SubscriptionId &id);
    [[nodiscard]] TimelineChart *chart() const { return m_chart; }

Q_SIGNALS:
    void withdrawRequested(const stanforis::SubscriptionId &id);
    void renewRequested(const stanforis::SubscriptionId &id, const QString &purpose, stanforis::Instant until);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Step { Look, Withdraw, Renew };
    [[nodiscard]] QWidget *makeFoot();
    [[nodiscard]] const Subscription *chosen() const;
    [[nodiscard]] QString nameOf(const Subscription &subscription) const;
    void setStep(Step step);
    void showChosen();
    void check();
    void confirm();

    const SubscriptionStore &m_subscriptions;
    const CatalogueStore &m_catalogue;
    const TimeContext &m_time;
    TimelineChart *m_chart;
    TextLabel *m_none;
    InlineMessage *m_message;
    QWidget *m_foot = nullptr;
    TextLabel *m_sentence = nullptr;
    TextLabel *m_detail = nullptr;
    QWidget *m_renewal = nullptr;
    FormField *m_purpose = nullptr;
    QDateEdit *m_until = nullptr;
    FormField *m_untilField = nullptr;
    QPushButton *m_renew = nullptr;
    QPushButton *m_withdraw = nullptr;
    QPushButton *m_confirm = nullptr;
    QPushButton *m_keep = nullptr;
    SubscriptionId m_chosen;
    Step m_step = Step::Look;
    bool m_busy = false;
    bool m_disconnected = false;
    bool m_acts = true;
};

} // namespace stanforis

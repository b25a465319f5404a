// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/link.h"
#include "models/domain/subscription.h"
#include "views/entry/entrystores.h"
#include "views/widgets/panel.h"

class QHBoxLayout;

namespace stanforis {

class TextLabel;

/// What waits for a decision of mine, most urgent first: what I signed and the platform has not taken, signatures of others,
/// access requests, roles that end.
class WaitingPanel final : public Panel
{
    Q_OBJECT

public:
    explicit WaitingPanel(const EntryStores &stores, QWidget *parent = nullptr);

    void refresh();
    [[nodiscard]] int count() const { return m_count; }

Q_SIGNALS:
    void linkRequested(const stanforis::PageLink &link);
    void renewRequested(const stanforis::SubscriptionId &id);
    /// Signed work that was not accepted: to be signed anew, to be given up, or, while it waits, to be sent now, or to be
    /// read again.
    void signAgainRequested(const stanforis::TransactionId &id);
    void discardRequested(const stanforis::TransactionId &id);
    void sendNowRequested();

private:
    struct Task;
    [[nodiscard]] QList<Task> tasks() const;
    [[nodiscard]] QList<Task> unsent() const;
    [[nodiscard]] QWidget *makeRow(const Task &task);
    void addButtons(const Task &task, QHBoxLayout *row);

    EntryStores m_stores;
    QWidget *m_rows;
    TextLabel *m_none;
    TextLabel *m_more;
    QStringList m_shown;
    int m_count = 0;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/subscriptiontablemodel.h"
#include "views/widgets/panel.h"

class QTableView;

namespace stanforis {

/// My requests and what became of them, row by row: for the eye that wants the words, and for the keyboard.
class SubscriptionTable final : public Panel
{
    Q_OBJECT

public:
    SubscriptionTable(const SubscriptionStore &subscriptions, const CatalogueStore &catalogue, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const stanforis::SubscriptionId &id);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    SubscriptionTableModel m_model;
    QTableView *m_table;
};

} // namespace stanforis

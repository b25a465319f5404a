// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/transaction.h"
#include "views/widgets/panel.h"

#include <functional>

namespace stanforis {

class EmptyState;
class RowButton;
class TransactionStore;

/// Of one service page: what waits for me as a second person, then what I signed. GUI thread.
class SignedWorkPanel final : public Panel
{
    Q_OBJECT

public:
    SignedWorkPanel(const TransactionStore &transactions, QWidget *parent = nullptr);

    /// Which of what waits is offered to be approved; until then none is.
    void setApprovable(std::function<bool(const Transaction &)> mayApprove) { m_mayApprove = std::move(mayApprove); }
    void setPage(const SectorId &sector, const ServiceId &service, const PageId &page);
    void refresh(Instant now);

Q_SIGNALS:
    void transactionRequested(const stanforis::TransactionId &id);

private:
    const TransactionStore &m_transactions;
    std::function<bool(const Transaction &)> m_mayApprove;
    SectorId m_sector;
    ServiceId m_service;
    PageId m_page;
    QList<RowButton *> m_rows;
    QList<TransactionId> m_shown;
};

} // namespace stanforis

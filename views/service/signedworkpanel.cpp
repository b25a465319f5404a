// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/service/signedworkpanel.h"

#include "models/stores/transactionstore.h"
#include "views/sector/rowbutton.h"
#include "views/widgets/dates.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr qsizetype mostRows = 5;

QString stateText(const Transaction &transaction)
{
    switch (transaction.state) {
    case Transaction::State::Waiting:
        return SignedWorkPanel::tr("waits for a second person");
    case Transaction::State::Written:
        return SignedWorkPanel::tr("written, receipt kept");
    case Transaction::State::Declined:
        return SignedWorkPanel::tr("declined by %1").arg(transaction.decidedBy);
    case Transaction::State::Expired:
        return SignedWorkPanel::tr("nobody approved in time");
    case Transaction::State::Outdated:
        return SignedWorkPanel::tr("overtaken, the record changed");
    }
    return {};
}

} // namespace

SignedWorkPanel::SignedWorkPanel(const TransactionStore &transactions, QWidget *parent)
    : Panel(tr("Signed work"), parent)
    , m_transactions(transactions)
{
    setObjectName(u"signed-work"_s);
    setEdgeToEdge(true);
    for (qsizetype place = 0; place < mostRows; ++place) {
        auto *row = new RowButton(this);
        row->hide();
        connect(row, &RowButton::clicked, this, [this, place] {
            if (place < m_shown.size())
                Q_EMIT transactionRequested(m_shown.at(place));
        });
        m_rows.append(row);
        body()->addWidget(row);
    }
}

void SignedWorkPanel::setPage(const SectorId &sector, const ServiceId &service, const PageId &page)
{
    m_sector = sector;
    m_service = service;
    m_page = page;
}

void SignedWorkPanel::refresh(Instant now)
{
    const auto here = [this](const Transaction &t) { return t.sector == m_sector && t.service == m_service && t.page == m_page; };
    QList<Transaction> shown;
    for (const Transaction &transaction : m_transactions.waitingForMe()) {
        if (here(transaction) && m_mayApprove && m_mayApprove(transaction))
            shown.append(transaction);
    }
    const qsizetype waiting = shown.size();
    for (const Transaction &transaction : m_transactions.mine()) {
        const bool known = std::ranges::any_of(shown, [&](const Transaction &t) { return t.id == transaction.id; });
        if (here(transaction) && !known)
            shown.append(transaction);
    }
    m_shown.clear();
    for (qsizetype place = 0; place < m_rows.size(); ++place) {
        RowButton *row = m_rows.at(place);
        row->setVisible(place < shown.size());
        if (place >= shown.size())
            continue;
        const Transaction &transaction = shown.at(place);
        const bool forMe = place < waiting;
        m_shown.append(transaction.id);
        row->setObjectName((forMe ? u"waiting-"_s : u"signed-"_s) + transaction.id.value);
        row->setState({transaction.title,
                       forMe ? tr("waits for you, asked by %1").arg(transaction.requester) : stateText(transaction),
                       Dates::since(transaction.submitted, now),
                       {},
                       false});
    }
    setTitle(waiting > 0 ? tr("Waiting for a second person") : tr("Signed work"));
    setSubtitle(waiting > 0 ? tr("%n for you", nullptr, int(waiting)) : QString());
    setVisible(!shown.isEmpty());
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/recordcontroller.h"

#include "models/stores/cataloguestore.h"
#include "models/stores/transactionstore.h"
#include "views/service/recordpage.h"
#include "views/widgets/savefile.h"

namespace stanforis {

RecordController::RecordController(RecordPage &page, const Ports &ports, CatalogueStore &catalogue,
                                   TransactionStore &transactions, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_ports(ports)
    , m_catalogue(catalogue)
    , m_transactions(transactions)
{
    using std::chrono_literals::operator""s;
    m_retry.setSingleShot(true);
    m_retry.setInterval(3s);
    connect(&m_retry, &QTimer::timeout, this, &RecordController::readDefinition);
    connect(&page, &RecordPage::listRequested, this, [this](const QString &text) {
        m_text = text;
        readList();
    });
    // What was written, by whomever signed last, shows in the list too.
    connect(&transactions, &TransactionStore::transactionChanged, this, [this](const TransactionId &id) {
        const Transaction *changed = m_transactions.find(id);
        if (changed && changed->state == Transaction::State::Written && changed->sector == m_link.sector &&
            changed->service == m_link.service && changed->page == m_link.page)
            readList();
    });
    connect(&page, &RecordPage::recordRequested, this, [this](const RecordId &record) {
        m_ports.records.get(this, m_link.sector, m_link.service, m_link.page, record,
                            [this](const Result<Record> &found) { m_page.showRecord(found); });
    });
    connect(&page, &RecordPage::prepareRequested, this, &RecordController::prepare);
    connect(&page, &RecordPage::signRequested, this,
            [this](const Intent &intent) { m_ports.transactions.signAndSubmit(this, intent, {}, finishing()); });
    connect(&page, &RecordPage::intentRequested, this, &RecordController::readIntent);
    connect(&page, &RecordPage::approveRequested, this, &RecordController::approve);
    connect(&page, &RecordPage::declineRequested, this, [this](const TransactionId &id, const QString &reason) {
        m_ports.transactions.decline(this, m_link.sector, id, reason, finishing());
    });
    connect(&page, &RecordPage::verifyRequested, this, [this](const Receipt &receipt) {
        m_ports.transactions.verify(this, receipt, [this](const Result<ReceiptFacts> &facts) { m_page.showVerification(facts); });
    });
    connect(&page, &RecordPage::saveReceiptRequested, this, &RecordController::save);
}

void RecordController::open(const PageLink &link)
{
    m_link = link;
    m_page.setPage(link.sector, link.service, link.page);
    readDefinition();
    if (!link.record.value.isEmpty())
        m_page.openRecord(link.record);
}

void RecordController::readList()
{
    m_ports.records.list(this, m_link.sector, m_link.service, m_link.page, m_text,
                         [this](const Result<RecordList> &list) { m_page.showList(list); });
}

void RecordController::readDefinition()
{
    m_retry.stop();
    if (m_catalogue.page(m_link.sector, m_link.service, m_link.page))
        return;
    m_ports.catalogue.page(this, m_link.sector, m_link.service, m_link.page, [this](Result<ServicePageDefinition> page) {
        if (page)
            m_catalogue.setPage(std::move(*page));
        else if (page.error().code == Error::Code::Unreachable || page.error().code == Error::Code::TimedOut)
            m_retry.start();
    });
}

void RecordController::prepare(const Draft &draft)
{
    m_ports.transactions.prepare(this, draft, [this, draft](const Result<Prepared> &prepared) {
        if (prepared)
            m_page.showIntent(m_ports.transactions.compose(draft, *prepared), prepared->approvers);
        else
            m_page.showIntent(prepared.error(), {});
    });
}

void RecordController::readIntent(const TransactionId &id)
{
    if (const Transaction *transaction = m_transactions.find(id))
        m_page.showApproval(m_ports.transactions.intentOf(*transaction));
}

void RecordController::approve(const TransactionId &id, const Intent &intent)
{
    if (const Transaction *transaction = m_transactions.find(id))
        m_ports.transactions.signAndSubmit(this, intent, transaction->jws, finishing());
}

void RecordController::save(const Receipt &receipt)
{
    saveFile(&m_page, RecordPage::tr("Save the receipt"), QStringLiteral("receipt.json"), toFile(receipt));
}

Reply<Transaction> RecordController::finishing()
{
    return [this](const Result<Transaction> &outcome) {
        if (outcome)
            m_transactions.apply(*outcome);
        m_page.showOutcome(outcome);
    };
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/entrycontroller.h"

#include "app/controllers/lookups.h"
#include "models/stores/cataloguestore.h"
#include "models/stores/subscriptionstore.h"
#include "models/stores/transactionstore.h"
#include "views/entry/entrypage.h"

namespace stanforis {

namespace {

constexpr int lineColumns = 480; ///< a tile's line is narrower

} // namespace

EntryController::EntryController(EntryPage &page, const Ports &ports, const Stores &stores, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_ports(ports)
    , m_stores(stores)
{
    connect(&page, &EntryPage::verifyRequested, this, &EntryController::verify);
    connect(&page, &EntryPage::lookUpRequested, this, [this](const QByteArray &text) {
        m_ports.lookUps.ask(this, text, [this](const LookUpAnswer &answer) { m_page.setLookUpOutcome(answer); });
    });
    connect(&ports.session, &SessionPort::stateChanged, this, &EntryController::showIdentity);
    connect(&stores.catalogue, &CatalogueStore::sectorChanged, this, &EntryController::followSectors);
    connect(&stores.subscriptions, &SubscriptionStore::changed, this, &EntryController::followSectors);
    showIdentity();
}

void EntryController::setShown(bool shown)
{
    m_shown = shown;
    followSectors();
}

void EntryController::showIdentity()
{
    if (const Identity *identity = m_ports.session.identity())
        m_page.setIdentity(*identity, m_ports.session.sessionEnds());
}

void EntryController::followSectors()
{
    const QList<SectorId> open = m_shown ? m_stores.subscriptions.activeSectors() : QList<SectorId>{};
    std::erase_if(m_feeds, [&](const auto &feed) { return !open.contains(SectorId(feed.first)); });
    for (const SectorId &id : open) {
        const Sector *sector = m_stores.catalogue.sector(id);
        if (!sector)
            continue;
        auto &feed = m_feeds[id.value];
        if (!feed)
            feed = std::make_unique<TelemetryFeed>(m_ports.streams, m_ports.telemetry, m_stores.series, m_stores.time,
                                                   TelemetryPort::Route::UserChannel);
        feed->show(id, {sector->tileSeries.mid(0, 1), lineColumns, sector->tileSeries.mid(1)}); // a line under the figures
    }
}

void EntryController::verify(const TransactionId &id)
{
    const Transaction *transaction = m_stores.transactions.find(id);
    if (!transaction)
        return;
    m_ports.transactions.verify(this, transaction->receipt, [this, id](const Result<ReceiptFacts> &facts) {
        // Out of reach is not a verdict; the receipt stays unchecked.
        if (facts || facts.error().code == Error::Code::Untrusted || facts.error().code == Error::Code::Malformed)
            m_page.setVerified(id, facts.has_value());
    });
}

} // namespace stanforis

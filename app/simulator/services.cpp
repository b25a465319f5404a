// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/services.h"

#include "app/platform/ledger/auditwitnessmethods.h"
#include "app/platform/ledger/ledgermethods.h"
#include "app/platform/notices/noticemethods.h"
#include "app/platform/records/recordmethods.h"
#include "app/platform/subscriptions/subscriptionmethods.h"
#include "app/platform/transactions/transactionmethods.h"
#include "app/simulator/load/simulationmethods.h"

namespace stanforis {

using namespace Qt::StringLiterals;

Error explain(const QString &what, const Error &error)
{
    return {error.code, u"%1: %2. Repair or remove it, or choose another folder with --state."_s.arg(what, error.detail)};
}

Result<std::unique_ptr<Services>> Services::open(const Setup &setup, const std::vector<Persona> &personas, const Clock &clock)
{
    std::unique_ptr<Services> services(new Services);
    if (const auto begun = services->begin(setup, personas, clock); !begun)
        return begun.error();
    return services;
}

Services::~Services()
{
    if (m_nation)
        m_nation->stop();
}

Result<Done> Services::begin(const Setup &setup, const std::vector<Persona> &personas, const Clock &clock)
{
    auto catalogue = Catalogue::load();
    if (!catalogue)
        return catalogue.error();
    m_catalogue = std::move(*catalogue);
    auto database = Database::open(setup.stateFolder);
    if (!database)
        return explain(u"The platform's state cannot be used"_s, database.error());
    m_database = std::move(*database);

    m_subscriptions = std::make_unique<SubscriptionService>(*m_database, *m_catalogue, clock);
    if (const auto started = m_subscriptions->start(personas); !started)
        return explain(u"The subscriptions cannot be used"_s, started.error());
    m_records = std::make_unique<RecordService>(*m_database, *m_catalogue, *m_subscriptions, clock);
    if (const auto started = m_records->start(); !started)
        return explain(u"The records cannot be used"_s, started.error());
    m_transactions = std::make_unique<TransactionService>(
        TransactionService::Parts{*m_database, *m_catalogue, *m_subscriptions, *m_records, clock, &setup.cards},
        TransactionService::Settings{setup.ledgerKeys,
                                     setup.addresses.platform(),
                                     {setup.addresses.apiBase(), setup.addresses.sectorResourcePrefix()},
                                     setup.addresses.apiBase() + u"/stanforis.transactions.v1.Transactions/Submit"_s});
    if (const auto started = m_transactions->start(); !started)
        return explain(u"The transactions cannot be used"_s, started.error());
    m_notices = std::make_unique<NoticeService>(*m_database, *m_catalogue, *m_subscriptions, *m_transactions, clock);
    if (const auto started = m_notices->start(); !started)
        return explain(u"The notices cannot be used"_s, started.error());
    m_seal = std::make_unique<ReceiptSeal>(m_transactions->ledger(), setup.seal);
    m_witness = std::make_unique<AuditWitness>(*m_database, setup.witnessKey, clock);
    if (const auto started = m_witness->start(); !started)
        return explain(u"The memory of audit logs cannot be used"_s, started.error());

    QStringList sectors;
    for (const auto *sector : m_catalogue->sectors())
        sectors.append(QString::fromStdString(sector->summary().id()));
    m_registry = std::make_unique<Registry>(
        *m_database, *m_subscriptions, clock,
        Registry::Settings{setup.addresses.platform(),
                           sectors,
                           {setup.ledgerKeys.receipts.publicJwk(), setup.ledgerKeys.checkpoints.publicJwk()},
                           setup.credentialKey});
    if (const auto started = m_registry->start(); !started)
        return explain(u"The registry cannot be used"_s, started.error());

    NationSource::Options options;
    options.stateFolder = setup.stateFolder;
    options.backFill = setup.past;
    auto nation = NationSource::open(*m_catalogue, clock, options);
    if (!nation)
        return explain(u"The history cannot be used"_s, nation.error());
    m_nation = std::move(*nation);
    m_load = std::make_unique<LoadSource>(*m_catalogue, clock);
    return m_load->set(setup.load);
}

void Services::addMethods(Methods &methods)
{
    m_nation->addMethods(methods, &m_load->hub());
    addSimulationMethods(methods, *m_load);
    addSubscriptionMethods(methods, *m_subscriptions);
    addRecordMethods(methods, *m_records);
    addLedgerMethods(methods, m_transactions->ledger(), *m_seal);
    addAuditWitnessMethods(methods, *m_witness);
    addTransactionMethods(methods, *m_transactions);
    addNoticeMethods(methods, *m_notices);
    addRegistryMethods(methods, *m_registry);
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/catalogue/catalogue.h"
#include "app/platform/ledger/auditwitness.h"
#include "app/platform/ledger/receiptseal.h"
#include "app/platform/notices/noticeservice.h"
#include "app/platform/records/recordservice.h"
#include "app/platform/registry/registry.h"
#include "app/platform/state/database.h"
#include "app/platform/subscriptions/subscriptionservice.h"
#include "app/platform/transactions/transactionservice.h"
#include "app/simulator/load/loadsource.h"
#include "app/simulator/nation/nationsource.h"
#include "app/simulator/profile.h"

#include <memory>

namespace stanforis {

class IdentityAuthority;

/// Everything behind the doors, in the order in which it depends on each other.
class Services
{
public:
    struct Setup
    {
        QString stateFolder;
        Addresses addresses;
        const IdentityAuthority &cards; ///< outlives the services
        Ledger::Keys ledgerKeys;
        EcKey credentialKey;
        NoteKey witnessKey;
        ReceiptSeal::Seal seal;
        LoadSource::Load load;
        std::chrono::hours past{1}; ///< history of a nation that never ran
    };

    /// A sentence for the person who started it when the state cannot be used.
    [[nodiscard]] static Result<std::unique_ptr<Services>> open(const Setup &setup, const std::vector<Persona> &personas,
                                                                const Clock &clock);
    ~Services();

    void addMethods(Methods &methods);
    /// The nation begins to live.
    void start() { m_nation->start(); }

    [[nodiscard]] const Entitlements &entitlements() const { return *m_subscriptions; }
    [[nodiscard]] const Registry &registry() const { return *m_registry; }
    [[nodiscard]] const Offer &offer() const { return *m_catalogue; }
    [[nodiscard]] QString nationName() const { return m_catalogue->nation(); }

private:
    Services() = default;
    [[nodiscard]] Result<Done> begin(const Setup &setup, const std::vector<Persona> &personas, const Clock &clock);

    std::unique_ptr<Catalogue> m_catalogue;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<SubscriptionService> m_subscriptions;
    std::unique_ptr<RecordService> m_records;
    std::unique_ptr<TransactionService> m_transactions;
    std::unique_ptr<NoticeService> m_notices;
    std::unique_ptr<Registry> m_registry;
    std::unique_ptr<AuditWitness> m_witness;
    std::unique_ptr<ReceiptSeal> m_seal;
    std::unique_ptr<LoadSource> m_load;
    std::unique_ptr<NationSource> m_nation;
};

/// Which of the person's things is in the way, and what to do about it.
[[nodiscard]] Error explain(const QString &what, const Error &error);

} // namespace stanforis

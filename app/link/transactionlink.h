// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/standingstream.h"
#include "models/ports/transactionport.h"

#include <QObject>
#include <QUrl>

namespace stanforis {

class HttpPort;
class SignerPort;
struct TrustList;

/// Signed work. Makes the signing key known to the platform before its first use in a session.
class TransactionLink final : public QObject, public TransactionPort
{
    Q_OBJECT
public:
    /// Of the profile.
    struct Addresses
    {
        QString platformResource;
        QString apiBase;
        QUrl receiptKeys;
    };
    /// `trusted` says which of the keys that are served there are the platform's; it changes with the trust list.
    TransactionLink(Caller &caller, const Ways &ways, SignerPort &signer, HttpPort &http, const TrustList &trusted,
                    const Addresses &addresses);

    void prepare(QObject *context, const Draft &draft, Reply<Prepared> reply) override;
    Result<Intent> compose(const Draft &draft, const Prepared &prepared) const override;
    Result<Intent> intentOf(const Transaction &transaction) const override;
    void beginApproval(QObject *context, const SectorId &sector, const TransactionId &id, Reply<Approval> reply) override;
    bool asksForPin() const override;
    void sign(QObject *context, const Intent &intent, const QByteArray &first, Secret pin, Reply<QByteArray> reply) override;
    void submit(QObject *context, const SectorId &sector, const QByteArray &jws, const QByteArray &body,
                Reply<Transaction> reply) override;
    void decline(QObject *context, const SectorId &sector, const TransactionId &id, const QString &reason,
                 Reply<Transaction> reply) override;
    Watch watch(const SectorId &sector, std::function<void(const Transaction &)> receiver) override;
    void verify(QObject *context, const Receipt &receipt, Reply<ReceiptFacts> reply) override;

private:
    void enrol(QObject *context, const SectorId &sector, Reply<Done> reply);

    Caller &m_caller;
    const Ways m_ways;
    SignerPort &m_signer;
    HttpPort &m_http;
    const TrustList &m_trusted;
    const Addresses m_addresses;
};

} // namespace stanforis

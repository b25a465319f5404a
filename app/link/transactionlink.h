// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/standingstream.h"
#include "models/ports/transactionport.h"

#include <QObject>
#include <QUrl>

namespace stanforis {

class HttpPort;
class SignerPort;

/// Signed work. Makes the signing key known to the platform before its first use in a session.
class TransactionLink final : public QObject, public TransactionPort
{
    Q_OBJECT
public:
    TransactionLink(Caller &caller, const Ways &ways, SignerPort &signer, HttpPort &http, const QString &platformResource,
                    const QUrl &receiptKeys);

    void prepare(QObject *context, const Draft &draft, Reply<Prepared> reply) override;
    Result<Intent> compose(const Draft &draft, const Prepared &prepared) const override;
    Result<Intent> intentOf(const Transaction &transaction) const override;
    void signAndSubmit(QObject *context, const Intent &intent, const QByteArray &first, Reply<Transaction> reply) override;
    void decline(QObject *context, const SectorId &sector, const TransactionId &id, const QString &reason,
                 Reply<Transaction> reply) override;
    Watch watch(const SectorId &sector, std::function<void(const Transaction &)> receiver) override;
    void verify(QObject *context, const Receipt &receipt, Reply<ReceiptFacts> reply) override;

private:
    void enrol(QObject *context, const SectorId &sector, Reply<Done> reply);
    void submit(QObject *context, const Intent &intent, const QByteArray &first, Reply<Transaction> reply);

    Caller &m_caller;
    const Ways m_ways;
    SignerPort &m_signer;
    HttpPort &m_http;
    const QString m_platformResource;
    const QUrl m_receiptKeys;
};

} // namespace stanforis

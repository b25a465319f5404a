// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/checkpoint.h"
#include "app/identity/providerclient.h"
#include "models/domain/connection.h"
#include "models/domain/trustlist.h"
#include "models/stores/trustchecks.h"

#include <QSet>

#include <optional>

namespace stanforis {

/// What can be known of the platform's keys without signing in: the identity provider and the keys it signs tokens with, the keys
/// of receipts and of the ledger, and whether the ledger's newest checkpoint goes on from the one seen before. Borrows the
/// transport. GUI thread.
class KeyTrust final : public QObject
{
    Q_OBJECT
public:
    /// `trusted` says which of the keys that are served are the platform's; it changes with the trust list.
    KeyTrust(const ConnectionProfile &profile, HttpPort &http, const TrustList &trusted, const Clock &clock,
             QObject *parent = nullptr);

    [[nodiscard]] TrustPort &port() { return m_checks; }
    /// The workstation has a certificate, without which the platform told it nothing of its ledger.
    void lookAgain() { m_checks.checkUnreached(); }

private:
    using Answer = TrustChecks::Answer;
    void addProvider();
    void addKeys();
    void addCheckpoint();
    void lookAtLedger(const TrustItem &known, const QByteArray &keySet, const Answer &done);
    void takeCheckpoint(TrustItem item, const HttpAnswer &answer, const QByteArray &keySet, const Answer &done);
    /// The keys of receipts and ledger that are served and stand in this set of the trust list.
    void fetchKeys(QByteArray TrustList::*listed, Reply<QByteArray> reply);

    const ConnectionProfile m_profile;
    HttpPort &m_http;
    const TrustList &m_trusted;
    ProviderClient m_provider;
    TrustChecks m_checks;
    QSet<QString> m_receiptKeys;                      ///< key ids seen; those of old receipts stay in the set
    std::optional<identity::Checkpoint> m_checkpoint; ///< the newest that held
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/caller.h"
#include "models/ports/witnessport.h"

#include <QUrl>

namespace stanforis {

struct TrustList;

/// stanforis.audit.v1 and stanforis.ledger.v1. Borrows what it is given.
class WitnessLink final : public WitnessPort
{
public:
    /// `trusted` says which of the keys served at `keySet` are the platform's; it changes with the trust list.
    WitnessLink(Caller &caller, HttpPort &http, const TrustList &trusted, const QUrl &keySet)
        : m_caller(caller)
        , m_http(http)
        , m_trusted(trusted)
        , m_keySet(keySet)
    {}

    void cosign(QObject *context, const CosignWish &wish, Reply<CosignedNote> reply) override;
    void cosigned(QObject *context, const QString &origin, const QString &workstation, Reply<CosignedNote> reply) override;
    void ledgerHead(QObject *context, qint64 knownSize, Reply<LedgerHead> reply) override;
    void seal(QObject *context, const Receipt &receipt, Reply<QByteArray> reply) override;
    void keySet(QObject *context, Reply<QByteArray> reply) override;

private:
    Caller &m_caller;
    HttpPort &m_http;
    const TrustList &m_trusted;
    const QUrl m_keySet;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/walletcontroller.h"

#include "views/trust/credentialpanel.h"

namespace stanforis {

struct WalletController::Round
{
    Wallet wallet;
    QList<Result<CredentialFacts>> verified;
};

WalletController::WalletController(CredentialPanel &panel, WalletPort &wallet, RegistryPort &registry, QObject *parent)
    : QObject(parent)
    , m_panel(&panel)
    , m_wallet(wallet)
    , m_registry(registry)
{
    connect(&panel, &CredentialPanel::refreshRequested, this, &WalletController::refresh);
}

void WalletController::refresh()
{
    if (m_panel)
        m_panel->setWaiting();
    if (m_round)
        m_round.release()->deleteLater(); // we may be inside one of its answers
    m_round = std::make_unique<QObject>();
    m_wallet.wallet(m_round.get(), [this](const Result<Wallet> &wallet) {
        if (!m_panel)
            return;
        if (!wallet) {
            m_panel->setFailure(wallet.error());
            return;
        }
        m_registry.resolve(m_round.get(), wallet->did, [this, did = wallet->did](const Result<DidDocument> &document) {
            if (m_panel)
                m_panel->setIdentifier(did, document);
        });
        auto round = std::make_shared<Round>();
        round->wallet = *wallet;
        verify(round);
    });
}

void WalletController::forget()
{
    if (m_round)
        m_round.release()->deleteLater();
    if (m_panel)
        m_panel->clear();
}

/// One after the other: they share issuer and list, and the order is that of the wallet.
void WalletController::verify(const std::shared_ptr<Round> &round)
{
    if (!m_panel)
        return;
    const qsizetype next = round->verified.size();
    if (next == round->wallet.credentials.size()) {
        m_panel->setCredentials(round->verified);
        return;
    }
    m_registry.verifyCredential(m_round.get(), round->wallet.credentials.at(next), round->wallet.did,
                                [this, round](const Result<CredentialFacts> &facts) {
                                    round->verified.append(facts);
                                    verify(round);
                                });
}

} // namespace stanforis

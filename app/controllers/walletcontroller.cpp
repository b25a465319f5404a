// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/walletcontroller.h"

#include "views/trust/credentialpanel.h"

namespace stanforis {

struct WalletController::Round
{
    QObject *context = nullptr; // of its calls; only compared
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
    m_wallet.wallet(m_round.get(), [this, context = m_round.get()](const Result<Wallet> &wallet) {
        if (!isNewest(context))
            return;
        if (!wallet) {
            m_panel->setFailure(wallet.error());
            return;
        }
        m_registry.resolve(context, wallet->did, [this, context, did = wallet->did](const Result<DidDocument> &document) {
            if (isNewest(context))
                m_panel->setIdentifier(did, document);
        });
        auto round = std::make_shared<Round>();
        round->context = context;
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

/// An answer that was on its way when somebody signed out is about a person who is gone.
bool WalletController::isNewest(const QObject *context) const { return m_panel && m_round.get() == context; }

/// One after the other: they share issuer and list, and the order is that of the wallet.
void WalletController::verify(const std::shared_ptr<Round> &round)
{
    if (!isNewest(round->context))
        return;
    const qsizetype next = round->verified.size();
    if (next == round->wallet.credentials.size()) {
        m_panel->setCredentials(round->verified);
        return;
    }
    m_registry.verifyCredential(round->context, round->wallet.credentials.at(next), round->wallet.did,
                                [this, round](const Result<CredentialFacts> &facts) {
                                    round->verified.append(facts);
                                    verify(round);
                                });
}

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/registryport.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace stanforis {

class CredentialPanel;

/// Credential panel ↔ platform: reads what the person holds and verifies each as anybody could, against the identifier of the
/// person. GUI thread.
class WalletController final : public QObject
{
    Q_OBJECT
public:
    WalletController(CredentialPanel &panel, WalletPort &wallet, RegistryPort &registry, QObject *parent = nullptr);

    void refresh();
    /// Nobody is signed in any more: nothing of the person stays.
    void forget();

private:
    struct Round;
    [[nodiscard]] bool isNewest(const QObject *context) const;
    void verify(const std::shared_ptr<Round> &round);

    QPointer<CredentialPanel> m_panel;
    WalletPort &m_wallet;
    RegistryPort &m_registry;
    std::unique_ptr<QObject> m_round; ///< context of the newest; an older one's answers come to nothing
};

} // namespace stanforis

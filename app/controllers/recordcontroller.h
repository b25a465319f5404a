// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/action.h"
#include "models/domain/card.h"
#include "models/domain/link.h"
#include "models/domain/unsentwork.h"
#include "models/ports/catalogueport.h"
#include "models/ports/recordport.h"
#include "models/ports/transactionport.h"

#include <QObject>
#include <QTimer>

namespace stanforis {

class CatalogueStore;
class OutboxController;
class PermissionStore;
class PinPrompt;
class RecordPage;
class TransactionStore;
class WitnessPort;

/// Record page ↔ platform: lists and reads records, prepares and signs work, gives it to the outbox, verifies and saves receipts.
class RecordController final : public QObject
{
    Q_OBJECT
public:
    struct Ports
    {
        CataloguePort &catalogue;
        RecordPort &records;
        TransactionPort &transactions;
        OutboxController &outbox;
        PermissionStore &permissions;
        WitnessPort &witness;
        /// Where the key of the person asks for one. Null: no key here does.
        PinPrompt *pin = nullptr;
    };
    /// Who signs, and at which platform: what the outbox keeps by.
    struct Signer
    {
        SubjectId subject;
        QString platform;
    };
    RecordController(RecordPage &page, const Ports &ports, CatalogueStore &catalogue, TransactionStore &transactions,
                     std::function<Signer()> signer, QObject *parent = nullptr);

    void open(const PageLink &link);
    /// Opens the form with what was signed and not accepted, to be looked at and signed anew.
    void resume(const UnsentWork &work);

private:
    /// The guard, once more, for an operation of this page.
    [[nodiscard]] bool allowed(Action action, const QString &operation);
    /// The same; a refusal has been told to the page.
    [[nodiscard]] bool admits(Action action, const QString &operation);
    /// A denial of the platform where the guard said yes means that the roles known here are old.
    void noteDenial(const Error &error);
    void readDefinition();
    void readList();
    void prepare(const Draft &draft);
    void readIntent(const TransactionId &id);
    void approve(const TransactionId &id, const Intent &intent);
    /// Signs and leaves it to the outbox. `first`: the JWS of the first person, else empty.
    void sign(const Intent &intent, const QByteArray &first, const QString &title);
    void askForPin(const Intent &intent, const QByteArray &first, const QString &title, PinRequest::Trouble trouble);
    void signWith(Secret pin, const Intent &intent, const QByteArray &first, const QString &title);
    [[nodiscard]] bool admitsSaving();
    void save(const Receipt &receipt);
    void saveForCourt(const Receipt &receipt);
    /// Puts the outcome into the store and shows it.
    [[nodiscard]] Reply<Transaction> finishing();

    RecordPage &m_page;
    Ports m_ports;
    CatalogueStore &m_catalogue;
    TransactionStore &m_transactions;
    const std::function<Signer()> m_signer;
    PageLink m_link;
    QString m_text; ///< of the search
    QTimer m_retry;
};

} // namespace stanforis

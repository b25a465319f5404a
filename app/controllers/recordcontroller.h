// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/link.h"
#include "models/ports/catalogueport.h"
#include "models/ports/recordport.h"
#include "models/ports/transactionport.h"

#include <QObject>
#include <QTimer>

namespace stanforis {

class CatalogueStore;
class RecordPage;
class TransactionStore;

/// Record page ↔ platform: lists and reads records, prepares, signs and hands in work, verifies and saves receipts.
class RecordController final : public QObject
{
    Q_OBJECT
public:
    struct Ports
    {
        CataloguePort &catalogue;
        RecordPort &records;
        TransactionPort &transactions;
    };
    RecordController(RecordPage &page, const Ports &ports, CatalogueStore &catalogue, TransactionStore &transactions,
                     QObject *parent = nullptr);

    void open(const PageLink &link);

private:
    void readDefinition();
    void readList();
    void prepare(const Draft &draft);
    void readIntent(const TransactionId &id);
    void approve(const TransactionId &id, const Intent &intent);
    void save(const Receipt &receipt);
    /// Puts the outcome into the store and shows it.
    [[nodiscard]] Reply<Transaction> finishing();

    RecordPage &m_page;
    Ports m_ports;
    CatalogueStore &m_catalogue;
    TransactionStore &m_transactions;
    PageLink m_link;
    QString m_text; ///< of the search
    QTimer m_retry;
};

} // namespace stanforis

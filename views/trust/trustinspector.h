// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/trust.h"
#include "views/widgets/panel.h"

#include <optional>

class QPushButton;
class QScrollArea;

namespace stanforis {

class FactList;
class SeverityLabel;
class TextLabel;

/// One item in full: what depends on it, how it is, what to do, facts, and the whole chain of certificates.
class TrustInspector final : public Panel
{
    Q_OBJECT

public:
    explicit TrustInspector(QWidget *parent = nullptr);

    /// Null: nothing is chosen.
    void show(const TrustItem *item, Instant now);

Q_SIGNALS:
    void checkRequested(const stanforis::TrustId &id);
    /// Of the ledger's checkpoint: a file with which anybody can check that nothing was taken out.
    void proofRequested();
    /// Of receipts and ledger: the keys with which stanforis-verify checks them.
    void keysRequested();

private:
    void showChain(const QList<TrustCertificate> &chain);

    std::optional<TrustItem> m_item;
    TextLabel *m_meaning;
    SeverityLabel *m_state;
    TextLabel *m_happened;
    TextLabel *m_next;
    QPushButton *m_test;
    QPushButton *m_proof;
    QPushButton *m_keys;
    FactList *m_facts;
    QWidget *m_chain;
    QVBoxLayout *m_chainRows;
    QList<TrustCertificate> m_shownChain;
};

} // namespace stanforis

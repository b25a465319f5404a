// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/trust.h"
#include "views/shell/page.h"

class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace stanforis {

class PlaceHeader;
class TimeContext;
class TrustInspector;
class TrustStore;
class TrustTable;
class TrustVerdict;

/// Whether all that trust rests on is well: one sentence, what is not well and what to do, then everything with its details.
/// GUI thread.
class TrustPage final : public Page
{
    Q_OBJECT

public:
    /// The stores outlive the page.
    TrustPage(const TrustStore &store, const TimeContext &time, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<KeyHelp> keys() const override;
    void refresh() override;
    [[nodiscard]] QWidget *firstFocus() override;

    [[nodiscard]] QString sentence() const;
    /// The answer to proofRequested() when there is no file to save.
    void showProofFailure(const Error &error);
    /// The answer to keysRequested() when there is no file to save.
    void showKeysFailure(const Error &error);

Q_SIGNALS:
    void checkRequested(const stanforis::TrustId &id);
    void checkAllRequested();
    /// A file for whoever is to find out what is wrong; nothing secret is in it.
    void diagnosticsRequested();
    /// A file that proves what the ledger was and is.
    void proofRequested();
    /// A file with the keys that prove receipts and the ledger.
    void keysRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showCurrent();
    void arrange();

    const TrustStore &m_store;
    const TimeContext &m_time;
    PlaceHeader *m_header;
    TrustVerdict *m_verdict;
    TrustTable *m_table;
    TrustInspector *m_inspector;
    QPushButton *m_testAll;
    QVBoxLayout *m_column;
    QHBoxLayout *m_row;
};

} // namespace stanforis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stores/auditstore.h"

#include <QWidget>

class QPushButton;

namespace stanforis {

class Sheet;
class TextLabel;

/// Says why nothing is signed here now: the console's own audit log was changed, cannot be written, or was not cosigned for too
/// long, or the platform's ledger is not what it was. With what to do about it, and for damage the way on. GUI thread.
class AuditStrip final : public QWidget
{
    Q_OBJECT

public:
    /// `sheetHost` is what the sheet with the details covers.
    AuditStrip(QWidget *parent, QWidget *sheetHost);

    /// `maySettle`: who is at the console may leave a damaged log behind.
    void setState(const AuditStore &store, Instant now, bool maySettle);
    [[nodiscard]] bool hasSomethingToSay() const
    {
        return m_bar != AuditStore::Bar::None && m_bar != AuditStore::Bar::NotChecked;
    }

    /// One sentence each.
    [[nodiscard]] static QString happened(const AuditStore &store, AuditStore::Bar bar);
    [[nodiscard]] static QString whatToDo(AuditStore::Bar bar);

Q_SIGNALS:
    /// A person has reported the damage and wants to go on with a new log.
    void settleRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void dress();
    void showDetails();

    AuditStore::Bar m_bar = AuditStore::Bar::None;
    TextLabel *m_happened;
    TextLabel *m_todo;
    QPushButton *m_details;
    Sheet *m_sheet;
    TextLabel *m_body;
    QPushButton *m_settle;
};

} // namespace stanforis
